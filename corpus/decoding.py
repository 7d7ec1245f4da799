"""Bytes → text. Order: byte order mark; strict UTF-8; else the encoding under which the characters are least surprising.

The score is the length in bits of the decoded text under character frequencies (``lexicons/characters.csv``), so encodings with different numbers of
characters for the same bytes compare fairly. Nothing is replaced in silence: damaged bytes show as U+FFFD and are counted in ``warnings``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice

from corpus.lexicon import FOLDER
from corpus.model import CorpusError

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CANDIDATES = ("gb18030", "big5", "utf-16-le", "utf-16-be", "utf-8")
_FAMILY = {"big5": ("big5", "cp950", "big5hkscs")}
_SAMPLE = 1200  # bytes that are scored
_CHARACTERS = 3000  # that are scored at most
_SENSELESS = 12  # bits per byte that no text needs
_REPAIRED = 2_000_000  # bytes up to which damaged lines are cut anew
_SANE = 11  # bits per character of ordinary text
_UNKNOWN, _STRANGE, _IMPOSSIBLE = 22, 26, 40  # bits of a rare ideograph, of another script, of what no text holds
_MOJIBAKE = re.compile(r"锟斤拷|烫烫烫|屯屯屯|(?:鈥[\u4e00-\u9fff]?|锛[\u4e00-\u9fff]|銆[\u4e00-\u9fff]?){2}|(?:[äåæçèé][\x80-\xbf]{2}){2}|ï¼|â€")
_GARBLED = re.compile("[锟烫屯鈥锛銆äåæçèéïâ]")
"""With what garbled text begins."""
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_ASCII_BITS = dict.fromkeys(range(0x20, 0x7F), 8) | {0x0A: 6, 0x0D: 6, 0x09: 8, 0x20: 6, 0x0C: 12}
_PUNCTUATION = "，。、；：！？“”‘’（）《》【】—…·　％＋－０１２３４５６７８９○●■▲★"


@dataclass(frozen=True, slots=True)
class Decoded:
    """``encoding``: Python's name of the codec; ``certainty``: 0 to 1; ``warnings``: what a reader must know (Chinese)."""

    text: str
    encoding: str
    certainty: float = 1.0
    warnings: tuple[str, ...] = ()


