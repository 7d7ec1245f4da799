"""One row and what belongs to it: its fields with their meaning, its sentence, the facts beside it, the checks it takes part in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

import sqlalchemy as sa

from outputs.contract import Column
from outputs.desk.problems import Problem
from outputs.desk.query.bounded import bounded
from outputs.desk.query.cells import Cell, cell, sentence
from outputs.desk.query.listings import LISTINGS, Listing
from outputs.desk.query.names import registered
from outputs.desk.query.question import parse
from outputs.desk.query.rows import Asking
from outputs.desk.query.view import Excerpt, excerpt
from outputs.desk.templating import when
from outputs.store import Store

Row = dict[str, Any]

LATE = {
    "id", "document", "article", "sentence", "figure", "start", "end", "sha256", "fingerprint", "series", "cell_table", "cell_row", "cell_column", "step", "value", "path",
    "encoding", "certainty", "issues", "pipeline", "run", "ingested", "repeats", "period_first", "period_last", "resolved", "characters",
}  # fmt: skip
"""Addresses, offsets and where a row came from: behind what people read, in a fold."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A row's page. ``fields``: those that are filled, ``origin`` the addresses among them; ``sentence``: whole, with the row's words marked; ``beside``: related
    rows, empty ones left out; ``actions``: where else one may go, words and address."""

    listing: Listing
    row: Row
    title: str
    fields: list[tuple[Column, Cell]]
    origin: list[tuple[Column, Cell]]
    sentence: Cell | None
    beside: list[Excerpt] = field(default_factory=list)
    flag: str | None = None
    actions: list[tuple[str, str]] = field(default_factory=list)


def detail(store: Store, listing: Listing, id: str) -> Detail:
    """The page of a row. Raises :class:`Problem` ``not-found``."""
    row = whole(store, listing, id)
    named = registered(store, (row.get("subject"), row.get("owner"), row.get("parent")))
    filled = [
        (column, _told(cell(listing, column, row), row[name], column, named)) for name, column in _ordered(listing)
        if row.get(name) not in (None, "") and name != "sentence_text" and (column.type != "flag" or row[name])
    ]  # fmt: skip
    fields, origin = ([pair for pair in filled if (pair[0].name in LATE) is late] for late in (False, True))
    text = sentence(row, str(row["sentence_text"])) if row.get("sentence_text") else None
    beside = [found for found in (_excerpt(store, *one) for one in RELATED[listing.name](store, row)) if found.rows]
    flag = f"/flags/{row['fingerprint']}" if listing.name == "checks" and row["verdict"] == "fails" and row["severity"] != "info" else None
    return Detail(listing, row, _title(listing, row), fields, origin, text, beside, flag, _actions(listing, row))


def _told(shown: Cell, value: Any, column: Column, named: Mapping[str, str]) -> Cell:
    """A field: names lead to their organisation, instants are in the time of this place."""
    if column.type == "time":
        return replace(shown, text=when(value))
    return replace(shown, href=named[value]) if column.name in ("subject", "owner", "parent") and value in named else shown


def _actions(listing: Listing, row: Row) -> list[tuple[str, str]]:
    match listing.name:
        case "documents":
            return [("看原文", f"/documents/{row['id']}/source"), ("核对报告", f"/reports/documents/{row['id']}"), ("审核它的疑点", f"/flags?document={row['id']}")]
        case "organisations":
            return [("核对报告", f"/reports/bodies/{quote(row['name'], safe='')}"), ("它的疑点", f"/flags?{urlencode({'body': row['name']})}"),
                    ("它的目标进展", f"/board?{urlencode({'body': row['name']})}")]  # fmt: skip
        case "figures" | "targets" if row["article"]:
            return [("在原文中看，或订正", f"/articles/{row['article']}?at={row['start']}-{row['end']}#spot")]
    return []


def whole(store: Store, listing: Listing, id: str) -> Row:
    """All columns of a row, joined ones too. Raises :class:`Problem` ``not-found``."""
    if len(id) <= 200 and "\0" not in id:
        rows = Asking(store, parse(listing, [("id", id), ("columns", ",".join(listing.columns))])).page().rows
        if rows:
            return rows[0]
    raise Problem(404, "not-found", f"没有编号为 {id[:60]} 的{listing.heading}", "它可能已随文件更新或撤回")


def _ordered(listing: Listing) -> list[tuple[str, Column]]:
    first = [name for name in listing.shown if name in listing.columns]
    rest = [name for name in listing.columns if name not in first]
    return [(name, listing.columns[name]) for name in [*first, *sorted(rest, key=lambda name: name in LATE)]]


def _title(listing: Listing, row: Row) -> str:
    match listing.name:
        case "figures" | "targets":
            return "　".join(part for part in (row["text"], row["measure"]) if part)
        case "checks":
            return str(row["message"])
        case "documents":
            return " ".join(str(part) for part in (row["name"] or row["path"], f"第{row['number']}期" if row["number"] else "") if part)
    return str(row["name"])


def _excerpt(store: Store, heading: str, name: str, parameters: Sequence[tuple[str, Any]], columns: str = "") -> Excerpt:
    given = [(key, str(value)) for key, value in parameters if value is not None]
    return excerpt(store, parse(LISTINGS[name], [*given, ("columns", columns)]), heading)


Related = tuple[str, str, Sequence[tuple[str, Any]]] | tuple[str, str, Sequence[tuple[str, Any]], str]


def _of_figure(store: Store, row: Row) -> list[Related]:
    checks = _checks(store, row["document"], row["id"])
    here = ("document", row["document"])
    out: list[Related] = []
    if checks:
        out.append(("有关的勾稽", "checks", [("id", c) for c in checks], "rule,verdict,message,equation"))
    out.append(("据此的目标", "targets", [here, ("figure", row["id"])], "text,owner,measure,deadline"))
    if row["sentence"]:
        out.append(("同一句里的数据", "figures", [here, ("sentence", row["sentence"])], "text,measure,subject,period,modality"))
    if row["measure"] and row["subject"]:
        out.append(("同一主体、同一指标", "figures", [("subject", row["subject"]), ("measure", row["measure"])], "text,period,modality,issued,sentence_text"))
    return out


def _of_target(store: Store, row: Row) -> list[Related]:
    checks = _checks(store, row["document"], row["figure"]) if row["figure"] else []
    out: list[Related] = [("有关的勾稽", "checks", [("id", c) for c in checks], "rule,verdict,message,equation")] if checks else []
    if row["figure"]:
        out.append(("所据的数据", "figures", [("document", row["document"]), ("id", row["figure"])], "text,measure,subject,period,modality"))
    if row["owner"]:
        out.append(("同一单位的目标", "targets", [("owner", row["owner"]), ("measure", row["measure"])], "text,measure,deadline,modality,issued,sentence_text"))
    return out


def _of_organisation(_store: Store, row: Row) -> list[Related]:
    name = row["name"]
    return [
        ("下属组织", "organisations", [("parent", name)], "name,type,level,mentions"),
        ("它的目标", "targets", [("owner", name)], "text,measure,deadline,modality,issued"),
        ("它的数据", "figures", [("subject", name)], "text,measure,period,modality,issued,sentence_text"),
        ("提及之处", "mentions", [("organisation", row["id"])], "text,role,issued,sentence_text"),
    ]


def _of_document(_store: Store, row: Row) -> list[Related]:
    here = ("document", row["id"])
    return [
        ("疑点", "checks", [here, ("verdict", "fails")], "rule,severity,message,equation,title"),
        ("文章", "articles", [here, ("part", "article"), ("sort", "start")], "title,section,contributor"),
        ("目标", "targets", [here], "text,owner,measure,deadline,sentence_text"),
        ("数据", "figures", [here], "text,measure,subject,period,sentence_text"),
    ]


def _of_check(_store: Store, row: Row) -> list[Related]:
    with bounded(_store) as connection:
        found = connection.execute(sa.text("SELECT figure FROM check_evidence WHERE check_id = :id AND figure IS NOT NULL ORDER BY ordinal"), {"id": row["id"]}).scalars().all()
    out: list[Related] = []
    if found:
        out.append(("所据的数据", "figures", [("id", f) for f in dict.fromkeys(found)], "text,measure,subject,period,issued,sentence_text"))
    if row["series"]:
        out.append(("同一序列的其他勾稽", "checks", [("series", row["series"])], "rule,verdict,message,equation,issued"))
    return out


RELATED: dict[str, Callable[[Store, Row], list[Related]]] = {
    "figures": _of_figure, "targets": _of_target, "organisations": _of_organisation, "documents": _of_document, "checks": _of_check,
}  # fmt: skip
"""What stands beside a row, by listing: heading, listing, parameters, columns."""


def _checks(store: Store, document: str, figure: str) -> list[str]:
    """The checks that a figure takes part in; its document's evidence is indexed."""
    with bounded(store) as connection:
        sql = "SELECT DISTINCT check_id FROM check_evidence WHERE document = :d AND figure = :f ORDER BY check_id LIMIT 50"
        return list(connection.execute(sa.text(sql), {"d": document, "f": figure}).scalars())
