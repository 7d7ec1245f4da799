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

if TYPE_CHECKING:
    from outputs.store import Store

Row = dict[str, Any]
Read = Callable[..., list[Row]]
SECONDS = 30.0
MOST = 300
"""Flags, and documents, that one report lists; it says how many there are."""
KINDS = {"documents": "简报", "runs": "运行", "bodies": "单位"}

_SCOPES = {
    "documents": "c.document = :key",
    "runs": "c.document IN (SELECT id FROM documents WHERE run = :key AND status = 'current')",
    "bodies": """(c.document IN (SELECT id FROM documents WHERE publisher = :key AND status = 'current')
        OR c.document IN (SELECT document FROM figures_all WHERE subject = :key AND current = 1) AND c.id IN (SELECT e.check_id FROM check_evidence_all e JOIN figures_all g ON g.id = e.figure
        WHERE e.document = c.document AND g.subject = :key))""",
}  # fmt: skip
_DOCUMENTS = {
    "documents": "d.id = :key",
    "runs": "d.run = :key AND d.status = 'current'",
    "bodies": "d.status = 'current' AND (d.publisher = :key OR d.id IN (SELECT document FROM figures_all WHERE subject = :key AND current = 1))",
}  # fmt: skip
_FLAGS = """SELECT v.check_id, v.fingerprint, v.rule, v.severity, v.status, v.message, v.equation, v.issued, v.path, v.title, v.reason, v.note, v.decided_by, v.decided_at
FROM flags v WHERE v.check_id IN (SELECT c.id FROM checks_all c WHERE c.verdict = 'fails' AND c.severity <> 'info' AND c.current = 1 AND {scope})
ORDER BY CASE v.severity WHEN 'error' THEN 0 ELSE 1 END, v.issued IS NULL, v.issued, v.check_id LIMIT :most"""
_COUNTED = "SELECT v.status, count(*) AS n FROM flags v WHERE v.check_id IN (SELECT c.id FROM checks_all c WHERE c.verdict = 'fails' AND c.severity <> 'info' AND c.current = 1 AND {scope}) GROUP BY v.status"
_VERDICTS = "SELECT c.verdict, count(*) AS n FROM checks_all c WHERE c.current = 1 AND {scope} GROUP BY c.verdict"
_HEADS = "SELECT d.id, d.path, d.name, d.number, d.issued, d.publisher, d.articles, d.characters FROM documents d WHERE {scope} ORDER BY d.issued IS NULL, d.issued, d.path LIMIT :most"
_TOTALS = """SELECT count(*) AS documents, coalesce(sum(d.articles), 0) AS articles, coalesce(sum(d.characters), 0) AS characters FROM documents d WHERE {scope}"""
_COUNT = "SELECT count(*) AS n FROM {table} t WHERE t.current = 1 AND t.document IN (SELECT d.id FROM documents d WHERE {scope})"
_CHECKED = "SELECT count(DISTINCT e.figure) AS n FROM check_evidence_all e WHERE e.current = 1 AND e.figure IS NOT NULL AND e.document IN (SELECT d.id FROM documents d WHERE {scope})"
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
    """``facts`` and ``counts``: heading and words; ``flags_in_all`` may be more than are listed."""

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
    standing = {r["status"]: r["n"] for r in read(_COUNTED.format(scope=_SCOPES[kind]), key=key)}
    title, subtitle, facts = _head(kind, key, heads, run)
    return Report(
        kind, key, title, subtitle, when(now()), facts, _counts(read, kind, key, scope, standing), _flags(read, connection, kind, key), sum(standing.values()),
        [(_named(h), f"{h['issued'] or '日期不明'}，{h['articles']} 篇") for h in heads[:MOST]] if kind != "documents" else [],
        int(read(f"SELECT count(*) AS n FROM corrections WHERE document IN (SELECT d.id FROM documents d WHERE {scope})", key=key)[0]["n"]),
    )  # fmt: skip


def _named(head: Row) -> str:
    return " ".join(str(x) for x in (head["name"] or head["path"], f"第{head['number']}期" if head["number"] else "") if x)


def _head(kind: str, key: str, heads: Sequence[Row], run: Sequence[Row]) -> tuple[str, str, list[tuple[str, str]]]:
    if kind == "documents":
        h = heads[0]
        facts = (("文件", h["path"]), ("编印单位", h["publisher"]), ("印发日期", h["issued"]), ("文件编号", h["id"]))
        return _named(h), "简报核对报告", [(a, str(b)) for a, b in facts if b]
    if kind == "runs":
        r: Row = run[0] if run else {"started": None, "inputs": None, "status": "", "new": 0, "updated": 0, "quarantined": 0, "message": None}
        statuses = {"running": "进行中", "done": "完成", "failed": "失败", "crashed": "中断"}
        told = (
            ("状态", statuses.get(r["status"], "")), ("输入", (r["inputs"] or "").replace("\n", "，")), ("新增", number(r["new"])), ("更新", number(r["updated"])),
            ("隔离", number(r["quarantined"])), ("说明", r["message"]),
        )  # fmt: skip
        return f"{when(r['started'])} 的入库运行", "运行报告", [(a, str(b)) for a, b in told if b]
    dates = [h["issued"] for h in heads if h["issued"]]
    return key, "单位核对报告", [("所涉简报", f"{dates[0]} 至 {dates[-1]}")] if dates else []


def _counts(read: Read, kind: str, key: str, scope: str, standing: Row) -> list[tuple[str, str]]:
    def one(sql: str) -> Row:
        return read(sql.format(scope=scope), key=key)[0]

    totals, verdicts = one(_TOTALS), {r["verdict"]: r["n"] for r in read(_VERDICTS.format(scope=_SCOPES[kind]), key=key)}
    figures, checked = (int(one(sql)["n"]) for sql in (_COUNT.replace("{table}", "figures_all"), _CHECKED))
    share = f"{number(checked)}（占 {100 * checked / figures:.0f}%）" if figures else "0"
    out = [("文章", number(totals["articles"])), ("字数", number(totals["characters"])), ("数据", number(figures)), ("有勾稽可核的数据", share)]
    if kind != "documents":
        out.insert(0, ("简报", number(totals["documents"])))
    out += [("组织提及", number(one(_COUNT.replace("{table}", "mentions_all"))["n"])), ("目标", number(one(_COUNT.replace("{table}", "targets_all"))["n"]))]
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
