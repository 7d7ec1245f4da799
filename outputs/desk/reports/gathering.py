"""What a report tells, worked out once for the page and the PDF alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from outputs import labels
from outputs.desk.problems import Problem
from outputs.desk.query.bounded import bounded
from outputs.desk.templating import check_name, number, when
from outputs.metadata import FLAGGED

if TYPE_CHECKING:
    from outputs.store import Store

Row = dict[str, Any]
Read = Callable[..., list[Row]]
SECONDS = 30.0
MOST = 300
"""Flags, and documents, that one report lists; it says how many there are."""
COVERED = 1_000
"""Documents, the latest, from which the share of checked figures is told."""
KINDS = {"documents": "简报", "runs": "入库", "bodies": "单位"}

_BODY = """SELECT id FROM documents WHERE publisher = :key AND status = 'current' UNION SELECT document FROM figures_all WHERE subject = :key AND current = 1"""
_SCOPES = {
    "documents": "c.document = :key",
    "runs": "c.document IN (SELECT id FROM documents WHERE run = :key AND status = 'current')",
    "bodies": f"""c.document IN ({_BODY}) AND (c.document IN (SELECT id FROM documents WHERE publisher = :key AND status = 'current')
        OR c.id IN (SELECT e.check_id FROM check_evidence_all e JOIN figures_all g ON g.id = e.figure WHERE e.document = c.document AND g.subject = :key))""",
}  # fmt: skip
_DOCUMENTS = {"documents": "d.id = :key", "runs": "d.run = :key AND d.status = 'current'", "bodies": f"d.id IN ({_BODY})"}
_HERE = FLAGGED.replace("verdict", "c.verdict").replace("severity", "c.severity").replace("current", "c.current") + " AND {scope}"
_FIRST = f"SELECT c.id FROM checks_all c WHERE {_HERE} ORDER BY c.severity, c.issued DESC, c.id LIMIT :most"
_FLAGS = f"""SELECT v.check_id, v.fingerprint, v.rule, v.severity, v.status, v.message, v.equation, v.issued, v.path, v.title, v.reason, v.note, v.decided_by, v.decided_at
FROM flags v WHERE v.check_id IN ({_FIRST}) ORDER BY v.severity, v.issued IS NULL, v.issued DESC, v.check_id"""
_FLAGGED = f"SELECT count(*) AS n FROM checks_all c WHERE {_HERE}"
_COUNTED = f"SELECT v.status, count(*) AS n FROM flags v WHERE {{decided}} v.check_id IN (SELECT c.id FROM checks_all c WHERE {_HERE}) GROUP BY v.status"
_DECIDED = "v.fingerprint IN (SELECT fingerprint FROM decisions) AND"
_BY_RULE = "SELECT 1 FROM decisions WHERE fingerprint LIKE '%@%' LIMIT 1"
_VERDICTS = "SELECT c.verdict, count(*) AS n FROM checks_all c WHERE c.current = 1 AND {scope} GROUP BY c.verdict"
_HEADS = "SELECT d.id, d.path, d.name, d.number, d.issued, d.publisher, d.articles, d.characters, d.status FROM documents d WHERE {scope} ORDER BY d.issued IS NULL, d.issued DESC, d.path LIMIT :most"
_TOTALS = """SELECT count(*) AS documents, coalesce(sum(d.articles), 0) AS articles, coalesce(sum(d.characters), 0) AS characters, min(d.issued) AS first, max(d.issued) AS last
FROM documents d WHERE {scope}"""
_COUNT = """SELECT (SELECT count(*) FROM {table} t WHERE t.document IN (SELECT d.id FROM documents d WHERE {scope}))
    - (SELECT count(*) FROM corrections_applied a JOIN {table} t ON t.document = a.document
        WHERE t.current = 0 AND EXISTS (SELECT 1 FROM documents d WHERE d.id = a.document AND {scope})) AS n"""
"""All rows, which an index alone tells, less those that corrections set aside: a document in force has no others."""
_COVERED = """SELECT coalesce(sum((SELECT count(*) FROM figures_all t WHERE t.document = d.id AND t.current = 1)), 0) AS figures,
    coalesce(sum((SELECT count(DISTINCT e.figure) FROM check_evidence_all e WHERE e.document = d.id AND e.current = 1)), 0) AS checked