def decode(data: bytes, path: str = "", declared: str | None = None) -> Decoded:
    """The text of ``data``. ``declared``: an encoding that the container names; it is believed when the bytes agree. Raises ``binary``."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_lossy(data[len(mark) :], encoding), encoding, 1.0, path)
    if b"\x00" not in data:
        text = _strict(data, "utf-8")
        if text is not None and (text.isascii() or len(data) > 40 or any(c >= "\u2e80" for c in text)):
            if text.isascii() and b"~{" in data and b"~}" in data and (hz := _strict(data, "hz")) is not None:
                return _checked(hz, "hz", 0.99, path)
            return _checked(text, "utf-8", 1.0, path)
    if declared and (text := _strict(data, declared)) is not None and _bits(text) < 14 * len(text) + 60:
        return _checked(text, declared, 0.99, path)
    return _guess(data, path)


def _guess(data: bytes, path: str) -> Decoded:
    part = _sample(data)
    whole = {e: text for e in _CANDIDATES if (text := _strict(part, e)) is not None}
    costs = {e: float(_bits(text)) for e, text in whole.items()}
    if not costs or min(costs[e] / max(1, len(whole[e])) for e in costs) > _SANE:  # nothing decodes to plausible text: look at the damaged ones too
        costs |= {e: float(_bits(_lossy(part, e))) for e in _CANDIDATES if e not in costs}
    ranked = sorted(costs, key=lambda e: (costs[e], _CANDIDATES.index(e)))
    if costs[ranked[0]] > _SENSELESS * len(part) + 200:
        raise _binary(path)
    lead = costs[ranked[1]] - costs[ranked[0]] if len(ranked) > 1 else 60.0
    certainty = 1 - 0.5 * 2.0 ** -min(60.0, lead)
    text = _lossy(data, ranked[0])
    certainty *= 1 - min(1.0, 4 * text.count("\ufffd") / max(1, len(text)))
    return _checked(text, ranked[0], round(certainty, 4), path)


def _sample(data: bytes) -> bytes:
    """A piece of the bytes, from the first line that is not plain ASCII (which every encoding shares) to the end of a line or of the data."""
    if len(data) <= _SAMPLE or 0 in data[:_SAMPLE]:
        return data[:_SAMPLE]
    high = _HIGH.search(data)
    first = data.rfind(b"\n", 0, high.start()) + 1 if high else 0
    last = data.find(b"\n", first + _SAMPLE)
    return data[first : last if 0 <= last < first + 4 * _SAMPLE else first + _SAMPLE]


def _checked(text: str, encoding: str, certainty: float, path: str) -> Decoded:
    controls = len(_CONTROL.findall(text[:20000]))
    damaged = text.count("\ufffd")
    sample = text[:20000]
    if controls > 2 + len(sample) // 100 or damaged > 3 + len(text) // 4 or (encoding != "utf-8" and _bits(sample) > 20 * min(len(sample), _CHARACTERS) + 60):
        raise _binary(path)
    warnings = []
    if damaged:
        first = text.index("\ufffd")
        warnings.append(f"有 {damaged} 处字节损坏，显示为 U+FFFD，首处在第 {first} 字")
    if _GARBLED.search(sample) and _MOJIBAKE.search(sample):
        warnings.append("文字疑为乱码（保存前已用错误的编码打开过），请核对原件")
    if certainty < 0.9:
        warnings.append(f"编码判断为 {encoding}，把握仅 {certainty:.0%}")
    return Decoded(text, encoding, certainty, tuple(warnings))


def _binary(path: str) -> CorpusError:
    return CorpusError(path, "binary", "不是文本文件（含有二进制数据，或编码无法识别）", "支持 txt、docx、doc、wps、pdf、html、zip")


def _strict(data: bytes, encoding: str) -> str | None:
    for codec in _FAMILY.get(encoding, (encoding,)):
        try:
            return data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _lossy(data: bytes, encoding: str) -> str:
    """Decoded with U+FFFD for what is damaged. In the two-byte encodings a damaged byte shifts all that follows it in its line, sometimes without an
    error: lines that do not decode, or into rare characters only, are cut into characters anew."""
    text = _strict(data, encoding)
    if encoding not in ("gb18030", "big5") or len(data) > _REPAIRED:
        return data.decode(encoding, "replace") if text is None else text
    if text is not None and not _odd(text):
        return text
    return "".join(_line(line, encoding) for line in data.splitlines(keepends=True))


def _line(line: bytes, encoding: str) -> str:
    text = _strict(line, encoding)
    return _resynchronised(line, encoding) if text is None or _odd(text) else text


def _odd(text: str) -> bool:
    """Some characters are so rare that bytes may have shifted."""
    get = table().get
    return not text.isascii() and sum(1 for o in map(ord, text) if o > 0x7F and (get(o) or _rare(o)) >= _UNKNOWN) > 2


@cache
def table() -> dict[int, int]:
    """Code point → bits."""
    from extractors.lexicons import read

    out = dict(_ASCII_BITS)
    for row in read(FOLDER / "characters.csv", ("bits", "characters")):
        out.update(dict.fromkeys(map(ord, row["characters"]), int(row["bits"])))
    return out | dict.fromkeys(map(ord, _PUNCTUATION), 8) | {ord("，"): 5, ord("。"): 6, ord("、"): 6}


def _bits(text: Iterable[str]) -> int:
    get = table().get
    return sum(get(o) or _rare(o) for o in map(ord, islice(iter(text), _CHARACTERS)))


@cache
def _rare(o: int) -> int:
    if 0x4E00 <= o <= 0x9FFF:
        return _UNKNOWN
    if 0x2010 <= o <= 0x2FFF or 0x3000 <= o <= 0x303F or 0xFF00 <= o <= 0xFFEF:
        return 16
    if 0xE000 <= o <= 0xF8FF or o == 0xFFFD or o < 0x20 or 0x7F <= o <= 0x9F or 0xD800 <= o <= 0xDFFF:
        return _IMPOSSIBLE
    return _STRANGE


def _resynchronised(line: bytes, encoding: str) -> str:
    """The cut of a damaged line into characters of one, two and four bytes that costs the fewest bits; a byte that fits nowhere becomes U+FFFD."""
    bits: Callable[[int], int | None] = table().get
    best: list[tuple[float, int, str]] = [(0.0, 0, "")]  # cost so far, bytes of the last character, that character
    for end in range(1, len(line) + 1):
        options = [(best[end - 1][0] + _IMPOSSIBLE, 1, "\ufffd")]
        for size in (1, 2, 4):
            if size <= end and (size < 4 or encoding == "gb18030") and (line[end - size] >= 0x80) == (size > 1):
                c = _strict(line[end - size : end], encoding)
                if c is not None and len(c) == 1:
                    options.append((best[end - size][0] + (bits(ord(c)) or _rare(ord(c))), size, c))
        best.append(min(options, key=lambda o: o[0]))
    out = []
    at = len(line)
    while at:
        out.append(best[at][2])
        at -= best[at][1]
    return "".join(reversed(out))
