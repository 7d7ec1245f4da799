"""Running every check over the facts of one text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from extractors.checks.config import DEFAULT, CheckConfig
from extractors.checks.fingerprint import fingerprint
from extractors.checks.outcome import Outcome
from extractors.checks.reading import Reading
from extractors.checks.registry import Registered, all_checks
from extractors.model import Check, Facts, Offsets
from extractors.sentences import sentences

_LONG = 600
"""Of a longer "sentence" only the surroundings of the operand make up the fingerprint."""


def run_checks(facts: Facts, config: CheckConfig = DEFAULT) -> tuple[Check, ...]:
    """Every tie that the text states, with its verdict, in reading order.

    ``facts``: what the extractors read from one text (its ``checks`` are ignored); offsets in the result are offsets of ``facts.text``. A tie whose
    operands cannot be bound with confidence comes out ``unchecked``. Raises ``ValueError`` for a configuration that names an unknown check.
    """
    if config.overrides:
        config.known(known_ids())
    reading, writer = Reading(facts, config), _Writer(facts)
    found = []
    for rule in all_checks():
        found += [writer.written(rule, outcome, config) for outcome in rule.run(reading)]
    found.sort(key=lambda c: (min((c.figures + c.evidence), default=(0, 0)), c.check))
    return tuple(found)


def known_ids() -> set[str]:
    """The ids that a configuration may name: checks within an article and across bulletins."""
    from extractors.checks.across import all_rules

    return {*(c.id for c in all_checks()), *(rule.id for rule in all_rules())}


class _Writer:
    """Turns outcomes into records, with the sentences of the text at hand."""

    def __init__(self, facts: Facts) -> None:
        self.text = facts.text
        self.sentences = list(facts.sentences or sentences(facts.text))
        self.starts = [s for s, _ in self.sentences]
        self.seen: Counter[str] = Counter()

    def written(self, rule: Registered, outcome: Outcome, config: CheckConfig) -> Check:
        figures = tuple((f.start, f.end) for f in outcome.operands)
        verdict, severity, message = config.applied(rule.id, outcome.verdict, outcome.severity or rule.severity, outcome.message)
        places = figures or outcome.evidence
        printed = [self.text[s:e] for s, e in places]
        around = [self.text[s:e] for s, e in dict.fromkeys(self._sentence(p) for p in places)]
        name = fingerprint(rule.id, printed, around)
        occurrence = self.seen[name]
        self.seen[name] += 1
        if occurrence:
            name = fingerprint(rule.id, printed, around, occurrence)
        return Check(rule.id, verdict, severity, figures, outcome.equation, message, name, outcome.evidence)

    def _sentence(self, place: Offsets) -> Offsets:
        index = bisect_right(self.starts, place[0]) - 1
        start, end = self.sentences[index] if 0 <= index < len(self.sentences) else place
        return (start, end) if end - start <= _LONG else (max(start, place[0] - _LONG // 2), min(end, place[0] + _LONG // 2))
