"""What a figure is in its sentence: a result, a goal, a goal or an earlier value quoted, a rate of completion, a correction; and what is claimed of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from extractors.checks.reading import Reading
from extractors.checks.template import FIGURES, PERCENT, PERIOD, compile
from extractors.model import Figure
from extractors.series import places
from extractors.series.records import Claim, Observation, Quality
from extractors.series.stretches import Stretch

if TYPE_CHECKING:
    from extractors.series.scene import Scene
    from extractors.series.state import SentenceState

_AIM = "(?:目标任务|任务|计划|目标|指标)(?:任务|总数|数)?"
_RATED = (
    compile(f"(?:完成|为|是|占|达到?|相当于|超过)<-16>{_AIM}<-4><v:target>的?<p:rate>"),
    compile(f"(?:完成|为|是|占|达到?|相当于)<-8><v:target>的?{_AIM}的?<p:rate>"),
)
_UNRATED = compile(f"完成<-16>{_AIM}的?(?:比例|进度)(?:相应|随之)?(?:更正|调整|改)?为<p:rate3>|(?:完成|为|是|占|达到?|相当于)了?<-16>{_AIM}的?<p:rate>|完成率(?:为|达到?|是)?<p:rate2>")
_MET = compile(f"(?:超过|超出|高于|低于|未达到?|达到|完成了?|实现了?)<-6><v:target>的?{_AIM}|(?:完成|超过|达到)<-8>{_AIM}<v:target2>(?!的?<p>)")
_BASE = compile("(?:比|较|为|是)(?P<when><-14>)的?<v:base>")
_FROM_TO = compile("(?:由|从)<-8><f:from><-6>(?:增加|增长|上升|提高|提升|发展|扩大|减少|下降|降低|缩减|调整|调减|调增|调低|调高|上调|下调|核减|核增|追加|压缩|修订|变更|增|升|降|减|改)(?:到|至|为)<f:to>")
_CORRECTED = compile("<v:old>”?[，（]?(?:经<-8>，?)?(?:应当?为|应更正为|更正为|应改为|改为|实为|应是)“?<-4><v:new>")
_WAYS = "增长|增加|上升|提高|扩大|下降|减少|降低|缩减|回落"
_FALLS = ("下降", "减少", "降低", "缩减", "回落", "少", "减")
_THAN = f"[，、（]?(?:(?:比|较|与){PERIOD}(?:相比)?，?|同比|环比)(?:分别|净|又)?"
_GROWN_ONCE = compile(f"<v:now>(?:（[^）]{{0,24}}）)?{_THAN}(?P<way>{_WAYS}|多|少|增|减)了?<f:by>")
_GROWN = compile(f"<v:now>{_THAN}(?:{_WAYS}|多|少|增|减)了?<f>{_THAN}(?P<way>{_WAYS}|多|少|增|减)了?<f:by>")
"""A second comparison of the same value: 320件，较上月增长8.5%，比去年同月增加12件."""
_SOON = timedelta(days=31)
_CHANGE = re.compile(r"(?:增长|增加|增幅|增速|下降|减少|降低|降幅|提高|上升|提升|净增|净减|多|少|高|低|同比|环比|增|减|减幅|相差|超出|高出|结转|补贴|奖励)了?$")
_REACHED = re.compile(r"(?:增加|增长|下降|减少|降低|提高|上升|提升|增|减|发展|扩大)(?:到|至|为)$")
_PLANS = re.compile(r"(?<![按照入列])(?:计划(?!数|的|单|生育|内)|力争|确保|要求|目标(?:是|为|：|任务)|争取|预期|拟|务必|将(?=分|组织|举办|开展|投入|安排|新建|建立|培训|推动|实现|完成|达到)|要(?=达到|新建|发展|实现|完成|确保|力争))")
_EACH = re.compile(r"平均|人均|户均|每[家户人名个期次场批幢条件天日月年]?|人次均|件均|其他|其余|其它|另有|还有|最高|最低|标准")
_SHARE = re.compile(r"占[^率]*$")
_SETS = re.compile(r"(?:目标|任务|计划|指标)[^，。；]{0,8}(?:分解|下达|确定|是|为|：)")
_EXCEEDED = re.compile(r"^[，、（]?(?:已|均|也|并|还)?(?:提前|全面|圆满)?(?:超额(?:提前|全面|圆满)?完成|超过)[^，。；]{0,16}?(?:任务|目标|计划|指标)")
_COMPLETED = re.compile(r"^[，、（]?(?:已|均|也|并|还)?(?:提前|全面|圆满|如期|顺利|按时|胜利)*完成了?[^，。；]{0,16}?(?:任务|目标|计划|指标)")
_FAILED = re.compile(r"^[，、（]?(?:尚|还|均)?(?:未|没有|没能|未能)(?:如期|按期)?完成[^，。；]{0,16}?(?:任务|目标|计划|指标)")
_ORDINAL = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}
_RANK = re.compile(
    r"^[，、（]?(?:新建|工会|组建|发展|会员|在|数量?|总量|总数|人数|总额|均|位|名)*(?:居|列|排|排名|排在|居于)(?:全[国省市县区州]|各[县市区（）、地]+)?(?:的)?"
    r"(?:(?P<first>首位|榜首|第一|之首|首)|第(?P<nth>[一二三四五六七八九十])位?)"
)
_NAMED_RANK = re.compile(r"(?P<place>[\u4e00-\u9fa5]{2,8}?[市县区旗])(?:的)?(?:总量|总数|数量|人数)?(?:(?P<first>居首位?|位居第一|列第一位?|居第一位?|居榜首)|(?P<second>次之|居第二位?|列第二位?|位居第二))")
_BY_RATE = re.compile(r"增幅|增速|增长|进度|比例|完成率|率|占比|提高")
_EXPLAINED = re.compile(r"撤并|合并|并入|划归|划入|划出|区划|核减|重复上报|口径|注销|撤销|清理|兼并|重组|破产|关停|改制|整合|拆分|自然减员|退会|专项(?:行动|整治|清理)|首次纳入|新纳入|扩面")
_CORRECTING = re.compile(r"更正|勘误|订正|刊误")
_PRELIMINARY = re.compile(r"(?<!比)(?<!与)(?<!较)(?:初步(?:统计|核算|汇总|估算|测算|数)|快报数|预计|估计|不完全统计)")
_VERIFIED = re.compile(r"(?:经[^，。；]{0,14})?(?:核定|核实|核查|审定|审核|确认|决算|终审)(?!制度|对象|标准|检查|拨付)")


@dataclass(frozen=True, slots=True)
class Notes:
    """What holds for a whole article."""

    explained: bool
    correcting: bool


def notes(skeleton: str) -> Notes:
    return Notes(bool(_EXPLAINED.search(skeleton)), bool(_CORRECTING.search(skeleton)))


@dataclass(frozen=True, slots=True)
class Marks:
    """A sentence's figures by what templates say of them: position in the skeleton → kind."""

    kinds: dict[int, str]
    targets: dict[int, int | None]
    """Rate of completion → the printed target, ``None`` where none is printed."""
    reports: bool
    text: str
    grown: dict[int, tuple[int, Claim]]
    """Rate of growth over the year before → the figure that has grown, and which way."""

    def kind(self, spot: int, label: str, rest: str, figure: Figure) -> str:
        """quoted, base, second, revised, retracted, correction, completion, growth, change, skip, or plain."""
        if (known := self.kinds.get(spot)) is not None:
            return known
        if figure.unit in ("个百分点", "百分点", "倍", "番") or (_CHANGE.search(label) and not _REACHED.search(label)) or _EACH.search(label):
            return "skip"
        if label.endswith("分") and figure.unit in ("批", "期", "步", "轮", "次", "个阶段", "阶段"):
            return "skip"  # 分三批
        if figure.unit == "%" and label.endswith("完成"):
            return "completion"
        if figure.unit in ("%",) and ("率" not in label or _SHARE.search(label)):
            return "skip"
        if rest.startswith(("企业", "的企业", "规模")) and figure.text.endswith(("以上", "以下")):
            return "skip"
        return "plain"

    def quality(self, of: Notes) -> Quality:
        if _PRELIMINARY.search(self.text):
            return "preliminary"
        return "verified" if _VERIFIED.search(self.text) and not of.correcting else "plain"


