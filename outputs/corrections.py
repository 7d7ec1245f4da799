"""Corrections by hand: append-only, each about a stretch of a document's text, kept apart from the tables so that they outlive them.

The last correction of a stretch holds; ``undo`` gives it back to what was read. The tables follow in :mod:`outputs.correcting`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from outputs.audit import _of
from outputs.errors import StoreError
from outputs.labels import COMPARATORS, KINDS, MODALITIES, ORGANISATION_TYPES
from outputs.schema_corrections import CORRECTION_ACTIONS, CORRECTION_KINDS, CORRECTION_WORDS

if TYPE_CHECKING:
    from outputs.store import Store

AROUND = 24
"""Characters that are kept on either side, to find the place in a later version of the text."""

LONGEST = 200
"""Characters of a stretch, and of a field."""

LONGEST_NOTE = 2_000

TEXTS = {"figure": ("unit", "measure", "subject", "period", "scope"), "organisation": ("name",)}
CHOICES: dict[str, dict[str, Mapping[str, str]]] = {
    "figure": {"kind": KINDS, "modality": MODALITIES, "comparator": COMPARATORS}, "organisation": {"type": ORGANISATION_TYPES},
}  # fmt: skip
OPTIONAL = ("comparator",)
LARGEST = Decimal(10) ** 18


def correct(
    store: Store, kind: str, document: str, start: int, end: int, action: str, by: str, reading: Mapping[str, Any] | None = None, note: str | None = None
) -> dict[str, Any]:
    """Record a correction and bring the tables in line. Gives ``id`` and ``applied``: false while a run writes, which then follows the correction itself.

    ``start``, ``end``: the stretch of the document's text; ``reading`` with ``set``: for a figure ``low`` and ``high`` (exact decimals in text, ``None`` unbounded),
    ``approx``, ``unit``, ``kind``, ``measure``, ``subject``, ``period``, ``scope``, ``modality``, ``comparator``; for an organisation ``name`` and ``type``.
    Raises ``unknown-document``, ``correction-invalid``.
    """
    from outputs import correcting
    from outputs.store import now

    text = store.source(document if document.isalnum() else "?")
    if note and (len(note) > LONGEST_NOTE or not note.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()):
        raise _invalid("note", f"最多 {LONGEST_NOTE} 字")
    if kind not in CORRECTION_KINDS or action not in CORRECTION_ACTIONS:
        raise _invalid(f"{kind} {action}"[:80], "、".join([*CORRECTION_KINDS, *CORRECTION_ACTIONS]))
    if not 0 <= start < end <= len(text) or end - start > LONGEST or not text[start:end].strip():
        raise _invalid(f"[{start}, {end})", f"正文共 {len(text)} 字，一处最多 {LONGEST} 字")
    row = {
        "kind": kind, "document": document[:16], "start": start, "end": end, "text": text[start:end], "before": text[max(0, start - AROUND) : start],
        "after": text[end : end + AROUND], "action": action, "reading": json.dumps(_read(kind, reading or {}), ensure_ascii=False) if action == "set" else None,
        "note": (note or "").strip() or None, "corrected_by": by, "corrected_at": now(),
    }  # fmt: skip
    with store.backend.deciding() as (connection, decisions):
        table = _of(decisions.metadata, "corrections")
        id = int(connection.execute(table.insert().values(row).returning(table.c.id)).scalar_one())
    return {"id": id, "applied": correcting.follow(store)}


def _read(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a reading, checked."""
    out: dict[str, Any] = {}
    for name in TEXTS[kind]:
        value = str(given.get(name) or "").strip()
        if len(value) > LONGEST or not value.isprintable():
            raise _invalid(f"{name}: {value[:40]}", f"最多 {LONGEST} 字")
        out[name] = value or None
    for name, choices in CHOICES[kind].items():
        value = str(given.get(name) or "")
        if value not in choices and (value or name not in OPTIONAL):
            raise _invalid(f"{name}: {value[:40]}", "、".join(choices))
        out[name] = value or None
    if kind == "organisation":
        if not out["name"]:
            raise _invalid("name", "组织的全称")
        return out
    low, high = (_number(name, given.get(name)) for name in ("low", "high"))
    if low is None and high is None:
        raise _invalid("low, high", "至少填一个数")
    if low is not None and high is not None and low > high:
        raise _invalid(f"{low} > {high}", "下限不大于上限")
    return out | {"low": None if low is None else format(low, "f"), "high": None if high is None else format(high, "f"), "approx": bool(given.get("approx"))}


