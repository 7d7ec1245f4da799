"""Automatic numbers of a Word document as they are printed: 一、 （二） 3. ①. Word keeps only how to count; the numbers stand nowhere in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEVELS = 9
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"})
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


class Numbers:
    """Counts through the paragraphs of one document, in reading order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._styles = dict(_of_styles(document))
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {a.get(f"{_W}abstractNumId"): dict(_levels(a)) for a in numbering.iterchildren(f"{_W}abstractNum")}
        for num in numbering.iterchildren(f"{_W}num"):
            id, of = num.get(f"{_W}numId"), _value(num, "abstractNumId")
            self._levels[id] = abstract.get(of, {}) | dict(_overrides(num, abstract.get(of, {})))
            # lists that count on share their counter; one that starts anew has its own
            self._abstract[id] = id if num.find(f"{_W}lvlOverride") is not None else f"a{of}"

    def label(self, properties: Any, style: str | None) -> str:
        """The number in front of a paragraph, "" for none. ``properties``: its pPr; ``style``: the id of its style."""
        own = properties.find(f"{_W}numPr") if properties is not None else None
        id, level = _pointer(own) if own is not None else (None, None)
        if id is None:
            id, inherited = self._styles.get(style or "", (None, None))
            level = inherited if level is None else level
        known = self._levels.get(id or "", {})
        at = level or 0
        if at not in known:
            return ""
        counts = self._counts[self._abstract[id or ""]]
        counts[at] = counts.get(at, known[at].start - 1) + 1
        for deeper in [n for n in counts if n > at]:
            del counts[deeper]
        return _label(known, counts, at)


def _label(known: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    if known[at].form == "bullet":
        return "• "
    text = known[at].text
    for n in range(_LEVELS):
        if f"%{n + 1}" in text:
            level = known.get(n)
            text = text.replace(f"%{n + 1}", _numeral(counts.get(n, level.start if level else 1), level.form if level else "decimal"))
    text = text.strip()
    return text + " " if text and text[-1] not in "、）)．" else text


def _numeral(n: int, form: str) -> str:
    if form in _CHINESE:
        return _chinese(n)
    if form == "ideographDigital":
        return "".join(_DIGITS[int(c)] for c in str(n))
    if form in _CIRCLED and 1 <= n <= 20:
        return chr(ord("①") + n - 1)
    if form in ("lowerLetter", "upperLetter") and 1 <= n <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + n - 1)
    if form in ("lowerRoman", "upperRoman") and 1 <= n < 40:
        roman = "X" * (n // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[n % 10]
        return roman if form == "upperRoman" else roman.lower()
    return "" if form == "none" else str(n)


def _chinese(n: int) -> str:
    if not 0 < n < 100:
        return str(n)
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def _levels(abstract: Any) -> Iterator[tuple[int, _Level]]:
    for level in abstract.iterchildren(f"{_W}lvl"):
        yield _number(level.get(f"{_W}ilvl")) or 0, _level(level)


def _level(level: Any) -> _Level:
    start = _number(_value(level, "start"))
    return _Level(1 if start is None else start, _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "")


def _overrides(num: Any, known: dict[int, _Level]) -> Iterator[tuple[int, _Level]]:
    for override in num.iterchildren(f"{_W}lvlOverride"):
        at, own, start = _number(override.get(f"{_W}ilvl")) or 0, override.find(f"{_W}lvl"), _number(_value(override, "startOverride"))
        base = _level(own) if own is not None else known.get(at)
        if base is not None:
            yield at, base if start is None else _Level(start, base.form, base.text)


def _of_styles(document: Any) -> Iterator[tuple[str, tuple[str | None, int | None]]]:
    """The numbering that a paragraph's style brings, or the style that it is based on."""
    for style in document.styles:
        element, seen = style.element, 0
        while element is not None and seen < _LEVELS:
            properties = element.find(f"{_W}pPr")
            pointer = properties.find(f"{_W}numPr") if properties is not None else None
            if pointer is not None:
                yield style.style_id, _pointer(pointer)
                break
            style, seen = getattr(style, "base_style", None), seen + 1
            element = style.element if style is not None else None


def _pointer(numbering: Any) -> tuple[str | None, int | None]:
    return _value(numbering, "numId"), _number(_value(numbering, "ilvl"))


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and len(text) < 7 else None
