"""Generated bulletins: the same ones for the same seed, and no false contradictions in them."""

from __future__ import annotations

import pytest

import corpus
from flows.analyse import analyse
from scripts.generate_bulletins import Bulletin, bulletin, cities
from tests.samples import flags, pipeline

SOME = tuple(range(0, 30 * len(cities()), 97))


def found(made: Bulletin) -> dict[int | None, list[str]]:
    read = analyse(corpus.read(made.path, made.text.encode()), pipeline())
    return {a.article.ordinal: [c.check for c in a.facts.checks if c.verdict == "fails" and c.severity != "info"] for a in read.articles}


def test_the_same_seed_gives_the_same_text() -> None:
    assert [bulletin(n) for n in SOME] == [bulletin(n) for n in SOME]
    assert bulletin(3, seed=1) != bulletin(3, seed=2)
    assert len({bulletin(n).path for n in SOME}) == len(SOME)


def test_contradictions_are_where_they_were_put() -> None:
    seeded = 0
    for made in map(bulletin, SOME):
        told = {ordinal for ordinal, checks in found(made).items() if checks}
        assert told == set(made.wrong), (made.path, made.wrong, found(made))
        seeded += len(made.wrong)
    assert seeded


@pytest.mark.parametrize("number", SOME[:5])
def test_a_bulletin_is_read_whole(number: int) -> None:
    made = bulletin(number)
    read = analyse(corpus.read(made.path, made.text.encode()), pipeline())
    issue = read.issues[0]
    city, _, rest = made.path.partition("/")
    assert issue.publisher and issue.publisher.startswith(f"{city}总工会")
    assert (issue.number, issue.date and issue.date.year) == (str(int(rest[5:7])), int(rest[:4]))
    assert not flags(read) or made.wrong
