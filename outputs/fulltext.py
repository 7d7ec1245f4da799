"""Full-text search over segmented Chinese: what is indexed for a sentence, and what a query asks for.

The index holds a sentence's words and, for longer words, the words inside them: 总工会 is found under 总工会, 总工 and 工会, so that a two-character query
meets it, while 职工|会议 does not answer to 工会. Both databases index the same terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

LONGEST = 12
"""Of longer words only the whole is indexed."""

MOST = 5_000
"""Terms of one sentence: a page without a full stop must not exceed what a database indexes."""

_RUN = re.compile(r"[^\W_]{1,40}")


def terms(words: str) -> list[str]:
    """The distinct index terms of a sentence, given its words joined by spaces, in order."""
    return list(dict.fromkeys(chain.from_iterable(map(_of, words.split()))))[:MOST]


@lru_cache(1 << 17)
def _of(word: str) -> tuple[str, ...]:
    """The terms of one word: itself, and the words of two characters and more inside a longer Chinese one."""
    out = []
    for run in _RUN.findall(word.lower()):
        out.append(run)
        if 2 < len(run) <= LONGEST and not run.isascii():
            out += [run[i : i + n] for n in range(2, len(run)) for i in range(len(run) - n + 1)]
    return tuple(out)


def wanted(words: Iterable[str]) -> list[str]:
    """The terms that a query's words ask for. Single Chinese characters only count when there is nothing longer: inside a sentence they are part of words."""
    found = list(dict.fromkeys(run for w in words for run in _RUN.findall(w.lower())))
    return [w for w in found if len(w) > 1 or w.isascii()] or found


def fts5(asked: Iterable[str]) -> str:
    """An FTS5 expression for all of the terms."""
    return " AND ".join('"' + t.replace('"', '""') + '"' for t in asked)


def lexemes(found: Iterable[str], joint: str = " ") -> str:
    """Terms as literal lexemes of PostgreSQL: a ``tsvector`` (joined by spaces) or, joined by ``&``, a ``tsquery``."""
    return joint.join("'" + t.replace("\\", "\\\\").replace("'", "''") + "'" for t in found)
