"""The vocabulary of the extractors: frozen, typed records, no behaviour.

All offsets are Unicode code points, half open, into *the text that the function was given* (an article's view, or whatever a caller passed
to ``nlp``); :mod:`flows.analyse` maps them back to the decoded file. Numbers are exact (``int`` or ``Decimal``), never binary floats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Exact = int | Decimal
"""An exact number: ``int`` where it is whole, else ``Decimal``."""

Comparator = Literal[">=", ">", "<=", "<"]
Aim = Literal[">=", ">", "<=", "<", "=", "~"]
Kind = Literal["money", "percent", "count", "duration", "age", "area", "ratio", "other-measure"]
Modality = Literal["reported", "cumulative", "target", "required", "planned", "forecast", "previous-period", "revised"]
OrganisationType = Literal["union", "party", "government", "company", "institution", "association", "other"]
Role = Literal["actor", "signatory", "contributor", "recipient", "subject", "mention"]
Verdict = Literal["holds", "holds_by_rounding", "fails", "unchecked"]
Severity = Literal["error", "warning", "info"]
CheckScope = Literal["article", "corpus"]
TargetModality = Literal["required", "committed", "planned", "hoped"]

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: ``text == source[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Number(Span):
    """A number as printed, with the bounds that its words state (QUANTITIES: how a printed quantity is read).

    ``low``/``high``: bounds with 万/亿 multiplied out, ``None`` = unbounded. ``step``: size of the last printed digit in base units (4.7万 → 1000),
    ``None`` where no digit was printed (几十, 三分之二). ``approx``: an approximator (余, 多, 近, 约, 左右 …) is present; ``approximator`` is that word.
    """

    low: Exact | None
    high: Exact | None
    approx: bool = False
    comparator: Comparator | None = None
    step: Exact | None = None
    approximator: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity(Number):
    """A number with what it is counted in. ``unit``: the classifier or unit as printed, without multiplier; RMB is always 元; ``None`` = bare."""

    unit: str | None = None
    kind: Kind = "count"
    number: Offsets = (0, 0)
    """Where the digits (with 万/亿) stand inside the source: for highlighting and for seeded faults."""
    number_unit: Offsets | None = None
    """Where the unit stands when it is not glued to the number (a list's shared unit, a table head); else ``None``."""


@dataclass(frozen=True, slots=True)
class Period(Span):
    """A point or stretch of time as printed, resolved as far as the words and the issue date allow.

    ``first``/``last``: first and last day, ``None`` = open or unknown. ``role``: ``during`` (3月份), ``until`` (至2月底, 截至…), ``by`` (6月底前: a
    deadline), ``since`` (今年以来), ``previous`` (去年同期: a basis of comparison). ``grain``: the unit of the words. ``weekday``: 1 (Monday) to 7 when
    printed. ``valid``: False for a date that does not exist (6月31日).
    """

    first: date | None = None
    last: date | None = None
    role: Literal["during", "until", "by", "since", "previous"] = "during"
    grain: Literal["day", "month", "quarter", "half", "year", "span"] = "day"
    year_known: bool = True
    weekday: int | None = None
    valid: bool = True


@dataclass(frozen=True, slots=True)
class Organisation(Span):
    """One mention of a named organisation. ``name``: canonical full name; ``resolved`` False = it stays as printed because nothing says more."""

    name: str
    type: OrganisationType
    role: Role = "mention"
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a figure stands in a table: 1-based table, row and column, with the heads that apply to it (outermost first)."""

    table: int
    row: int
    column: int
    row_heads: tuple[str, ...] = ()
    column_heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure(Quantity):
    """A quantity with what it says: ``measure`` (noun phrase as written), ``subject`` (organisation or region), ``period``, ``scope``, ``modality``.

    ``sources``: for each described field, the span of the words that it was read from (``gouji explain``).
    """

    measure: str | None = None
    subject: str | None = None
    period: Period | None = None
    scope: str | None = None
    modality: Modality = "reported"
    cell: Cell | None = None
    sources: tuple[tuple[str, Offsets], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A goal, commitment, plan or requirement for the future; one per figure. ``base``: what a share is a share *of* (超全年目标的80%)."""

    figure: Figure
    owner: str | None
    measure: str | None
    aim: Aim
    base: str | None = None
    deadline: str | None = None
    """ISO date of the last day when known, else the words as printed, else ``None``."""
    deadline_text: str | None = None
    modality: TargetModality = "required"
    responsible: tuple[str, ...] = ()
    """Who is to carry it out, as the text names them: bodies by their full names, 各县（市、区）总工会 as printed."""

    @property
    def start(self) -> int:
        return self.figure.start

    @property
    def end(self) -> int:
        return self.figure.end


@dataclass(frozen=True, slots=True)
class Check:
    """A tie between figures and its verdict. ``figures``: operands, total first; ``evidence``: other spans that a reader must see."""

    check: str
    verdict: Verdict
    severity: Severity
    figures: tuple[Offsets, ...]
    equation: str
    message: str
    fingerprint: str
    evidence: tuple[Offsets, ...] = ()
    scope: CheckScope = "article"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table inside a text: the cells' spans in the text (an empty cell has ``start == end``)."""

    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table inside an article: the span of the whole, its rows in order; ``heads`` = how many leading rows are heads; ``unit`` from 单位：…"""

    start: int
    end: int
    rows: tuple[Row, ...]
    heads: int = 1
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about a text from outside it. Spans are offsets into that text."""

    issued: date | None = None
    """The issue date: 今年, 3月20日 and 去年同期 are resolved against it."""
    publisher: str | None = None
    section: str | None = None
    title: Offsets | None = None
    contributor: Offsets | None = None
    tables: tuple[Table, ...] = ()
    names: tuple[str, ...] = ()
    """Full names printed elsewhere in the same bulletin; they explain short forms."""
    plan_period: Period | None = None
    """The period that a plan as a whole is for (2026年工作计划); its targets inherit the last day."""
    home: str | None = None
    """The division that the bulletin is of (苏州市), for short forms such as 市总; usually from the publisher, else inferred once per bulletin."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was read from one text: the input of the checks and of the tables."""

    text: str
    context: Context = field(default_factory=Context)
    sentences: tuple[Offsets, ...] = ()
    figures: tuple[Figure, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    periods: tuple[Period, ...] = ()
    targets: tuple[Target, ...] = ()
    checks: tuple[Check, ...] = ()
