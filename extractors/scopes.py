"""Scope of a figure: 全市, 市区, 市本级, 规模以上 … — the stretch of the field that the number is about, as printed."""

from __future__ import annotations

import re

from extractors.model import Offsets

_PATTERN = re.compile(
    "[全市主城省州县区乡镇我规限各辖境](?:(?<=全)(?:国|省|市|县|区|镇|乡|州|盟|旗|街道|系统|行业|厂|公司|局|集团|校|院|港|路|线|村|社会|域|自治区)(?![级志局委政员民区长“]|(?:五一|劳动模范|劳模|先进|优秀|模范|示范|文明|工人先锋号|最美|十佳|百[佳强]|职工(?:书屋|之家)示范|道德模范|五四|三八|工会(?:系统)?先进|技术能手|行业(?:技能|职业)|首[家个批创]))"
    "|(?<=[市城])(?:(?<![\u4e00-\u9fa5].)|(?<=[在和的市省对为中].))区|(?<=主)城区|(?<=[省市州县区镇])本级|(?<=[省市县区])直(?:机关|属)?(?!接|播)"
    "|(?<=规)(?:模以上|模以下|上)|(?<=限)(?:额以上|上)|(?<=辖)区|(?<=境)内|(?<=各)级|(?<=城)[镇乡]|(?<=乡)村"
    "|(?<=我)[省市县区州镇乡厂局](?=[^工委政])|(?<=各)(?:县市区|市县区|县（市、区）|市（县、区）|旗县区|区县|县区|市县|县|区|市|地|乡镇|街道|单位|行业))"
)


class Scopes:
    """The scope words of one sentence, in order."""

    __slots__ = ("found", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.found = [(m.start(), m.end()) for m in _PATTERN.finditer(text, start, end)]

    def of(self, at: int, right_end: int) -> Offsets | None:
        """The scope of a figure: the last one before it in its sentence, else one in its phrase on the right."""
        before = None
        for span in self.found:
            if span[1] <= at:
                if before is None or self.text[span[0]] != "各":  # 全市各级工会: of the whole city
                    before = span
            elif span[0] < right_end and before is None:
                return span
        return before
