"""Generated union bulletins for measurements: ``python scripts/generate_bulletins.py FOLDER [--count 1000] [--seed 1] [--articles N]``.

A few hundred federations of cities, each with some issues a year from 1999 on: enumerations by county that add up, goals early in the year and results
against them later, running totals, rates, gifts and visits, prose without numbers. Every name of a firm is made up. One article in fifty contains a
contradiction on purpose (:func:`bulletin` tells which). The same seed and number give the same text, whatever the count. An issue has two or three articles, some 420 characters; ``articles`` = 1 makes news
in brief of some 170.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from extractors import divisions  # noqa: E402
from extractors.series import places  # noqa: E402

FIRST_YEAR, ISSUES = 1999, 24
"""Of every city two issues a month, year after year: the first with the work of founding unions, the second without."""
_WRONG = 0.02
_BULLETINS = ("工会信息", "工会简报", "工会动态", "工运信息", "工会工作")
_BRANDS = tuple(a + b for a in "海澄明永瑞宏盛嘉锦泰" for b in "达源丰华兴辰益和")
_TRADES = ("纺织有限公司", "机械制造有限公司", "食品有限公司", "电子有限公司", "物流有限公司", "建材有限公司", "化工有限公司", "服装厂")
_TOPICS = ("集体协商", "厂务公开", "劳动竞赛", "职工书屋建设", "安全生产", "女职工工作", "职工维权", "劳模服务管理")
_OPENINGS = (
    "各级工会要认真学习领会会议精神", "{city}总工会坚持以职工需求为导向", "会议强调，要加强调查研究", "活动现场气氛热烈", "有关负责人介绍",
    "一年来，{city}总工会健全机制、创新载体", "大家在座谈中表示", "结合本地实际", "针对企业改制中出现的新情况", "参加人员围绕{topic}畅谈体会",
)  # fmt: skip
_MIDDLES = (
    "把思想和行动统一到工作部署上来", "切实履行维护职工合法权益的基本职责", "把{topic}作为一项经常性工作来抓", "总结推广基层的好经验、好做法", "推动{topic}向纵深发展",
    "进一步完善工作制度，明确责任分工", "主动争取党委重视和行政支持", "深入车间班组听取意见和建议", "引导职工立足岗位、扎实工作", "以点带面，稳步推进{topic}", "注重在实践中培养骨干队伍",
    "不断拓宽服务职工的渠道",
)  # fmt: skip
_CLOSINGS = (
    "努力开创{topic}工作新局面。", "受到了企业和职工的普遍欢迎。", "为构建和谐劳动关系作出新的贡献。", "以实际行动展示新时期工人阶级的风采。", "确保各项措施落到实处。", "取得了较好的社会反响。",
    "为当地经济社会发展贡献力量。",
)  # fmt: skip


@dataclass
class Bulletin:
    """``path``: where it belongs, relative; ``wrong``: the contradictions put in, by the article's ordinal."""

    path: str
    text: str
    wrong: dict[int, str] = field(default_factory=dict)


@cache
def cities() -> tuple[str, ...]:
    """Cities that have been prefectures all the while, with three to fourteen counties."""
    out = []
    for name in sorted(divisions.index().names):
        found = [divisions.find(name, date(year, 1, 1)) for year in (FIRST_YEAR, 2009, 2024)]
        steady = all(len(known) == 1 and known[0].level == divisions.PREFECTURE for known in found)
        if name.endswith("市") and steady and 3 <= len(counties(name, 2009)) <= 14:
            out.append(name)
    return tuple(out)


@cache
def counties(city: str, year: int) -> tuple[str, ...]:
    return tuple(sorted(path.rpartition("/")[2] for path in places.counties(places.path(city), year)))


@cache
def progress(city: str, year: int, seed: int) -> tuple[int, tuple[int, ...]]:
    """A city's goal of unions founded in a year, and how many there were at the end of each month."""
    dice = random.Random(f"{seed}/{city}/{year}")
    goal = dice.randrange(120, 900, 10)
    pace = [dice.uniform(0.7, 1.35) * goal / 12 for _ in range(12)]
    return goal, tuple(20 + round(total) for total in accumulate(pace))


