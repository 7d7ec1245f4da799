"""What can be asked for as a table: one :class:`Listing` per page, columns and headings from the contract."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from outputs.contract import Column, Table
from outputs.schema import ARTICLES, CHECKS, DOCUMENTS, FIGURES, MENTIONS, SENTENCES, TARGETS
from outputs.schema_organisations import ORGANISATIONS


@dataclass(frozen=True, slots=True)
class Joined:
    """A column of another table that is shown beside the rows: ``table.source`` where ``table.key`` is the row's ``via``."""

    column: Column
    table: Table
    source: str
    via: str
    key: str = "id"


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of rows.

    ``name``: its path and the name of the view that is read; ``shown``: the columns that one sees without asking; ``facets``: columns to choose values of;
    ``free``: columns that an index sorts by, however many rows there are, each with the column that must have been chosen first, if any; ``order``: the
    sorting without a wish (``-`` descending); ``within``: what keeps rows of equal rank in reading order; ``sought``: columns that the search field looks
    in where there is no sentence.
    """

    name: str
    table: Table
    heading: str
    shown: tuple[str, ...]
    facets: tuple[str, ...]
    free: dict[str, str | None]
    order: str = "-issued"
    within: tuple[str, ...] = ("document", "start")
    joined: tuple[Joined, ...] = ()
    sought: tuple[str, ...] = ()
    where: str = ""
    columns: dict[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        every = [*(c for c in self.table.columns if c.stored), *(j.column for j in self.joined)]
        object.__setattr__(self, "columns", {c.name: c for c in every})

    @property
    def searched(self) -> bool:
        """Whether there is a search field."""
        return self.by_sentence or bool(self.sought)

    @property
    def by_sentence(self) -> bool:
        """Whether rows stand in sentences, so that the full-text search finds them."""
        return any(c.name == "sentence" for c in self.table.columns)

    def join(self, name: str) -> Joined | None:
        """The join that a column comes from."""
        return next((j for j in self.joined if j.column.name == name), None)


def _joined(table: Table, source: str, via: str, name: str | None = None, heading: str | None = None) -> Joined:
    column = table.column(source)
    return Joined(replace(column, name=name or source, heading=heading or column.heading, required=False), table, source, via)


SENTENCE_TEXT = replace(_joined(SENTENCES, "text", "sentence"), column=Column("sentence_text", "text", "所在句", "所在的句子，照原文"))
TITLE = _joined(ARTICLES, "title", "article")
PUBLISHER = _joined(DOCUMENTS, "publisher", "document")
PATH = _joined(DOCUMENTS, "path", "document")
CONTEXT = (SENTENCE_TEXT, TITLE, PUBLISHER, PATH)

LISTINGS: dict[str, Listing] = {
    x.name: x
    for x in (
        Listing(
            "figures", FIGURES, "数据",
            shown=("text", "measure", "subject", "period", "modality", "issued", "sentence_text"),
            facets=("kind", "modality", "issued", "unit", "scope", "measure", "subject"),
            free={"issued": None, "low": "unit"}, joined=CONTEXT,
        ),
        Listing(
            "targets", TARGETS, "目标",
            shown=("text", "owner", "measure", "deadline", "modality", "issued", "sentence_text"),
            facets=("modality", "comparator", "deadline", "issued", "owner", "unit"),
            free={"issued": None, "deadline": None}, joined=CONTEXT,
        ),
        Listing(
            "organisations", ORGANISATIONS, "组织",
            shown=("name", "type", "level", "division", "parent", "aliases", "mentions", "first_seen", "last_seen"),
            facets=("type", "level", "division"),
            free={"mentions": None, "name": None}, order="-mentions", within=("id",), sought=("name", "aliases"),
        ),
        Listing(
            "mentions", MENTIONS, "组织提及",
            shown=("text", "name", "role", "issued", "sentence_text"),
            facets=("type", "role", "issued", "name"),
            free={"issued": None}, joined=CONTEXT,
        ),
        Listing(
            "documents", DOCUMENTS, "文件",
            shown=("path", "name", "number", "total_number", "issued", "publisher", "articles", "characters", "format"),
            facets=("status", "issued", "format", "publisher", "name"),
            free={"issued": None, "path": None}, within=("id",), sought=("path", "name", "publisher"),
        ),
        Listing(
            "issues", ARTICLES, "各期",
            shown=("name", "number", "total_number", "issued", "publisher", "path"),
            facets=("issued",),
            free={"issued": None}, joined=(PATH,), sought=("name", "publisher"),
            where="NOT EXISTS (SELECT 1 FROM articles_all b WHERE b.document = t.document AND b.issue = t.issue AND b.start < t.start)",
        ),
        Listing(
            "articles", ARTICLES, "文章",
            shown=("title", "section", "contributor", "issued", "publisher", "number", "path"),
            facets=("part", "issued", "publisher", "section"),
            free={"issued": None}, joined=(PATH,), sought=("title", "contributor"),
        ),
        Listing(
            "checks", CHECKS, "勾稽",
            shown=("rule", "verdict", "severity", "message", "equation", "issued", "title"),
            facets=("verdict", "severity", "scope", "rule", "issued"),
            free={"issued": None}, within=("document", "id"), joined=(TITLE, PUBLISHER, PATH),
        ),
    )
}  # fmt: skip
"""The pages in the order of the navigation, by name."""
