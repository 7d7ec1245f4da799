"""Whether two articles are the same news: printed in two bulletins, or twice in one, with a few words or a figure changed.

>>> a = "3月5日，甲县总工会在人民广场举办“送岗位”专场招聘会，56家企业提供岗位1200个，吸引求职者4000余人，当场有320人达成就业意向。"
>>> same_news(a, a.replace("3月5日，", "日前，").replace("320人", "302人")) > 0.6
True
>>> same_news(a, a.replace("3月5日", "9月8日").replace("56家", "61家").replace("1200个", "900个").replace("320人", "280人"))
0.0
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from functools import cache, reduce
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import uint64
    from numpy.typing import NDArray

SAME = 0.6
"""Share of their pieces that two articles have in common to be the same news."""

LEAST = 40
"""Characters of an article that can be told from others by its wording."""

_PIECE = 3  # characters
_BANDS, _ROWS = 16, 4  # articles alike by 0.7 share a band with probability .99, by 0.06 (two reports of one genre) with .0002
_BLOCK = 512
_WORDS = re.compile(r"[^\w]+|_+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def plain(text: str) -> str:
    """Without what reprints change first: white space, punctuation, full-width forms."""
    return _WORDS.sub("", unicodedata.normalize("NFKC", text))


def bands(text: str) -> tuple[str, ...]:
    """Keys by which like articles find each other (MinHash in bands): two articles worth a comparison have one in common. None for a very short one."""
    import numpy as np

    pieces = _pieces(plain(text).encode("utf-8", "replace").decode())
    if len(pieces) < LEAST:
        return ()
    hashes = np.fromiter(map(zlib.crc32, map(str.encode, pieces)), np.uint64, len(pieces))
    factors, offsets = _functions()
    parts = (hashes[at : at + _BLOCK, None] for at in range(0, len(hashes), _BLOCK))  # what fits the processor's cache
    least = (reduce(np.minimum, ((part * factors + offsets).min(axis=0) for part in parts)) >> np.uint64(32)).astype("<u4")
    return tuple(f"{n:x}{zlib.crc32(row.tobytes()):08x}{zlib.adler32(row.tobytes()):08x}" for n, row in enumerate(least.reshape(_BANDS, _ROWS)))


class News:
    """An article taken apart once for many comparisons."""

    __slots__ = ("numbers", "pieces")

    def __init__(self, text: str) -> None:
        self.pieces = _pieces(plain(text))
        self.numbers = Counter(_NUMBER.findall(unicodedata.normalize("NFKC", text)))

    def same(self, other: News) -> float:
        """How alike two articles are, 0 when they are not the same news: too different, or one form filled with other numbers."""
        sizes = sorted((len(self.pieces), len(other.pieces)))
        if sizes[0] < LEAST or sizes[0] < SAME * sizes[1] or not self._numbers_agree(other):
            return 0.0
        common = len(self.pieces & other.pieces)
        alike = common / (sizes[0] + sizes[1] - common)
        return round(alike, 4) if alike >= SAME else 0.0

    def _numbers_agree(self, other: News) -> bool:
        """At least half of the numbers of the richer text stand in the other too."""
        return 2 * (self.numbers & other.numbers).total() >= max(self.numbers.total(), other.numbers.total())


def same_news(a: str, b: str) -> float:
    """:meth:`News.same` of two texts."""
    return News(a).same(News(b))


def _pieces(text: str) -> set[str]:
    return {text[i : i + _PIECE] for i in range(len(text) - _PIECE + 1)}


@cache
def _functions() -> tuple[NDArray[uint64], NDArray[uint64]]:
    """The hash functions, the same in every version of everything."""
    import numpy as np

    dice = Random(1)
    draw = [[dice.getrandbits(63) * 2 + 1 for _ in range(_BANDS * _ROWS)] for _ in range(2)]
    return np.array(draw[0], np.uint64), np.array(draw[1], np.uint64)