def bulletin(number: int, seed: int = 1, articles: int | None = None) -> Bulletin:
    """The bulletin with that number: issue after issue, each of every city."""
    issue, which = divmod(number, len(cities()))
    return _Issue(random.Random(f"{seed}/{number}"), cities()[which], FIRST_YEAR + issue // ISSUES, issue % ISSUES + 1, seed).made(articles)


def bulletins(count: int, seed: int = 1, articles: int | None = None) -> Iterator[Bulletin]:
    """The first ``count`` of them."""
    return (bulletin(number, seed, articles) for number in range(count))


def written(folder: Path, count: int, seed: int = 1, first: int = 0, articles: int | None = None) -> None:
    """Put the bulletins ``first`` to ``count`` into ``folder``, a folder per city."""
    for number in range(first, count):
        made = bulletin(number, seed, articles)
        path = folder / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made.text, "utf-8")


class _Issue:
    """One issue. Chance comes from its number; what must agree between issues (:func:`progress`) from the city and the year alone."""

    def __init__(self, dice: random.Random, city: str, year: int, number: int, seed: int) -> None:
        self.dice, self.city, self.year, self.number, self.seed = dice, city, year, number, seed
        self.month, self.first = (number + 1) // 2, number % 2 == 1
        self.counties = counties(city, year) or counties(city, 2009)
        self.name = random.Random(city).choice(_BULLETINS)
        self.wrong: dict[int, str] = {}
        self.at = 0

    def made(self, articles: int | None) -> Bulletin:
        others = self._relief, self._training, self._cases, self._visit, self._talk
        kinds = self.dice.sample(others, articles or self.dice.choice((2, 3, 3)))
        if self.first:
            kinds[0] = self._founding if self.month != 2 else self._plan
        printed = []
        for self.at, kind in enumerate(kinds, 1):
            title, body, signed = kind()
            printed.append(f"{title}\n\n　　{body}（{signed}）\n")
        issued = f"{self.year}年{self.month}月{self.dice.randint(*((12, 16) if self.first else (24, 28)))}日"
        head = f"{self.city}{self.name}\n\n第{self.number}期\n\n{self.city}总工会办公室编　　　　{issued}\n"
        return Bulletin(f"{self.city}/{self.year}-{self.number:02}.txt", head + "\n" + "\n".join(printed), self.wrong)

    def _wrong(self, what: str) -> bool:
        """Whether to put a contradiction in here."""
        if self.dice.random() < _WRONG and self.at not in self.wrong:
            self.wrong[self.at] = what
            return True
        return False

    def _union(self) -> str:
        return f"{self.city}总工会"

    def _firm(self) -> str:
        return self.city[:-1] + self.dice.choice(_BRANDS) + self.dice.choice(_TRADES)

    def _split(self, whole: int) -> list[int]:
        """Parts by county that add up to ``whole``."""
        cuts = sorted(self.dice.sample(range(1, whole), len(self.counties) - 1))
        return [b - a for a, b in pairwise([0, *cuts, whole])]

    # -- articles: title, text, who signs

    def _plan(self) -> tuple[str, str, str]:
        goal, _ = progress(self.city, self.year, self.seed)
        body = (
            f"{self.year}年，全市计划新建基层工会{goal}家，发展会员不少于{goal * 40}名，年底前职工入会率达到{self.dice.randint(85, 96)}%以上。"
            f"{self._way('市总工会要求，', '会议要求，', '市总明确，')}各县（市、区）总工会要{self._way('把任务分解落实到镇、街道', '逐级签订目标责任书', '定期通报工作进度')}，{self.dice.choice(('6', '9'))}月底前完成全年任务的{self.dice.randint(5, 8)}0%。"
        )
        return f"{self.city}总工会部署{self.year}年组建工作", body, self._union()

    def _founding(self) -> tuple[str, str, str]:
        year, month = (self.year - 1, 12) if self.month == 1 else (self.year, self.month - 1)
        done = progress(self.city, year, self.seed)[1][month - 1]
        parts = self._split(done)
        total = sum(parts) + (self.dice.choice((1, 3, 10)) if self._wrong("sum") else 0)
        when = f"{year}年" if month == 12 else f"{year}年1—{month}月" if month > 1 else f"{year}年1月"
        listed = "、".join(f"{county}{part}家" for county, part in zip(self.counties, parts, strict=True))
        compared = ""
        if self.dice.random() < 0.5:
            before, grown = self._grown(total)
            compared = f"，比上年同期的{before}家增长{grown}%"
        body = f"{when}，全市{self._way('新建基层工会', '新建工会组织', '共新建基层工会')}{total}家{compared}。其中{listed}。{self._way('共发展会员', '新增会员', '吸收会员')}{total * self.dice.randint(31, 58)}名。"
        return f"{self.city}基层工会组建工作{self.dice.choice(('稳步推进', '成效明显', '取得新进展'))}", body, self._union()

    def _grown(self, now: int) -> tuple[int, str]:
        before = max(10, round(now / self.dice.uniform(1.03, 1.6)))
        exact = 100 * (now - before) / before
        return before, f"{exact + (self.dice.choice((3, 7)) if self._wrong('growth') else 0):.1f}"

    def _relief(self) -> tuple[str, str, str]:
        county = self.dice.choice(self.counties)
        households, each = self.dice.randint(40, 600), self.dice.choice((300, 500, 800, 1000))
        spent = households * each + (200_000 if self._wrong("product") else 0)
        body = (
            f"{self._way('春节前夕', '连日来', '日前')}，{county}总工会{self._way('开展送温暖活动', '组织慰问小组深入基层', '会同民政部门')}，走访慰问困难职工{households}户，每户发放慰问金{each}元，共计{spent / 10_000:g}万元，"
            f"并为{self.dice.randint(12, 90)}名农民工兑付拖欠工资{self.dice.randint(10, 200)}余万元。{self._prose()}"
        )
        return f"{county}总工会走访慰问困难职工", body, f"{county}总工会"

    def _training(self) -> tuple[str, str, str]:
        women, men = self.dice.randint(20, 400), self.dice.randint(20, 400)
        bureau = "劳动和社会保障局" if self.year < 2009 else "人力资源和社会保障局"
        total = women + men + (9 if self._wrong("parts") else 0)
        body = (
            f"{self._way('近日', '日前', '本月')}，{self._union()}会同市{bureau}{self._way('举办', '联合举办', '分批举办')}职工技能培训班{self.dice.randint(2, 18)}期，培训职工{total}人，其中女职工{women}人、男职工{men}人，"
            f"{self.dice.randint(30, 95)}%的学员取得职业资格证书。{self._prose()}"
        )
        return f"{self.city}举办职工技能培训班", body, self._union()

    def _cases(self) -> tuple[str, str, str]:
        cases = self.dice.randint(60, 900)
        settled = self.dice.randint(cases // 2, cases)
        rate = 100 * settled / cases + (6 if self._wrong("rate") else 0)
        body = (
            f"今年以来，全市各级工会{self._way('认真履行维权职责', '畅通信访渠道', '健全法律援助网络', '主动参与调处')}，共受理劳动争议案件{cases}件，调解成功{settled}件，调解成功率{rate:.1f}%，涉及职工{cases * 3 + 11}人，"
            f"{self._way('为职工挽回经济损失', '帮助职工追回损失', '追讨欠薪')}{self.dice.randint(40, 900)}.{self.dice.randint(1, 9)}万元。"
        )
        return f"{self.city}工会依法维护职工权益", body, self._union()

    def _visit(self) -> tuple[str, str, str]:
        county, firm = self.dice.choice(self.counties), self._firm()
        body = (
            f"{self.month}月{self.dice.randint(2, 11)}日，市总工会{self._way('到', '深入', '走进')}{firm}调研，{self._way('向一线职工赠送防暑降温用品', '给一线职工送去慰问品', '为一线职工配发劳动防护用品')}{self.dice.randint(60, 900)}份。"
            f"该公司现有职工{self.dice.randint(300, 2600)}人，会员{self.dice.randint(100, 299)}人。{self._prose()}"
        )
        return f"市总工会到{county}企业调研", body, f"{county}总工会"

    def _talk(self) -> tuple[str, str, str]:
        county = self.dice.choice(self.counties)
        return f"{county}总工会召开工作会议", f"日前，{county}总工会召开全委会议。{self._prose()}{self._prose()}", f"{county}总工会"

    def _way(self, *ways: str) -> str:
        """How this city puts it, issue after issue."""
        return random.Random(f"{self.city}{ways[0]}").choice(ways)

    def _prose(self) -> str:
        parts = self.dice.choice(_OPENINGS), *self.dice.sample(_MIDDLES, 2), self.dice.choice(_CLOSINGS)
        return "，".join(parts).format(city=self.city, topic=self.dice.choice(_TOPICS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, metavar="N", help="articles of each bulletin; default: two or three")
    asked = parser.parse_args()
    written(asked.folder, asked.count, asked.seed, articles=asked.articles)
    print(f"{asked.count} bulletins of {len(cities())} cities in {asked.folder}")


if __name__ == "__main__":
    main()