_DEMANDS = re.compile("要求|力争|确保|务必|争取")


def demands(before: str) -> bool:
    """Whether a demand stands before a figure in its sentence: stronger than a plan that a report may quote."""
    return bool(_DEMANDS.search(before))


def plans(before: str) -> bool:
    """Whether words of intent stand before a figure in its sentence."""
    return bool(_PLANS.search(before))


def sentence(skeleton: str, start: int, end: int) -> Marks:
    """The marks of the sentence ``skeleton[start:end]``."""
    kinds: dict[int, str] = {}
    targets: dict[int, int | None] = {}
    for pattern in _RATED:
        for m in pattern.finditer(skeleton, start, end):
            kinds.setdefault(m.start("target"), "quoted")
            kinds.setdefault(m.start("rate"), "completion")
            targets.setdefault(m.start("rate"), m.start("target"))
    for m in _UNRATED.finditer(skeleton, start, end):
        rate = max(m.start("rate"), m.start("rate2"), m.start("rate3"))
        kinds.setdefault(rate, "completion")
        targets.setdefault(rate, None)
    reports = bool(kinds)
    for m in _MET.finditer(skeleton, start, end):
        at = m.start("target") if m.start("target") >= 0 else m.start("target2")
        if re.search(f"[{FIGURES}][^。]*$", skeleton[start:at]):
            kinds.setdefault(at, "quoted")
            reports = True
    for m in _FROM_TO.finditer(skeleton, start, end):
        aims = re.search(r"(?:任务|目标|计划|指标)数?(?:已)?$", skeleton[max(start, m.start() - 6) : m.start()])
        kinds.setdefault(m.start("from"), "revised" if aims else "base")
        kinds.setdefault(m.start("to"), "second")
    for m in _CORRECTED.finditer(skeleton, start, end):
        kinds.setdefault(m.start("old"), "retracted")
        kinds.setdefault(m.start("new"), "correction")
    grown: dict[int, tuple[int, Claim]] = {}
    for pattern in (_GROWN, _GROWN_ONCE):
        for m in pattern.finditer(skeleton, start, end):
            kind = "growth" if skeleton[m.start("by")] == PERCENT else "change"
            if kinds.setdefault(m.start("by"), kind) == kind:
                grown[m.start("by")] = m.start("now"), "fell" if m["way"] in _FALLS else "rose"
    for m in _BASE.finditer(skeleton, start, end):
        when = m.group("when")
        if _CHANGE.search(when):
            continue  # 比年初增加251家: no base
        if m.group()[0] in "比较":
            kinds.setdefault(m.start("base"), "base" if PERIOD in when else "skip")
        elif PERIOD in when and re.search(f"{PERIOD}(?:同期|末|底)?的?$", when) and skeleton[m.end() : m.end() + 2][:1] == "的":
            kinds.setdefault(m.start("base"), "base")
    return Marks(kinds, targets, reports, skeleton[start:end], grown)


