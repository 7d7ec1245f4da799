"""All that an auditor must see of one flag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs import assignments, decisions
from outputs.desk.query.names import registered
from outputs.desk.review.marks import Mark, excerpt, segments
from outputs.desk.review.queue import COLUMNS, FLAG, FROM
from outputs.errors import StoreError
from outputs.exemptions import name_of
from outputs.values import ranged

if TYPE_CHECKING:
    from outputs.store import Store

Row = dict[str, Any]

LONGEST = 20_000
"""Characters of an article that are shown whole; of a longer one, what surrounds the marks."""

_EVIDENCE = """SELECT e.ordinal, e.role, e.document, e.article, e.start, e."end", e.text, e.figure, g.sentence, g.value, g.low, g.high, g.unit, g.measure, g.subject, g.period,
    g.scope AS figure_scope, g.modality, g.corrected, p.value AS printed,
    (SELECT t.id FROM targets_all t WHERE t.document = e.document AND t.start = e.start AND t."end" = e."end" AND t.current = 1 LIMIT 1) AS target FROM check_evidence_all e LEFT JOIN figures_all g ON g.id = e.figure
    LEFT JOIN figures_all p ON g.corrected = 1 AND p.id = g.id || '.machine' WHERE e.check_id = :id ORDER BY e.ordinal"""
_ARTICLES = """SELECT a.id, a.document, a.ordinal, a.title, a.section, a.contributor, a.start, a."end", a.issued, a.name, a.number, a.publisher, f.path,
    substr(s.text, a.start + 1, a."end" - a.start) AS text
FROM articles_all a JOIN documents f ON f.id = a.document JOIN texts s ON s.document = a.document WHERE a.id IN :ids"""
_BESIDE = """SELECT id, text, measure, subject, period, scope, modality, sentence FROM figures_all
WHERE document = :document AND current = 1 AND article = :article AND (sentence IN :sentences OR measure IN :measures) ORDER BY start LIMIT 40"""
_ELSEWHERE = """SELECT g.id, g.text, g.measure, g.subject, g.period, g.issued, g.document, a.title FROM figures_all g LEFT JOIN articles_all a ON a.id = g.article
WHERE g.subject = :subject AND g.measure = :measure AND g.current = 1 AND g.article <> :article ORDER BY g.issued DESC LIMIT 8"""
_PLACES = f"""SELECT c.id AS check_id, c.document, c.article, c.issued, f.path, f.publisher, a.title {FROM} WHERE {FLAG} AND c.fingerprint = :f ORDER BY c.issued, c.id LIMIT 50"""
_SIMILAR = f"""SELECT {COLUMNS} {FROM} WHERE {FLAG} AND c.rule = :rule AND c.fingerprint <> :f AND {{more}} ORDER BY c.issued DESC, c.id LIMIT 6"""
_SAME_MEASURE = """c.id IN (SELECT e.check_id FROM check_evidence_all e JOIN (SELECT id, document FROM figures_all WHERE measure = :measure AND current = 1 ORDER BY issued DESC LIMIT 50) g
    ON g.document = e.document AND g.id = e.figure)"""


def row(store: Store, fingerprint: str) -> Row:
    """The flag as in the queue. Raises ``unknown-flag``."""
    found = store.read(f"SELECT {COLUMNS}, c.series {FROM} WHERE {FLAG} AND c.fingerprint = :f ORDER BY c.id LIMIT 1", f=fingerprint[:64])
    if not found:
        raise StoreError("unknown-flag", name=fingerprint[:64])
    return found[0]


def evidence(store: Store, check_id: str) -> list[Row]:
    """What the check rests on, numbered as in the legend, with what was read of each figure."""
    rows = store.read(_EVIDENCE, id=check_id)
    named = registered(store, (row["subject"] for row in rows))
    return [row | {"number": i, "mended": _mended(row), "organisation": named.get(row["subject"])} for i, row in enumerate(rows, 1)]


def _mended(row: Row) -> str:
    """What somebody corrected a figure to, in words."""
    if not row["corrected"]:
        return ""
    same = row["printed"] == row["value"]
    return f"经人工订正，读作 {ranged(row['value'])}" + ("" if same or not row["printed"] else f"（程序读作 {ranged(row['printed'])}）")


def closed(store: Store, fingerprint: str) -> Row | None:
    """The check of a flag that a correction closed: the same tie, which holds now."""
    sql = "SELECT id, rule, message, equation, verdict, document, article FROM checks_all WHERE fingerprint = :f AND current = 1 ORDER BY id LIMIT 1"
    return next(iter(store.read(sql, f=fingerprint[:64])), None)


def passages(store: Store, flag: Row, spans: Sequence[Row]) -> list[Row]:
    """The articles that the evidence stands in, the flag's own first and whole, of the others what surrounds the evidence. Each with ``segments`` and ``whole``."""
    ids = list(dict.fromkeys([flag["article"], *(s["article"] for s in spans)]))
    statement = sa.text(_ARTICLES).bindparams(sa.bindparam("ids", expanding=True))
    with store.reading() as connection:
        found = {r["id"]: dict(r) for r in connection.execute(statement, {"ids": [i for i in ids if i]}).mappings()}
    out = []
    for id in ids:
        if id in found:
            out.append(found[id] | _shown(found[id], [s for s in spans if s["article"] == id], whole=id == flag["article"]))
    return out


