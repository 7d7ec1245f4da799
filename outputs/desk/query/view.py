"""What a listing's page shows: everything worked out, so that the template only writes it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from outputs.contract import Column
from outputs.desk.query.cells import Cell, cell, worded
from outputs.desk.query.facets import Facet, facets
from outputs.desk.query.question import MOST, Filter, Question
from outputs.desk.query.rows import Asking, Page, sortable
from outputs.desk.query.rows import Segment as Segment
from outputs.store import Store


@dataclass(frozen=True, slots=True)
class Heading:
    """``href``: sorts by the column; ``None`` where that is too many rows. ``sorted``: ascending, descending or empty."""

    column: Column
    kind: str
    href: str | None
    sorted: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in force, and the address without it."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class View:
    """A listing's page."""

    question: Question
    headings: list[Heading]
    rows: list[list[Cell]]
    facets: list[tuple[Facet, list[str]]]
    chips: list[Chip]
    told: str
    note: str
    previous: str | None
    next: str | None

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a form must carry along beside its own fields."""
        return self.question.parameters()


def view(store: Store, question: Question, segment: Segment | None = None) -> View:
    """The page of a question. Raises :class:`outputs.errors.StoreError` ``query-timeout`` for what no index fits."""
    asking = Asking(store, question, segment)
    page = asking.page()
    headings, rows = _table(question, page)
    last = question.page * question.per
    return View(
        question, headings, rows, [(f, _addresses(question, f)) for f in facets(asking, page)],
        [Chip(text, replace(question, **without, page=1).address()) for text, without in _chips(question)], told(page), _note(question, page),
        replace(question, page=question.page - 1).address() if question.page > 1 else None,
        replace(question, page=question.page + 1).address() if last < page.total else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The first rows of a question on another page: ``href`` leads to all of them."""

    heading: str
    headings: list[Heading]
    rows: list[list[Cell]]
    told: str
    href: str
    more: bool


def excerpt(store: Store, question: Question, heading: str, most: int = 20) -> Excerpt:
    """The first rows of a question, without links that sort."""
    page = Asking(store, replace(question, per=most)).page()
    headings, rows = _table(question, page)
    return Excerpt(heading, [replace(h, href=None, sorted="") for h in headings], rows, told(page), question.address(), page.total > len(rows))


def _table(question: Question, page: Page) -> tuple[list[Heading], list[list[Cell]]]:
    columns = [question.listing.columns[name] for name in question.shown]
    rows = [[cell(question.listing, column, row, first=i == 0) for i, column in enumerate(columns)] for row in page.rows]
    return [_heading(question, page, c, rows, i) for i, c in enumerate(columns)], rows


def told(page: Page) -> str:
    """How many rows there are, in words."""
    return f"多于 {MOST:,} 条" if page.capped else f"{page.total:,} 条"


def _note(question: Question, page: Page) -> str:
    by, _ = question.order
    if page.sorted.removeprefix("-") != by:
        only = question.listing.free.get(by)
        first = f"先选定一个{question.listing.columns[only].heading}，或" if only else ""
        return f"结果多于 {MOST:,} 条，不能按“{question.listing.columns[by].heading}”排序；请{first}用条件缩小范围。"
    return f"只列前 {MOST:,} 条；请用条件缩小范围。" if page.capped and question.page * question.per >= MOST else ""


def _heading(question: Question, page: Page, column: Column, rows: Sequence[Sequence[Cell]], index: int) -> Heading:
    by, down = page.sorted.removeprefix("-"), page.sorted.startswith("-")
    mine = by == column.name
    can = not page.capped or sortable(question, column.name)
    href = replace(question, sort=column.name if mine and down else f"-{column.name}" if mine or column.type in ("integer", "real", "date") else column.name, page=1).address()
    kind = rows[0][index].kind if rows else "text"
    return Heading(column, kind, href if can else None, ("descending" if down else "ascending") if mine else "")


def _addresses(question: Question, facet: Facet) -> list[str]:
    """For each choice the address that puts it in or takes it out."""
    return [toggled(question, choice.key, choice.value).address() for choice in facet.choices]


def toggled(question: Question, key: str, value: str) -> Question:
    """The question with a value of a column put in, or taken out where it is in."""
    column, _, operator = key.partition(".")
    others = tuple(f for f in question.filters if f.column != column or f.operator not in ("is", "none"))
    if operator == "none":
        had = any(f.key == key for f in question.filters)
        return replace(question, filters=others if had else (*others, Filter(column, "none", (1,))), page=1)
    had_values = question.values(column)
    values = tuple(v for v in had_values if str(v) != value) if value in map(str, had_values) else (*had_values, value)
    return replace(question, filters=(*others, Filter(column, "is", values)) if values else others, page=1)


def _chips(question: Question) -> list[tuple[str, dict[str, Any]]]:
    """The conditions in words, each with what the question is without it."""
    out: list[tuple[str, dict[str, Any]]] = [(f"含“{question.words}”", {"words": ""})] if question.words else []
    for f in question.filters:
        out.append((filter_words(question, f), {"filters": tuple(g for g in question.filters if g is not f)}))
    return out


def filter_words(question: Question, f: Filter) -> str:
    """A condition in words."""
    column = question.listing.columns[f.column]
    values = "、".join(worded(column, v) if column.type not in ("integer", "real", "date", "time") else str(v) for v in f.values)
    match f.operator:
        case "none":
            return f"{column.heading}为空"
        case "has":
            return f"{column.heading}含“{values}”"
        case "min":
            return f"{column.heading} ≥ {values}"
        case "max":
            return f"{column.heading} ≤ {values}"
    return f"{column.heading}：{values}"


def question_words(question: Question) -> str:
    """The whole question in words: the title of a saved one, the note on an exported one."""
    conditions = "；".join(text for text, _ in _chips(question)) or "全部"
    by, down = question.order
    return f"{question.listing.heading}：{conditions}；按{question.listing.columns[by].heading}{'降' if down else '升'}序"
