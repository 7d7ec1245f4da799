"""Whether a store is whole: nothing lost, doubled or half-written. What it cannot tell alone — that the facts are the right ones — the exports tell,
compared byte for byte with those of a run that nobody disturbed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from outputs import fulltext
from outputs.export import export
from outputs.schema import FACTS
from outputs.store import Store

FORMATS = ("csv", "parquet", "jsonl", "xlsx")
TERMS = 40  # of the full-text index that are looked up

_MUST_BE_EMPTY = {
    "a document without its text, or a text without its document": """
        SELECT id FROM documents WHERE id NOT IN (SELECT document FROM texts) UNION ALL SELECT document FROM texts WHERE document NOT IN (SELECT id FROM documents)""",
    "a document with other articles than it has": """
        SELECT d.id FROM documents d WHERE d.articles <> (SELECT count(*) FROM articles_all a WHERE a.document = d.id AND a.part = 'article')""",
    "a document in force that lies nowhere": """
        SELECT id FROM documents d WHERE status = 'current' AND NOT EXISTS (SELECT 1 FROM files f WHERE f.document = d.id AND f.path = d.path AND f.status = 'current')""",
    "two documents at one path": "SELECT path FROM files WHERE status = 'current' GROUP BY path HAVING count(*) > 1",
    "a figure that is not where it says": """
        SELECT f.id FROM figures_all f JOIN texts t ON t.document = f.document WHERE substr(t.text, f.start + 1, f."end" - f.start) <> f.text""",
    "an article without sentences": """
        SELECT a.id FROM articles_all a WHERE a.part = 'article' AND NOT EXISTS (SELECT 1 FROM sentences_all s WHERE s.article = a.id)""",
    "a check without evidence": "SELECT c.id FROM checks_all c WHERE NOT EXISTS (SELECT 1 FROM check_evidence_all e WHERE e.check_id = c.id)",
    "evidence without a check": "SELECT check_id FROM check_evidence_all WHERE check_id NOT IN (SELECT id FROM checks_all)",
    "progress of nothing": """
        SELECT target FROM progress WHERE target NOT IN (SELECT id FROM observations_all) OR observation NOT IN (SELECT id FROM observations_all)""",
    "a link to nothing": "SELECT source FROM links WHERE source NOT IN (SELECT id FROM observations_all) OR of NOT IN (SELECT id FROM observations_all)",
    "an organisation with other mentions than it has": """
        SELECT o.id FROM organisations o
        WHERE o.mentions <> (SELECT count(*) FROM mentions_all m WHERE m.organisation = o.id AND m.current = 1)""",
    "a mention of an unknown organisation": "SELECT id FROM mentions_all WHERE current = 1 AND organisation NOT IN (SELECT id FROM organisations)",
    "spellings that are not those of the mentions": """
        SELECT organisation FROM spellings s WHERE s.mentions <> (
            SELECT count(*) FROM mentions_all m WHERE m.organisation = s.organisation AND m.text = s.text AND m.current = 1)""",
    "series that wait": "SELECT document FROM touched",
    "documents that wait to be compared": "SELECT document FROM unlinked",
    "a run that never ended": "SELECT id FROM runs WHERE status = 'running'",
}


def broken(store: Store) -> list[str]:
    """What is wrong with a store after a run that completed; nothing when it is whole."""
    out = [f"{what}: {len(rows)}" for what, sql in _MUST_BE_EMPTY.items() if (rows := store.read(sql))]
    for table in FACTS:
        orphans = f"SELECT id FROM documents d WHERE 1 = (SELECT 1 FROM {table.stored_name} t WHERE t.document = d.id AND t.current <> (d.status = 'current') LIMIT 1)"
        if store.backend.dialect == "postgresql":
            orphans = orphans.replace("(d.status = 'current')", "CASE WHEN d.status = 'current' THEN 1 ELSE 0 END")
        homeless = f"SELECT 1 AS n FROM {table.stored_name} WHERE document NOT IN (SELECT id FROM documents)"
        out += [f"{table.name}: {what}" for what, sql in (("rows in force of a document that is not", orphans), ("rows of no document", homeless)) if store.read(sql)]
    if store.backend.dialect == "sqlite" and store.read("PRAGMA integrity_check") != [{"integrity_check": "ok"}]:
        out.append("the file is damaged")
    return [*out, *_unsearchable(store)]


def _unsearchable(store: Store) -> Iterator[str]:
    """Terms under which other sentences are found than those that hold them."""
    holding: dict[str, set[str]] = {}
    for row in store.read("SELECT id, words FROM sentences"):
        for term in fulltext.terms(row["words"]):
            holding.setdefault(term, set()).add(row["id"])
    longer = sorted(term for term in holding if len(term) > 1)
    for term in longer[:: max(1, len(longer) // TERMS)]:
        if {row["id"] for row in store.search(term, [term], limit=10**6)} != holding[term]:
            yield f"the full-text index is wrong about {term}"


def digests(store: Store, folder: Path) -> dict[str, str]:
    """sha256 of every export, by file name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in export(store, folder, FORMATS)}


def lying(folder: Path) -> dict[str, str]:
    """The same of the exports that a run left in a folder."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.suffix in (".csv", ".parquet", ".xlsx")}