FROM (SELECT d.id FROM documents d WHERE {scope} ORDER BY d.issued DESC LIMIT :most) d"""
_MENDED = """SELECT count(*) AS n FROM corrections k WHERE k.action <> 'undo' AND EXISTS (SELECT 1 FROM documents d WHERE d.id = k.document AND {scope}) AND NOT EXISTS
    (SELECT 1 FROM corrections l WHERE l.document = k.document AND l.kind = k.kind AND l.start = k.start AND l."end" = k."end" AND l.id > k.id)"""
_SENTENCES = """SELECT DISTINCT e.check_id, s.document, s.start, s.text FROM check_evidence_all e JOIN sentences_all s ON s.document = e.document AND s.start <= e.start AND s."end" >= e."end"
WHERE e.check_id IN :ids ORDER BY e.check_id, s.document, s.start"""


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag in words."""

    fingerprint: str
    severity: str
    check: str
    status: str
    message: str
    equation: str
    where: str
    sentences: list[str]
    decision: str


@dataclass(frozen=True, slots=True)
class Report:
    """``facts`` and ``counts``: heading and words; ``flags_in_all`` and ``documents_in_all`` may be more than are listed."""

    kind: str
    key: str
    title: str
    subtitle: str
    made: str
    facts: list[tuple[str, str]]
    counts: list[tuple[str, str]]
    flags: list[Flag]
    flags_in_all: int
    documents: list[tuple[str, str]] = field(default_factory=list)
    corrections: int = 0
    documents_in_all: int = 0

    def plain(self) -> Row:
        """As data, for programs and for the PDF."""
        return asdict(self)


def report(store: Store, kind: str, key: str) -> Report:
    """Raises :class:`Problem` ``not-found``, and ``query-timeout`` for a body or run with more than can be told in :data:`SECONDS`."""
    if kind not in KINDS or "\0" in key or len(key) > 200:
        raise Problem(404, "not-found", f"没有这样的报告：{kind[:20]}", f"可用：{', '.join(KINDS)}")
    with bounded(store, SECONDS) as connection:

        def read(sql: str, **parameters: Any) -> list[Row]:
            return [dict(row) for row in connection.execute(sa.text(sql), parameters).mappings()]

        return _gathered(read, connection, kind, key)


def _gathered(read: Read, connection: sa.Connection, kind: str, key: str) -> Report:
    from outputs.store import now

    key = key[:16] if kind == "documents" else key
    scope = _DOCUMENTS[kind]
    heads = read(_HEADS.format(scope=scope), key=key, most=MOST + 1)
    run = read("SELECT * FROM runs WHERE id = :id", id=key) if kind == "runs" else []
    if not heads and not run:
        raise Problem(404, "not-found", f"没有{KINDS[kind]} {key[:60]}", "它可能已更新或撤回，或名称与刊头不一")
    standing = _standing(read, kind, key)
    totals = read(_TOTALS.format(scope=scope), key=key)[0]
    title, subtitle, facts = _head(kind, key, heads, run, totals)
    return Report(
        kind, key, title, subtitle, when(now()), facts, _counts(read, kind, key, scope, totals, standing), _flags(read, connection, kind, key), sum(standing.values()),
        [(_named(h), f"{h['issued'] or '日期不明'}，{h['articles']} 篇") for h in heads[:MOST]] if kind != "documents" else [],
        int(read(_MENDED.format(scope=scope), key=key)[0]["n"]), int(totals["documents"]),
    )  # fmt: skip


def _standing(read: Read, kind: str, key: str) -> dict[str, int]:
    """Flags by status. Few are decided on: unless rules decide for others, only these are looked at one by one."""
    by_rule = bool(read(_BY_RULE))
    counted = {r["status"]: r["n"] for r in read(_COUNTED.format(scope=_SCOPES[kind], decided="" if by_rule else _DECIDED), key=key)}
    if not by_rule:
        undecided = int(read(_FLAGGED.format(scope=_SCOPES[kind]), key=key)[0]["n"]) - sum(counted.values())
        counted["open"] = counted.get("open", 0) + undecided
    return counted