def aims(s: SentenceState, figure: Figure, spot: int, when: Stretch | None, listed: bool) -> bool:
    """Whether the figure at ``spot`` is a goal: the words say so, and its days are not over."""
    if listed and s.head_aims:
        return True
    issued = s.article.facts.context.issued
    before = s.before(spot)
    clause = re.split("[，。；：]", before)[-1]
    own = when if s.scene.dated(spot) else None
    ahead = issued is None or own is None or own.last is None or own.last > issued
    if ahead and (plans(clause) or (own is not None and demands(before))):
        return True
    if clause == "即" and s.said and s.said[-1].role == "target":
        return True
    if s.marks.reports or (issued and when and when.last and when.last <= issued and (when.instant or not when.deadline)):
        return False
    if issued and when and when.last and when.last > issued + _SOON:
        return True
    return figure.start in s.article.aims or plans(before)


def claims(text: str, end: int, said: Sequence[Observation], reading: Reading, scene: Scene) -> Iterator[Observation]:
    """The observations of a sentence with what the words behind them claim."""
    spots = [reading.position[o.start] for o in said]
    named = _named_ranks(text, spots, end, said, scene)
    for i, o in enumerate(said):
        stop = next((j for j in range(spots[i] + 1, end) if text[j] in FIGURES), end)
        chunk = text[spots[i] + 1 : stop]
        chunk = chunk.split("；")[0]
        cut = stop < end and "；" not in text[spots[i] + 1 : stop]
        if o.role == "result" and o.unit != "%":
            numeric = cut and not re.search("[，。]", chunk[1:])  # 完成任务600家的…: the rate speaks for itself
            if _EXCEEDED.search(chunk) and not numeric:
                o = replace(o, claim="exceeded")
            elif _FAILED.search(chunk):
                o = replace(o, claim="failed")
            elif _COMPLETED.search(chunk) and not numeric:
                o = replace(o, claim="completed")
            if (m := _RANK.match(chunk)) and not _BY_RATE.search(m.group()):
                o = replace(o, rank=1 if m["first"] else _ORDINAL[m["nth"]])
            elif i in named:
                o = replace(o, rank=named[i])
        yield o


def _named_ranks(text: str, spots: Sequence[int], end: int, said: Sequence[Observation], scene: Scene) -> dict[int, int]:
    """江山市总量居首，柯城区次之 after a list: index of the list's item → rank."""
    out: dict[int, int] = {}
    if not spots:
        return out
    for m in _NAMED_RANK.finditer(text, spots[0], end):
        before = [i for i, s in enumerate(spots) if s < m.start()]
        if not before or _BY_RATE.search(text, spots[before[-1]], m.start()):
            continue
        key = said[before[-1]].key
        place = next((r for n in range(2, 9) if (r := places.region_before(m["place"][-n:]))), "")
        path = places.path(place, scene.near) if place else ""
        mine = [i for i in before if said[i].key == key and said[i].place == path]
        if mine:
            out[mine[-1]] = 1 if m["first"] else 2
    return out
