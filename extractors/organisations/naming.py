"""Full names: which division 市 or 区 stands for here, what a short form abbreviates at that date, whose department a department is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from extractors import divisions
from extractors.divisions import Division
from extractors.model import OrganisationType
from extractors.organisations import unrecorded
from extractors.organisations.fullnames import FullNames
from extractors.organisations.mention import Mention
from extractors.organisations.vocabulary import Meaning, load

_TYPES: frozenset[str] = frozenset({"union", "party", "government", "company", "institution", "association", "other"})
_TOWNS = frozenset({"镇", "乡", "街道", "村", "社区", "开发区", "高新区", "园区", "新区", "工业园区"})
_COURTS = {1: "高级人民法院", 2: "中级人民法院"}


class Regions:
    """Which divisions a text is about. ``home``: gives the bulletin's; ``article``: that of the sign-off or the title (else the first body named before);
    ``named``: (offset, printed region) of every division and town that a name in the text begins with, in order; ``places``: of all in names' reach."""

    def __init__(
        self,
        text: str,
        home: Callable[[], str | None],
        article: str | None,
        named: Sequence[tuple[int, str]],
        issued: date | None,
        places: Sequence[tuple[int, str]] = (),
    ) -> None:
        self.text, self.named, self.places, self.issued = text, named, places, issued
        self._home, self._article = home, article
        self._close: Division | None = None  # decides between namesakes, once home is known

    @cached_property
    def home(self) -> Division | None:
        """Worked out only when a short form asks for it."""
        printed = self._home()
        self._close = self._last(printed) if printed else None
        return self._close

    @cached_property
    def _made(self) -> dict[str, str]:
        """Divisions on no record that the text or its home names, by short form: 海州 is 海州市 here, wherever else one is called so."""
        names = [*(printed for _, printed in (*self.named, *self.places)), self.home.name if self.home else ""]
        return {name[:-1]: name for name in names if unrecorded.is_unrecorded(name)}

    @cached_property
    def article(self) -> Division | None:
        return self._last(self._article, self.home) if self._article else None

    def full(self, printed: str) -> str:
        """A printed region in full: 苏州 → 苏州市; towns and full names as they are."""
        if divisions.find(printed):
            return printed
        if printed in self._made:
            return self._made[printed]
        short = divisions.find_short(printed, self.issued)
        return self._nearest(short, self.home).name if short else printed

    def stands_for(self, word: str, at: int, sentence: int) -> str | None:
        """The division that ``word`` (市, 省, 区, 镇 …) stands for at offset ``at`` in a sentence that begins at ``sentence``."""
        begin, end = bisect_left(self.named, (sentence, "")), bisect_left(self.named, (at, ""))
        nearby = (*self.named[begin : min(begin + 1, end)], *self.named[max(begin + 1, end - 7) : end])
        here = [self._last(printed, self.home) for _, printed in nearby]
        article = self.article or (self._last(self.named[0][1], self.home) if self.named and self.named[0][0] < at else None)
        # The subject of the sentence, else the last such division in it, else the article's, else the bulletin's.
        about = (*here[:1], *reversed(here[1:]), article, self.home)
        for region in about:
            if region is not None and region.kind == word:
                return region.name
        for region in about:
            above = self._above(region, word)
            if above:
                return above
        for i in range(bisect_left(self.places, (at, "")) - 1, -1, -1)[:50]:
            printed = self.places[i][1]
            if printed.endswith(word) and printed != word and (word in _TOWNS or divisions.is_name(printed) or unrecorded.is_unrecorded(printed)):
                return printed
        return self._written_before(word, at)

    def _written_before(self, word: str, at: int) -> str | None:
        """The last division of that kind in the two hundred characters before ``at`` (at most six such words back)."""
        begin, end = max(0, at - 200), at
        for _ in range(6):
            end = self.text.rfind(word, begin, end)
            if end < 0:
                return None
            stop = end + len(word)
            found = next(
                (n for n in (self.text[stop - k : stop] for k in range(2 + len(word), 9) if k <= stop) if divisions.is_name(n)), None
            )
            if found:
                return found
        return None

    def _above(self, region: Division | None, word: str) -> str | None:
        if region is None or word not in ("市", "省", "自治区", "州", "盟"):
            return None
        for name in divisions.parents(region):
            if any(d.kind == word for d in divisions.find(name)):
                return name
        return None

    def _last(self, printed: str, near: Division | None = None) -> Division | None:
        """The lowest division that a printed region names: 苏州市吴中区 → 吴中区, 昆山开发区 → 昆山市."""
        found = unrecorded.record(printed)
        at = len(printed) if found else 0
        while at < len(printed):
            for size in range(min(15, len(printed) - at), 1, -1):
                piece = printed[at : at + size]
                known = divisions.find(piece) or divisions.find_short(piece, self.issued)
                if known:
                    found = self._nearest(known, found or near)
                    at += size
                    break
            else:
                at += 1
        return found

    def _nearest(self, known: Sequence[Division], near: Division | None = None) -> Division:
        """Of namesakes the one that was in use and lies nearest to home."""
        close = near or self._close
        around = {close.name, *divisions.parents(close)} if close else set()
        return max(known, key=lambda d: (len(around & {d.name, *divisions.parents(d)}), d.existed(self.issued), -d.level, d.first))