def _named(head: Row) -> str:
    return " ".join(str(x) for x in (head["name"] or head["path"], f"第{head['number']}期" if head["number"] else "") if x)


def _head(kind: str, key: str, heads: Sequence[Row], run: Sequence[Row], totals: Row) -> tuple[str, str, list[tuple[str, str]]]:
    if kind == "documents":
        h = heads[0]
        facts = (("文件", h["path"]), ("编印单位", h["publisher"]), ("印发日期", h["issued"]), ("文件编号", h["id"]))
        return _named(h), "简报核对报告", [(a, str(b)) for a, b in facts if b]
    if kind == "runs":
        r: Row = run[0] if run else {"started": None, "inputs": None, "status": "", "new": 0, "updated": 0, "quarantined": 0, "message": None}
        statuses = {"running": "进行中", "done": "完成", "failed": "失败", "crashed": "中断"}
        told = (
            ("状态", statuses.get(r["status"], "")), ("所读", (r["inputs"] or "").replace("\n", "，")), ("新增", number(r["new"])), ("更新", number(r["updated"])),
            ("读不了", number(r["quarantined"])), ("说明", r["message"]),
        )  # fmt: skip
        return f"{when(r['started'])} 的入库", "入库报告", [(a, str(b)) for a, b in told if b]
    return key, "单位核对报告", [("所涉简报", f"{totals['first']} 至 {totals['last']}")] if totals["first"] else []


def _counts(read: Read, kind: str, key: str, scope: str, totals: Row, standing: Row) -> list[tuple[str, str]]:
    verdicts = {r["verdict"]: r["n"] for r in read(_VERDICTS.format(scope=_SCOPES[kind]), key=key)}
    figures, mentions, targets = (int(read(_COUNT.format(table=f"{t}_all", scope=scope), key=key)[0]["n"]) for t in ("figures", "mentions", "targets"))
    covered = read(_COVERED.format(scope=scope), key=key, most=COVERED)[0]
    share = f"{100 * covered['checked'] / covered['figures']:.0f}%" if covered["figures"] else "—"
    told = f"{number(covered['checked'])}（占 {share}）" if totals["documents"] <= COVERED else f"{share}（以最近 {COVERED:,} 份计）"
    out = [("文章", number(totals["articles"])), ("字数", number(totals["characters"])), ("数据", number(figures)), ("有勾稽可核的数据", told)]
    if kind != "documents":
        out.insert(0, ("简报", number(totals["documents"])))
    out += [("组织提及", number(mentions)), ("目标", number(targets))]
    out += [(f"勾稽：{word}", number(verdicts[v])) for v, word in labels.VERDICTS.items() if verdicts.get(v)]
    return out + [(f"疑点：{word}", number(standing.get(s, 0))) for s, word in labels.STATUSES.items()]


def _flags(read: Read, connection: sa.Connection, kind: str, key: str) -> list[Flag]:
    rows = read(_FLAGS.format(scope=_SCOPES[kind]), key=key, most=MOST)
    sentences: dict[str, list[str]] = {}
    statement = sa.text(_SENTENCES).bindparams(sa.bindparam("ids", expanding=True))
    for id, _document, _start, text in connection.execute(statement, {"ids": [r["check_id"] for r in rows]}) if rows else ():
        sentences.setdefault(id, []).append(text if len(text) <= 400 else text[:400] + "…")
    return [
        Flag(
            r["fingerprint"], labels.SEVERITIES[r["severity"]], check_name(r["rule"]), labels.STATUSES[r["status"]], r["message"], r["equation"],
            "　".join(str(x) for x in (r["issued"], f"《{r['title']}》" if r["title"] else "", r["path"]) if x), sentences.get(r["check_id"], [])[:6], _decided(r),
        )
        for r in rows
    ]  # fmt: skip


def _decided(r: Row) -> str:
    if r["status"] == "open":
        return ""
    said = "；".join(x for x in (labels.REASONS.get(r["reason"] or "", ""), r["note"] or "") if x)
    return f"{r['decided_by']}，{when(r['decided_at'])}" + (f"：{said}" if said else "")
