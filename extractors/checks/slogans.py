"""Slogans that count what they stand for: “五送”服务：送政策、送课程、送补贴、送辅导."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.checks.reading import Reading
from extractors.model import Offsets

_NUMERALS = {c: i for i, c in enumerate("二三四五六七八九十", 2)} | {"两": 2}
_SLOGAN = re.compile(
    "“(?P<n>[二两三四五六七八九十])(?P<word>[\u4e00-\u9fff])”[^，；：。“”\n]{0,12}?(?:（(?=(?P=word))|：(?=“?(?P=word))|，(?:即|也就是|就是|分别是)：?(?=“?(?P=word)))"
)

_NAMED = re.compile(
    "“(?P<n>[二两三四五六七八九十])(?:大|项|个|类)(?P<word>[\u4e00-\u9fff]{2,4})”(?:：|，即：?)(?P<list>[^，；：。（）\n]{4,160})(?=[，；。]|$)"
)


@dataclass(frozen=True, slots=True)
class Slogan:
    """``stated``: the number in the slogan at ``span``; ``members``: where in the text what it stands for is listed; ``open``: 等 leaves the list open."""

    stated: int
    text: str
    span: Offsets
    members: tuple[Offsets, ...]
    open: bool


def find_slogans(reading: Reading) -> Iterator[Slogan]:
    """Every slogan with two or more members behind it that begin with its word."""
    for m in _SLOGAN.finditer(reading.skeleton):
        word = m.group("word")
        member = re.compile(f"“?({word}[^，；。、：“”）\n]{{1,14}})”?(?P<stop>[、，；和及与]?)")
        at, spans, listed = m.end(), [], ""
        while (found := member.match(reading.skeleton, at)) is not None:
            spans.append(reading.origin(found.start(1), found.end(1)))
            listed, at = found.group(1), found.end()
        end = m.start() + m.group().index("”") + 1
        if len(spans) > 1:
            yield Slogan(
                _NUMERALS[m.group("n")], m.group()[: end - m.start()], reading.origin(m.start(), end), tuple(spans), "等" in listed
            )
    for m in _NAMED.finditer(reading.skeleton):
        names, at, spans = m.group("list").split("、"), m.start("list"), []
        for name in names:
            spans.append(reading.origin(at, at + len(name)))
            at += len(name) + 1
        if len(names) > 1 and all(name.rstrip("”").endswith(m.group("word")) for name in names):
            end = m.start() + m.group().index("”") + 1
            yield Slogan(_NUMERALS[m.group("n")], m.group()[: end - m.start()], reading.origin(m.start(), end), tuple(spans), False)