class Namer:
    """Names the mentions of one text."""

    def __init__(self, text: str, regions: Regions, sentence_starts: Sequence[int], full_names: Sequence[FullNames] = ()) -> None:
        self.text, self.regions, self.starts = text, regions, sentence_starts
        self.full_names = full_names

    def name(self, m: Mention) -> tuple[str, OrganisationType, bool]:
        """Canonical name, type, and whether all of it is known."""
        base, kind, known = self._base(m)
        tail = self.text[m.body_end : m.end]
        if tail:
            base += load().departments.get(tail, tail) if m.type == "union" and m.cls == "part" else tail
        return base, _typed(m.type if m.end > m.body_end or not kind else kind), known

    def _base(self, m: Mention) -> tuple[str, str, bool]:
        text, words = self.text, load()
        printed = text[m.start : m.body_end]
        if m.national:
            form = next((f for f in (printed[:n] for n in range(len(printed), 1, -1)) if f in words.national), None)
            if form is None:
                return printed, m.type, True
            meaning = self._meaning(words.national[form])
            rest = printed[len(form) :]
            return (printed if rest else meaning.full), m.type, True
        if m.shared is not None and m.cls == "part":
            base, _, known = self._base(m.shared)
            return base, m.type, known
        if m.type == "company" and m.region is None and m.shared is None:
            return self._spelled_out(printed) or printed, m.type, True
        region, known = self._region(m.shared or m)
        if region is None or not known:
            full = self._spelled_out(printed)
            return full or printed, m.type, known or full is not None
        rest = printed
        if m.region is not None and m.shared is None:
            rest = text[m.start : m.region[0]] + text[m.region[1] : m.body_end]
        if m.cls in ("territory", "office", "part", "union") or m.shared is not None:
            meanings = words.bodies.get(rest)
            if meanings:
                meaning = self._meaning(meanings)
                return self._placed(region, rest, meaning.full), meaning.type, known
        return region + rest, m.type, known

    def _spelled_out(self, printed: str) -> str | None:
        """The one full name, printed elsewhere, that a short one abbreviates: 园区总工会 → 苏州工业园区总工会, 海创公司 → 苏州海创电子有限公司."""
        if printed.endswith(("有限公司", "责任公司")):
            return None
        fits = {name for names in self.full_names for name in names.fits(printed)}
        return fits.pop() if len(fits) == 1 else None

    def _placed(self, region: str, form: str, full: str) -> str:
        if form in ("法院", "人民法院"):
            found = divisions.find(region)
            full = _COURTS.get(found[0].level, full) if found and form == "法院" else full
        return full.replace("{}", region) if "{}" in full else region + full

    def _meaning(self, meanings: list[Meaning]) -> Meaning:
        year = self.regions.issued.year if self.regions.issued else None
        if year is None:
            return meanings[-1]
        return next((m for m in meanings if m.first <= year <= m.last), meanings[-1])

    def _region(self, m: Mention) -> tuple[str | None, bool]:
        if m.region is None:
            return None, True
        printed = self.text[m.region[0] : m.region[1]]
        if divisions.is_name(printed):
            return divisions.find(printed)[0].name, True  # 海西州 in full
        if m.cls in ("territory", "office", "part") and divisions.find_short(printed):
            return self.regions.full(printed), True
        if is_scope(printed):
            found = self.regions.stands_for(printed, m.start, self._sentence(m.start))
            return (found, True) if found else (printed, False)
        return printed, True

    def _sentence(self, at: int) -> int:
        return self.starts[bisect_right(self.starts, at) - 1] if self.starts else 0


def is_scope(printed: str) -> bool:
    """Whether the word only points to a division: 市, 区, 镇, 开发区."""
    word = load().words.get(printed)
    return word is not None and word.kind in ("S", "L")


def _typed(kind: str) -> OrganisationType:
    return kind if kind in _TYPES else "other"  # type: ignore[return-value]