def _number(name: str, given: Any) -> Decimal | None:
    text = str(given if given is not None else "").replace(",", "").replace("，", "").strip()
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    exponent = value.as_tuple().exponent
    if not value.is_finite() or abs(value) > LARGEST or not isinstance(exponent, int) or exponent < -9:
        raise _invalid(f"{name}: {text[:40]}", "一个数，如 650000 或 7.5")
    return value


def _invalid(cause: str, choices: str) -> StoreError:
    return StoreError("correction-invalid", cause=cause, choices=choices)


def blank(store: Store, documents: Iterable[str]) -> None:
    """Take the words out of the corrections of bulletins that are being erased; who corrected which stretch and when stays."""
    gone = {name: "" if name in ("text", "before", "after") else None for name in CORRECTION_WORDS}
    with store.backend.deciding() as (connection, decisions):
        store.backend.scrubbing(connection)
        table = _of(decisions.metadata, "corrections")
        connection.execute(table.update().where(table.c.document.in_([id[:16] for id in documents])).values(gone))
    store.backend.scrubbed()


# -- for reading

_LATEST = """SELECT c.* FROM corrections c WHERE c.id = (SELECT max(l.id) FROM corrections l WHERE l.document = c.document AND l.kind = c.kind AND l.start = c.start AND l."end" = c."end")"""


def holding(store: Store, limit: int = 200, before: int | None = None) -> list[dict[str, Any]]:
    """The corrections that hold, the latest first, each with ``reading`` as a mapping."""
    rows = store.read(f"{_LATEST} AND c.action <> 'undo' AND c.id < :before ORDER BY c.id DESC LIMIT :limit", before=before or 2**62, limit=limit)
    return [opened(row) for row in rows]


def history(store: Store, document: str, kind: str, start: int, end: int) -> list[dict[str, Any]]:
    """All corrections of one stretch in the order they were made."""
    sql = 'SELECT * FROM corrections WHERE document = :d AND kind = :k AND start = :s AND "end" = :e ORDER BY id'
    return [opened(row) for row in store.read(sql, d=document[:16], k=kind, s=start, e=end)]


def one(store: Store, id: int) -> dict[str, Any]:
    """A correction by its number. Raises ``unknown-correction``."""
    rows = store.read("SELECT * FROM corrections WHERE id = :id", id=id)
    if not rows:
        raise StoreError("unknown-correction", name=id)
    return opened(rows[0])


def opened(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "reading": json.loads(row["reading"]) if row["reading"] else {}}


def located(row: Mapping[str, Any], text: str) -> tuple[int, int] | None:
    """Where the words of a correction stand in another version of the text: where what surrounds them says so for one place only."""
    for around in (AROUND, AROUND // 2, AROUND // 4):
        before, after = row["before"][-around:], row["after"][:around]
        wanted = before + row["text"] + after
        at = text.find(wanted)
        if at >= 0:
            if text.find(wanted, at + 1) >= 0:
                return None
            return at + len(before), at + len(before) + len(row["text"])
    return None


def unattached(store: Store, rows: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """Why corrections are without effect now, by number; those in effect are left out. ``gone``: the document is not in force; ``changed``: nor is its place found in
    the version that replaced it."""
    from outputs.correcting import successor

    out: dict[int, str] = {}
    with store.reading() as connection:
        for row in rows:
            now = successor(connection, row["document"])
            if now is None:
                out[row["id"]] = "gone"
            elif now != row["document"] and located(row, store.source(now)) is None:
                out[row["id"]] = "changed"
    return out
