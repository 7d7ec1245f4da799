"""Facts as the JSON Lines of ``gouji extract``: keys and their order as the contract has them, numbers exact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from corpus.model import Issue
from extractors.model import Check, Figure, Organisation, Period, Target
from flows.analyse import AnalysedArticle, AnalysedBulletin

_LINE_BREAK = re.compile(r"\s*\n\s*")


def objects(bulletin: AnalysedBulletin) -> Iterator[dict[str, Any]]:
    """One object per part in reading order. The key ``part`` tells an article from a circulation line or an editor's note, whose ``article`` is null."""
    for analysed in bulletin.articles:
        yield _article(bulletin, analysed)


def _article(bulletin: AnalysedBulletin, analysed: AnalysedArticle) -> dict[str, Any]:
    article, facts, raw = analysed.article, analysed.facts, bulletin.source.text

    def words(span: tuple[int, int] | None) -> str | None:
        return _LINE_BREAK.sub("", raw[span[0] : span[1]].strip()) if span else None

    return {
        "file": bulletin.source.path,
        "document": bulletin.source.document,
        "issue": _issue(bulletin.issues[article.issue]),
        "part": article.part,
        "article": article.ordinal,
        "section": article.section,
        "title": words(article.title),
        "contributor": words(article.contributor),
        "start": article.start,
        "end": article.end,
        "organisations": [_organisation(o) for o in facts.organisations],
        "figures": [_figure(f) for f in facts.figures],
        "targets": [_target(t) for t in facts.targets],
        "checks": [_check(c) for c in facts.checks],
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {name: getattr(issue, name) for name in ("name", "number", "total_number", "date", "publisher")}


def _organisation(o: Organisation) -> dict[str, Any]:
    return {"start": o.start, "end": o.end, "text": o.text, "name": o.name, "type": o.type, "role": o.role}


def _period(p: Period | None) -> dict[str, Any] | None:
    if p is None:
        return None
    return {"start": p.start, "end": p.end, "text": p.text, "first": p.first, "last": p.last, "role": p.role}


def _figure(f: Figure) -> dict[str, Any]:
    return {
        "start": f.start,
        "end": f.end,
        "text": f.text,
        "low": f.low,
        "high": f.high,
        "approx": f.approx,
        "comparator": f.comparator,
        "step": f.step,
        "unit": f.unit,
        "kind": f.kind,
        "measure": f.measure,
        "subject": f.subject,
        "period": _period(f.period),
        "scope": f.scope,
        "modality": f.modality,
    }


def _target(t: Target) -> dict[str, Any]:
    return {
        "start": t.start,
        "end": t.end,
        "text": t.figure.text,
        "owner": t.owner,
        "measure": t.measure,
        "comparator": t.aim,
        "low": t.figure.low,
        "high": t.figure.high,
        "unit": t.figure.unit,
        "base": t.base,
        "deadline": t.deadline,
        "deadline_text": t.deadline_text,
        "modality": t.modality,
        "responsible": list(t.responsible),
    }


def _check(c: Check) -> dict[str, Any]:
    return {
        "check": c.check,
        "scope": c.scope,
        "verdict": c.verdict,
        "severity": c.severity,
        "figures": c.figures,
        "evidence": c.evidence,
        "equation": c.equation,
        "message": c.message,
        "fingerprint": c.fingerprint,
    }


def dumps(value: Any) -> str:
    """``value`` as one line of JSON. ``Decimal`` is written digit for digit, which the standard library cannot; dates as ISO 8601."""
    try:
        return _ENCODER.encode(value)
    except _Inexact:  # a Decimal that a float would print with other digits
        return _exactly(value)


class _Inexact(Exception):
    """A ``Decimal`` whose digits a float does not keep."""


def _default(value: Any) -> Any:
    """Of what the encoder does not know: the float that prints as the same digits, the day in ISO 8601."""
    if isinstance(value, Decimal):
        near = float(value)
        if repr(near) != format(value, "f"):
            raise _Inexact
        return near
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_default)


def _exactly(value: Any) -> str:
    """The encoder again, for all parts but those that hold such a number."""
    match value:
        case Decimal():
            return format(value, "f")
        case dict():
            return "{" + ", ".join(f"{_ENCODER.encode(k)}: {dumps(v)}" for k, v in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(dumps, value)) + "]"
    return _ENCODER.encode(value)
