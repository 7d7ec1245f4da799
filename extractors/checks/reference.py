"""The checks' documentation, written from the registry: ``python -m extractors.checks.reference en > docs/CHECKS.md``, ``… zh > docs/CHECKS.zh.md``.

What an example comes to is what the checks say of it at that moment.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import yaml

from extractors.checks.across import all_rules
from extractors.checks.config import DEFAULT
from extractors.checks.registry import all_checks
from extractors.checks.run import run_checks
from extractors.measures import describe
from extractors.model import Check, Context, Facts
from extractors.organisations import find_organisations
from extractors.periods import find_periods
from extractors.quantities import find_quantities
from extractors.sentences import sentences
from extractors.tables import find_tables

Tongue = Literal["en", "zh"]
TEXTS, EXAMPLES = (Path(__file__).with_name(name) for name in ("reference_texts.yaml", "reference.yaml"))
_SEVERITIES = {"en": {"error": "error", "warning": "warning", "info": "info"}, "zh": {"error": "错误", "warning": "警告", "info": "提示"}}
_HEADS = {
    "en": ("Severity", "Flagged", "Silent", "| id | severity | rule |\n|---|---|---|"),
    "zh": ("级别", "报出", "不报", "| 编号 | 级别 | 规则 |\n|---|---|---|"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """``en``: the rule in English; a text that the check flags, and a near-miss, both read as issued on ``issued``."""

    en: str
    fires: str
    silent: str
    issued: date | None = None


def examples() -> dict[str, Example]:
    """By check id. Raises ``TypeError`` for an unknown key."""
    return {id: Example(**given) for id, given in yaml.safe_load(EXAMPLES.read_text("utf-8")).items()}


def checked(text: str, issued: date | None) -> tuple[Check, ...]:
    """What the checks say of a text by itself, without spaCy."""
    context = Context(issued=issued, tables=tuple(find_tables(text)))
    periods, organisations = find_periods(text, issued), find_organisations(text, context)
    figures = describe(text, find_quantities(text), periods, organisations, context)
    return run_checks(Facts(text, context, tuple(sentences(text)), tuple(figures), tuple(organisations), tuple(periods)))


def markdown(tongue: Tongue) -> str:
    """The whole document."""
    texts: dict[str, str] = yaml.safe_load(TEXTS.read_text("utf-8"))[tongue]
    tolerances = {"near": DEFAULT.near, "about": DEFAULT.about, "doubling": DEFAULT.doubling}
    return "\n".join([texts["before"].format(**tolerances), *_entries(tongue), texts["across"], *_across(tongue), "", texts["after"]])


def _entries(tongue: Tongue) -> Iterator[str]:
    severity, flagged, silent, _ = _HEADS[tongue]
    told = examples()
    for check in all_checks():
        example = told[check.id]
        found = next(c for c in checked(example.fires, example.issued) if c.check == check.id and c.verdict == "fails")
        colon = ": " if tongue == "en" else "："
        yield f"### {check.id}\n"
        yield f"{example.en if tongue == 'en' else check.rule + '。'} {severity}{colon}{_SEVERITIES[tongue][check.severity]}\n"
        yield f"- {flagged}{colon}{_quoted(example.fires)}  \n  `{found.equation}`  \n  {found.message}"
        yield f"- {silent}{colon}{_quoted(example.silent)}\n"


def _quoted(text: str) -> str:
    return text.replace("\n", " ⏎ ")


def _across(tongue: Tongue) -> Iterator[str]:
    yield _HEADS[tongue][3]
    for rule in all_rules():
        yield f"| `{rule.id}` | {_SEVERITIES[tongue][rule.severity]} | {rule.rule} |"


if __name__ == "__main__":
    sys.stdout.write(markdown("en" if "en" in sys.argv[1:] else "zh"))
