"""Numbers: every numeral of a text, in whatever system it is printed, with the bounds that the words around it state."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors import numbers_bounds as bounds
from extractors import units
from extractors.model import Comparator, Exact, Number
from extractors.numbers_pattern import ARABIC, ARABIC_REST, DIGIT, GREAT, HAN, SMALL, TWO
from extractors.numbers_spaces import squeeze
from extractors.numbers_value import fraction, normalise, pair, tidy, value

_UNIT = r"(?:[十百千万亿兆拾佰仟萬億]|[kKMGwW](?![A-Za-z0-9]))"
_MIXED = rf"(?:(?<=[{ARABIC}]\.)[{ARABIC}]++|[{ARABIC}]++(?=\.[{ARABIC}]++\.[{ARABIC}])|[{ARABIC}]{ARABIC_REST}|(?<![{ARABIC}])\.[{ARABIC}]++)(?:[eEｅＥ][-+－]?[{ARABIC}]{{1,3}}+|[点點][{ARABIC}{DIGIT}]++|(?: ?{_UNIT}[{ARABIC}{DIGIT}{TWO}{SMALL}百千万亿兆萬億]*+)?)"
_HAN = rf"(?>{HAN}+)(?:(?<=[千百万亿萬億零十]){_MIXED})?(?:[点點][{ARABIC}{DIGIT}]++(?:[十百千]?{GREAT})?)?"
_NUMERAL = rf"(?:[-－−]|[负負]的? ?)?(?:{_MIXED}|{_HAN})"
_MORE = r"(?:[多余餘](?![元样额])|[几幾]|来(?=[个家人名岁年天块]))"
_NUMBER = re.compile(
    rf"(?:(?P<whole>{_NUMERAL})又)?(?P<a>{_NUMERAL})(?:分之(?P<over>{_NUMERAL})|[/／](?P<under>{_NUMERAL})(?![/／])|\^(?P<power>[-−]?[{ARABIC}]{{1,3}}))?(?P<more>{_MORE})?(?P<great>{GREAT})?(?P<percent> ?[%％‰])?"
    rf"|(?P<vague>[数數几幾][十百千万亿拾佰仟萬億]++)|(?P<half>(?<=一)半(?!半)|半(?=百|个|數))(?P<hundred>百)?|(?P<roman>[Ⅰ-Ⅻ])"
)
_WHOLE_AND_PART = re.compile(rf"(?<![{ARABIC}.])([{ARABIC}]{{1,6}}) ([{ARABIC}]{{1,6}})[/／]([{ARABIC}]{{1,6}})(?![{ARABIC}/／])")
_DAY = DIGIT + TWO + "十"
HAN_ANY = DIGIT + TWO + SMALL + "百千万亿萬億"
_SKIP = re.compile(
    r"https?://\S++|(?<![\d.])\d++(?>(?:\.\d++)*)\.\.\d[\d万亿]*"
    rf"|公元前?[{DIGIT}]++年|[{DIGIT}]{{4}}年(?:[{_DAY}]{{1,3}}月)?(?:[{_DAY}]{{1,3}}[日号號])?|{HAN}{{1,5}}年[{_DAY}]{{1,3}}月(?:[{_DAY}]{{1,3}}[日号號])?"
    rf"|(?:[上下]午|早上|晚上|凌晨)?[{_DAY}]{{1,3}}点(?:半|一刻|三刻|[{_DAY}]{{1,3}}分(?!之)(?:[{_DAY}]{{1,3}}秒)?)"
    rf"|(?<![{ARABIC}{HAN_ANY}])(?:万万|萬萬|两两|千千)|十[一二三四五六]五(?=规划|时期|期间)|一[切看些样致起直定般旦共]|[十两]足"
)
_SEPARATOR = re.compile(r" ?[-－—–―~～〜至到与和]{1,2} ?")
_BETWEEN = re.compile(r" ?之?间")
_BEFORE = re.compile(
    r"(?:(?P<ge>[大多高]于(?:或者?)?等于|不[少低小]于|至少有?|最少|> ?=|≥)|(?P<gt>[大多高]于|超过了?|过|[>＞])|(?P<le>[小少低]于(?:或者?)?等于|不[大高多]于|不超过|最多|至多|< ?=|≤)|(?P<lt>[小少低]于|不足|不到|[<＜]))\Z"
)
_AFTER = re.compile(
    r" ?[个名人家次岁元]?(?:(?P<ge>(?:或者?|及|（含）)?以上|之上|或者?更多)|(?P<le>(?:或者?|及|（含）)?以下|以内|之下|或者?更少))"
)
_THAN = re.compile(r"比 ?\Z")
_THAN_AFTER = re.compile(r" ?(?:(?P<gt>[大高多长重])|(?P<lt>[小低少短轻]))")
_JOIN = re.compile(r"(?:的同时|同时|并且|并|且|但|，|,| )*\Z")
_SIGNS: dict[str, Comparator] = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
_CLASSIFIER = re.compile(units.PATTERN)
_HAN_CHAR = re.compile(r"[一-鿿]")
_SPEAKS = frozenset("是为于到至和与加减乘除有第叫")
_FINANCIAL = frozenset("陆陸伍肆拾佰仟")
_OPENS = re.compile(rf" ?[-到至~—～](?:[{ARABIC}]|{HAN})|以上|以下")
_JOINED = re.compile(r"[-－−0-9０-９A-Za-z%％)）年月日号一二三四五六七八九十百千个家人万亿]")
_DOZEN = re.compile(r"打(?![的了一击])")


def find_numbers(text: str) -> list[Number]:
    """Every number of ``text`` in reading order, ordinals and lists included; offsets index ``text``. 百分之六十 and 60% are the number 0.6 here; what a
    figure makes of them is told by :func:`extractors.quantities.find_quantities`. Dates and times in Chinese numerals are names of days, not numbers.

    >>> [(n.text, n.low, n.high) for n in find_numbers("一万二千人，三至五年，十几个，三分之一")]
    [('一万二千', 12000, 12000), ('三至五', 3, 5), ('十几', 11, 19), ('三分之一', Decimal('0.3333333333333333333333333333'), Decimal('0.3333333333333333333333333333'))]
    """
    view, origin = squeeze(text)
    found = _merged(view, _ranges(view, _singles(view)))
    if origin is not None:
        found = [_moved(text, n, origin[n.start], origin[n.end - 1] + 1) for n in found]
    return found


def _moved(text: str, n: Number, start: int, end: int) -> Number:
    return Number(start, end, text[start:end], n.low, n.high, n.approx, n.comparator, n.step, n.approximator)


def _singles(text: str) -> list[Number]:
    out: list[Number] = []
    skips = [(m.start(), m.end()) for m in _SKIP.finditer(text)] + [(0, 0)]
    skips.sort()
    parts = {m.start(): m for m in _WHOLE_AND_PART.finditer(text)}
    barrier = at = 0
    for m in _NUMBER.finditer(text):
        start = m.start()
        if start < at:
            continue
        while barrier < len(skips) - 1 and skips[barrier][1] <= start:
            barrier += 1
        if skips[barrier][0] < m.end() and start < skips[barrier][1]:
            continue
        if start in parts:
            p = parts[start]
            share = fraction(int(p[2]), int(p[3]))
            if share is not None:
                out.append(_number(text, start, p.end(), int(p[1]) + share, int(p[1]) + share, None))
                at = p.end()
                continue
        n = _single(text, m)
        if n is not None and n.start >= at:
            out.append(n)
            at = n.end
    return out


def _number(text: str, start: int, end: int, low: Exact, high: Exact, step: Exact | None, approximator: str | None = None) -> Number:
    return Number(start, end, text[start:end], tidy(low), tidy(high), approximator is not None, None, step, approximator)


def _single(text: str, m: re.Match[str]) -> Number | None:
    start, end = m.start(), m.end()
    if m["roman"]:
        n = ord(m["roman"]) - ord("Ⅰ") + 1
        return _number(text, start, end, n, n, 1)
    if m["half"]:
        if text[start - 1 : start] == "一":
            return _number(text, start - 1, end, Decimal("0.5"), Decimal("0.5"), None)
        if start and _HAN_CHAR.match(text[start - 1]):
            return None
        half: Exact = 50 if m["hundred"] else Decimal("0.5")
        return _number(text, start, end, half, half, None)
    if m["vague"]:
        got = value(m["vague"][1:])
        return _number(text, start, end, 2 * got[0], 9 * got[0], None, m["vague"][0]) if got and got[0] >= 10 else None
    printed = m["a"]
    sign, printed, start = _signed(text, printed, m.start("a") if not m["whole"] else start)
    if text[max(0, start - 3) : start] == "倒数第":
        sign = -1
    if m["whole"]:
        printed = m["a"]
    if not m["over"] and not m["under"] and _no_numeral(text, m, printed, start):
        return None
    return _valued(text, m, printed, sign, start, end)


def _valued(text: str, m: re.Match[str], printed: str, sign: int, start: int, end: int) -> Number | None:
    more = m["more"] if not (m["more"] == "多" and text[start - 1 : start] == "比") else None
    if not (more or m["great"] or m["over"] or m["under"] or m["power"]) and (two := pair(printed)):
        ends = sorted((two[0] * sign, two[1] * sign))
        return _number(text, start, end, ends[0], ends[1], two[2])
    got = value(_plain(printed))
    if got is None:
        return None
    low, step = got
    high = low
    part = m["over"] or m["under"]
    if part:
        other = value(_plain(part.replace("的", "")))
        share = (fraction(other[0], low) if m["over"] else fraction(low, other[0])) if other else None
        if share is None:
            return None
        whole = value(_plain(m["whole"])) if m["whole"] else (0, 1)
        low = high = (whole[0] if whole else 0) + share
        return _number(text, start, end, low * sign, high * sign, None)
    if m["power"]:
        exponent = int(normalise(m["power"]).replace("−", "-"))
        if abs(exponent) > 64 or not low:
            return None
        low = high = low**exponent if exponent >= 0 else Decimal(1) / Decimal(low) ** -exponent
    if more and more != "来":
        last = normalise(printed[-1])
        low, high = bounds.more(low, step, {"万": 10_000, "亿": 10**8}.get(last, 1), more)
    elif m["more"] and not more:
        end -= 1
    if m["great"]:
        factor = value(m["great"])
        low, high, step = (x * (factor[0] if factor else 1) for x in (low, high, step))
    if m["percent"]:
        scale = Decimal("0.001" if m["percent"].strip() == "‰" else "0.01")
        low, high, step = low * scale, high * scale, step * scale
    dozen = _DOZEN.match(text, end)
    if dozen:
        low, high, end = low * 12, high * 12, dozen.end()
    if sign < 0:
        low, high = -high, -low
    return _number(text, start, end, low, high, step, more)


def _plain(printed: str) -> str:
    text = normalise(printed).replace("ｅ", "e").replace("E", "e")
    if "e" in text:
        mantissa, _, exponent = text.partition("e")
        if abs(int(exponent)) <= 64:
            return f"{Decimal(mantissa.replace(',', '')).scaleb(int(exponent)):f}"
    return text


def _signed(text: str, printed: str, start: int) -> tuple[int, str, int]:
    """The sign in front of a numeral, unless it is a dash between two things or doubled."""
    if printed[0] not in "-－−负負":
        return 1, printed, start
    bare = printed[1:].removeprefix("的").lstrip()
    before = text[start - 1 : start]
    if printed[0] in "-－−" and before and _JOINED.match(before):
        return 1, bare, start + len(printed) - len(bare)
    return -1, bare, start


def _no_numeral(text: str, m: re.Match[str], printed: str, start: int) -> bool:
    """A single Chinese digit is a number only where something shows it: a classifier, an edge, 是 or 第 before it."""
    after = text[m.end() : m.end() + 1]
    if printed[0].isdecimal() or printed[0] == ".":
        return bool(start and re.match(r"[A-Za-z_]", text[start - 1]))
    if after == "折":
        return True
    if m.start("a") != start or text[start : start + 1] in "-－−负負":
        return False
    if (len(printed) > 1 and printed[0] not in _FINANCIAL) or m["more"] or m["percent"]:
        return set(normalise(printed)) <= set("万亿") and len(printed) == 2 and printed[0] == printed[1]
    before = text[start - 1 : start]
    open_left = not before or not _HAN_CHAR.match(before)
    open_right = not after or not _HAN_CHAR.match(after) or after in "的而加减乘这那两"
    if len(printed) > 1:
        return not any(c in "十百千万亿拾佰仟萬億" for c in printed[1:]) and not (open_left or open_right)
    if (open_left and open_right) or (before and before in _SPEAKS and open_right) or before == "第" or _OPENS.match(text, m.end()):
        return False
    if printed in "百千万亿兆萬億":
        return True
    if printed in _FINANCIAL:
        return not (open_left and open_right)
    if text[m.end() : m.end() + 2] == "分之" or after == "个" or _DOZEN.match(text, m.end()):
        return False
    if open_right and before and before in "块元斤":
        return False
    return not _CLASSIFIER.match(text, m.end()) or (bool(before) and before in "进统同唯")


def _ranges(text: str, singles: list[Number]) -> list[Number]:
    """Two numbers joined by 至, 到 or a dash are one, as are 10000与20000之间; comparators around each are applied."""
    out: list[Number] = []
    at = 0
    while at < len(singles):
        first = singles[at]
        second = singles[at + 1] if at + 1 < len(singles) else None
        gap = text[first.end : second.start] if second is not None and second.start - first.end < 6 else ""
        joined = second is not None and gap and (_SEPARATOR.fullmatch(gap) or gap == "第")
        if second is not None and text[second.start] in "-－" and second.start == first.end and second.high is not None:
            second, joined = _number(text, second.start + 1, second.end, -second.high, -(second.low or 0), second.step), True
        if gap.endswith("第") and _SEPARATOR.fullmatch(gap[:-1]):
            joined = True
        if joined and second is not None and first.low is not None and second.high is not None and second.low is not None:
            between = _BETWEEN.match(text, second.end)
            if (gap.strip("第 ") not in ("与", "和") or between) and (low := _lower(text, first, second)) < second.high:
                end = between.end() if between else second.end
                out.append(_number(text, first.start, end, low, second.high, first.step))
                at += 2
                continue
        out.append(_compared(text, first))
        at += 1
    return out


def _lower(text: str, first: Number, second: Number) -> Exact:
    """The lower end with a 万 or 亿 that is printed once for both (三到五万)."""
    assert first.low is not None and second.low is not None
    if any(c in "万亿萬億kKMw" for c in text[first.start : first.end]):
        return first.low
    great = re.search(r"[万萬]?[万亿萬億]\Z", text[second.start : second.end])
    got = value(great[0]) if great else None
    return first.low * got[0] if got and first.low * got[0] < second.low else first.low


def _compared(text: str, n: Number) -> Number:
    before = _BEFORE.search(text[max(0, n.start - 9) : n.start].replace(" ", ""))
    after = _AFTER.match(text, n.end)
    comparator: Comparator | None = None
    end = n.end
    if before and not (before[0] == "过" and text[n.start - 2 : n.start - 1] in "通经度超渡跨路走"):
        comparator = _SIGNS[before.lastgroup or "ge"]
    elif after:
        comparator, end = _SIGNS[after.lastgroup or "ge"], after.end()
    elif _THAN.search(text, max(0, n.start - 2), n.start) and (than := _THAN_AFTER.match(text, n.end)):
        comparator, end = _SIGNS[than.lastgroup or "gt"], than.end()
    if comparator is None:
        return _approximated(text, n)
    low, high = bounds.bounded(n.low, n.high, comparator)
    start = text.rfind(before[0][0], max(0, n.start - 9), n.start) if before and comparator == _SIGNS[before.lastgroup or "ge"] else n.start
    if not before and _THAN.search(text, max(0, n.start - 2), n.start) and not after:
        start = text.rindex("比", 0, n.start)
    return Number(start, end, text[start:end], low, high, n.approx, comparator, n.step, n.approximator)


def _approximated(text: str, n: Number) -> Number:
    begin, word, printed = bounds.before(text, n.start)
    if word is None:
        return n
    low, high = bounds.bounded(n.low, n.high, word.comparator)
    return Number(begin, n.end, text[begin : n.end], low, high, n.approx or word.approx, word.comparator, n.step, n.approximator or printed)


def _merged(text: str, found: list[Number]) -> list[Number]:
    """A lower and an upper bound side by side are one interval (大于10小于20; 1000以上，1500以下)."""
    out: list[Number] = []
    for n in found:
        last = out[-1] if out else None
        if last is not None and last.comparator and n.comparator and n.start - last.end <= 6 and _JOIN.match(text[last.end : n.start]):
            low = last.low if last.low is not None else n.low
            high = last.high if last.high is not None else n.high
            if low is not None and high is not None and low < high and (last.low is None) != (n.low is None):
                out[-1] = Number(last.start, n.end, text[last.start : n.end], low, high, False, None, n.step)
                continue
        out.append(n)
    return out