def _shown(article: Row, spans: Sequence[Row], whole: bool) -> Row:
    marks = [Mark(s["start"], s["end"], s["number"], s["role"]) for s in spans]
    text, start = article["text"], article["start"]
    whole = whole and len(text) <= LONGEST
    low, high = (start, start + len(text)) if whole else excerpt(text, start, marks)
    return {"segments": segments(text[low - start : high - start], low, marks), "whole": whole, "spans": list(spans)}


def beside(store: Store, flag: Row, spans: Sequence[Row]) -> list[Row]:
    """Other figures of the sentences that the operands stand in, and others of the same measure in the article."""
    here = [s for s in spans if s["article"] == flag["article"] and s["figure"]]
    if not here:
        return []
    statement = sa.text(_BESIDE).bindparams(sa.bindparam("sentences", expanding=True), sa.bindparam("measures", expanding=True))
    asked = {
        "document": flag["document"], "article": flag["article"], "sentences": sorted({s["sentence"] for s in here if s["sentence"]}),
        "measures": sorted({s["measure"] for s in here if s["measure"]}),
    }  # fmt: skip
    taking_part = {s["figure"] for s in spans}
    with store.reading() as connection:
        found = [dict(r) for r in connection.execute(statement, asked).mappings()]
    return [r | {"same_sentence": r["sentence"] in asked["sentences"]} for r in found if r["id"] not in taking_part]


def elsewhere(store: Store, flag: Row, spans: Sequence[Row]) -> list[Row]:
    """What other articles say of the first operand's measure and subject, newest first."""
    lead = next((s for s in spans if s["figure"] and s["measure"] and s["subject"]), None)
    return store.read(_ELSEWHERE, subject=lead["subject"], measure=lead["measure"], article=flag["article"] or "") if lead else []


def places(store: Store, flag: Row) -> list[Row]:
    """Everywhere the same flag stands, this place among them."""
    return store.read(_PLACES, f=flag["fingerprint"])


def similar(store: Store, flag: Row, spans: Sequence[Row]) -> list[Row]:
    """Flags of the same check on the same measure, then of the same publisher."""
    asked = {"rule": flag["rule"], "f": flag["fingerprint"]}
    measure = next((s["measure"] for s in spans if s["measure"]), None)
    found = store.read(_SIMILAR.format(more=_SAME_MEASURE), **asked, measure=measure) if measure else []
    if flag["publisher"]:
        found += store.read(_SIMILAR.format(more="coalesce(f.publisher, '') = :publisher"), **asked, publisher=flag["publisher"])
    return list({r["fingerprint"]: r for r in found}.values())[:6]


def history(store: Store, flag: Row) -> list[Row]:
    """What was decided on this flag or its series, and to whom it was assigned, in the order of time: ``at``, ``by``, ``action``, ``reason``, ``note``."""
    own = [_event(d) for d in decisions.history(store, flag["fingerprint"])]
    if flag.get("series"):
        own += [_event(d) | {"by_rule": True} for d in decisions.history(store, name_of(flag["rule"], flag["series"]))]
    assigned = store.read("SELECT * FROM assignments WHERE fingerprint = :f ORDER BY id", f=flag["fingerprint"])
    own += [
        {"at": a["assigned_at"], "by": a["assigned_by"], "action": "assign", "reason": None, "note": a["assignee"], "by_rule": False, "id": a["id"]} for a in assigned
    ]
    return sorted(own, key=lambda e: (e["at"], e["id"]))


def _event(d: Row) -> Row:
    return {"at": d["decided_at"], "by": d["decided_by"], "action": d["action"], "reason": d["reason"], "note": d["note"], "by_rule": False, "id": d["id"]}


def latest(store: Store, fingerprint: str) -> int:
    """The number of the latest decision, what ``after`` is compared with; 0 if there is none."""
    return int(store.read("SELECT coalesce(max(id), 0) AS n FROM decisions WHERE fingerprint = :f", f=fingerprint)[0]["n"])


def assigned(store: Store, fingerprint: str) -> str | None:
    found = assignments.assignee(store, fingerprint)
    return found["assignee"] if found else None
