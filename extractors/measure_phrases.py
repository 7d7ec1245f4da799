"""The measure of each figure of a sentence: the noun phrase on its left or right, a share of a list's, or that of a figure before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors import measure_labels as labels
from extractors import noun_phrases as np
from extractors import phrase_words as pw
from extractors.divisions import is_name
from extractors.measure_bridges import RATES, TOTALS, alone, compared, from_following, gained, is_rate, paid
from extractors.measure_leaning import LASTS, PLANS, REACH, among, headless, of_before
from extractors.measure_lists import conjuncts, owners_again, run_of, share
from extractors.model import Offsets, Quantity
from extractors.noun_phrases_right import right
from extractors.slots import Sentence, Slot
from extractors.subjects import place_at

_NUMERALS = frozenset("一二三四五六七八九十百千万两几数半〇零0123456789０１２３４５６７８９")
_PHYSICAL = frozenset(("area", "other-measure"))
_PLACE_ENDS = frozenset("省市县区州盟旗镇乡")
_EACH = re.compile("(?:平均|人均)?每(?:[名个家户位人次场期批队组项条件份年月天餐班类](?:企业)?|场次|人次|企业)\\Z")
_LASTING = re.compile("的?(?:时间|期间|之内|内|来)")
_THINGS = frozenset(("部门", "单位", "企业", "城市", "省份", "国家", "学科", "班组"))
_EVENTS = frozenset(("次", "场", "期", "轮", "场次", "批", "批次", "项", "班次"))
_PARTS = ("其中", "同比", "比", "较")
_COMPARED = re.compile("[（(][^，；。：、）)]{0,2}(?:去年|上年|上月|上季|前年|往年|上一年|同期)")
_WORTH = frozenset(("价值", "折合", "折价", "折款", "折资", "折算", "共折合", "总价值"))
_ACTS = _EVENTS | {"人次", "份", "单", "餐", "顿", "小时", "课时", "学时"}
_PREDICATES = frozenset(("verb", "link", "growth", "adverb", "link-adverb", "preposition"))
_SPLITS = ("工种", "行业", "岗位", "项目", "产业", "县区", "乡镇", "街道", "园区", "班组")  # before a rate: 6个工种|计件单价上调7%
_REST = ("其他", "其它", "其余")
_GAPS = " \u3000（(：:"
_STATE = re.compile("(?:情况|参差不齐|不平衡|不一|如下|良好)+$")
_BARE = frozenset(("一份", "一个", "一套", "一台", "一件", "一笔", "一次性"))


class Measures:
    """Reads measures, sentence by sentence. ``masked``: ``text`` with periods and names blanked."""

    def __init__(self, text: str, masked: str) -> None:
        self.text, self.masked = text, masked
        self.earlier: list[Slot] = []  # the figures of the sentence before, in the same paragraph

    def read(self, sentence: Sentence, quantities: Sequence[Quantity]) -> list[Slot]:
        """A slot per figure, with measure, links, label and, where a place stands before the measure, subject."""
        if sentence.fresh:
            self.earlier = []
        slots = [Slot(q) for q in quantities]
        begin, run_end = sentence.start, -1
        for index, slot in enumerate(slots):
            q, before = slot.q, slots[index - 1] if index else None
            clause = max(begin, sentence.clause(q.start), q.start - REACH)
            if clause == q.start > max(begin, sentence.start) and self.masked[clause - 1] in "：:":  # 医疗救助：86人
                clause = max(begin, sentence.clause(clause - 1), q.start - REACH)
            each = _EACH.search(self.masked, clause, q.start) if self.masked.find("每", clause, q.start) >= 0 else None
            phrase = np.left(
                pw.words_of(self.masked[clause : each.start() if each else q.start].rstrip(_GAPS)),
                slot.counts,
                q.text[0] not in _NUMERALS,
                q.kind in _PHYSICAL,
                q.unit in _ACTS,
            )
            links = slot.links = phrase.words[phrase.end :]
            if phrase.text in _BARE or (q.kind == "percent" and not links and self.masked.startswith("的", q.end) and not phrase.text.endswith(RATES)):
                phrase.drop()  # 购买一份100元的保险, 结果表明83%的职工
            if compared(phrase) or (q.kind == "duration" and "连续" in links):
                phrase.drop()  # 比上届大会提高2个百分点, 工会连续6年开展
            if phrase.start == phrase.end and phrase.words and phrase.words[-1] in _REST:
                slot.label = (q.start - len(phrase.words[-1]), q.start)
            slot.growth = not pw.GROWTH.isdisjoint(links)
            begin = q.end
            if index <= run_end:
                continue
            points = q.unit == "个百分点" and (phrase.text.startswith("超") or phrase.text.endswith(tuple(PLANS)))  # 超省定目标1.5个百分点
            gain = gained(self.masked, clause, q)
            if gain:
                slot.measure, slot.span = self.masked[gain[0] : gain[1]], gain
            elif phrase.start < phrase.end and not points and not of_before(self, slot, phrase, clause, slots[:index]):
                self._take(slot, phrase, clause)
            if q.unit in _THINGS and slot.measure is None and (at := q.text.rfind(q.unit)) > 0:
                slot.measure, slot.span = q.unit, (q.start + at, q.start + at + len(q.unit))
            elif slot.measure is None or (slot.counts and q.unit and q.kind not in LASTS):
                begin = self._right(slot, sentence, slots[index + 1].q if index + 1 < len(slots) else None)
            listed = "分别" in phrase.words or "依次" in phrase.words
            if listed or (index + 1 < len(slots) and phrase.end - phrase.start > 2 and not slot.counts):
                last = run_of(self.text, slots, index)
                if last > index and (listed or conjuncts(phrase) == last - index + 1):
                    run_end = last
                    share(self, slots, index, run_end, phrase, clause)
            if slot.measure is None:
                self._inherit(slots, index, sentence, clause, phrase)
            if slot.measure is None and not (phrase.start == phrase.end and q.kind in ("percent", "count") and among(self, slot, clause, before)):
                self._object(slot, slots[index + 1].q.start if index + 1 < len(slots) else sentence.end)
        owners_again(self.text, slots)
        from_following(self.masked, slots)
        self.earlier = slots
        return slots

    def clean(self, at: int, end: int) -> tuple[str | None, Offsets | None]:
        """The measure as printed, without what only counts or points (各类, 每人每年), and its span."""
        return labels.bare(self.text, at, end)

    def _take(self, slot: Slot, phrase: np.Left, clause: int) -> None:
        """The measure from the phrase on the left; a place before it is the subject."""
        masked, words = self.masked, phrase.text
        at = clause + phrase.offset
        end = at + len(words)
        place = place_at(masked, at, min(end, at + 12))
        payment = paid(phrase) if slot.q.kind == "money" else None
        if payment:
            at = clause + sum(map(len, phrase.words[: payment[0]]))
            slot.measure, slot.span = self.clean(at, at + sum(map(len, phrase.words[payment[0] : payment[1]])))
            return
        if place and (place[1] == end or end - place[1] >= 2):
            slot.subject = self.text[place[0] : place[1]], place
            at = place[1]
        elif masked[end - 1] in _PLACE_ENDS and not place:
            size = next((n for n in range(6, 1, -1) if end - n > at and is_name(masked[end - n : end])), 0)
            if size:  # 新建工会甲县12家
                slot.subject = self.text[end - size : end], (end - size, end)
                end -= size
                words = words[:-size]
        slot.label = labels.label_of(masked, at, end, clause, slot.counts) if at < end else None
        if slot.label:
            return
        if at == end or words in labels.OTHERS:
            slot.label = (at, end) if at < end else None
            return
        if words in PLANS:
            at, end = self._of_plan(slot, phrase, clause, at, end)
        if words.endswith("占比") and len(words) > 2:
            end -= 2  # 一线职工占比70%: a share of the part
        slot.measure, slot.span = self.clean(at, end)

    def _of_plan(self, slot: Slot, phrase: np.Left, clause: int, at: int, end: int) -> Offsets:
        """A share of a plan measures what stands before (入会率要达到目标的80%), else the plan with its period (全年任务)."""
        whole = np.left(phrase.words[: phrase.start], slot.counts)
        if slot.links[:1] == ["的"] and whole.start < whole.end:
            at = clause + whole.offset
            return at, at + len(whole.text)
        while at > clause and self.masked[at - 1] == pw.PERIOD_MARK:
            at -= 1
        return at, end

    def _right(self, slot: Slot, sentence: Sentence, following: Quantity | None) -> int:
        """The measure from the phrase on the right; returns where the next figure's own words begin. ``following``: the next figure."""
        masked, q = self.masked, slot.q
        after = sentence.end if following is None else following.start
        if slot.counts and q.end < after and masked[q.end] == pw.NAME_MARK and slot.measure is None:  # 8个县总工会
            stop = next((at for at in range(q.end, after) if masked[at] != pw.NAME_MARK), after)
            slot.measure, slot.span = self.clean(q.end, stop)
            return stop
        if q.end >= after or masked[q.end] in "，、。；（(）)”：":
            return q.end
        if q.kind == "duration":
            time = _LASTING.match(masked, q.end, after)
            if time:
                return time.end()
        close = sentence.clause_end(q.end)
        stop = close - 1 if close <= after and close < sentence.end + 1 and masked[close - 1] in "，；：;:。！？\n," else after
        marked = stop < after or following is None
        stop = min(stop, q.end + REACH)
        if stop <= q.end:
            return q.end
        words = pw.words_of(masked[q.end : stop])
        if q.kind == "duration" and not marked and slot.measure is None and len(words) == 1 and pw.kind_of(words[0]) is None:
            slot.measure, slot.span = self.clean(q.end, stop)  # 24小时驿站46家: both are of the stations
            return q.end
        part = q.text.endswith(("数", "成", "一", "二", "三")) and q.kind == "percent" and not slot.measure  # 半数职工, 三分之二的企业
        aged = q.kind == "age" and (q.comparator is not None or q.low != q.high)  # 35岁以下职工
        led = words[0] == "的" or part or aged or (q.kind == "percent" and slot.measure is None and is_rate(words))
        if not led and (q.kind in LASTS or (not slot.counts and (q.kind == "percent" or slot.measure))):
            return q.end
        if not slot.counts and slot.measure:
            return q.end
        start, end, whole = right(words, not marked, q.unit in _EVENTS, q.kind == "money", slot.people or q.unit == "户")
        if start == end:
            return q.end
        if whole and not marked and slot.measure:
            return q.end
        lone = whole or all(pw.kind_of(word) in pw.LINKS for word in words[end:])
        if lone and not marked and following is not None and following.kind == "percent":  # 16家企业|入会率超过90%
            end = next((n for n in range(start + 1, end) if pw.is_patient(words[n - 1]) or words[n - 1].endswith(_SPLITS)), end)
        if q.kind == "percent" and end < len(words) and pw.kind_of(words[end]) in _PREDICATES:  # 70%的职工|收入增加
            end = next((n for n in range(end, start, -1) if pw.is_patient(words[n - 1])), end)
        at = q.end + sum(map(len, words[:start]))
        to = at + sum(map(len, words[start:end]))
        slot.measure, slot.span = self.clean(at, to)
        ranged = q.comparator is not None or q.low != q.high
        shared = ranged and (slot.people or q.kind == "age") and end == len(words)  # 百人以上企业6家: both are of the firms
        return q.end if not marked and (shared or words[end + 1 : end + 2] == ["率"] or (end < len(words) and words[end].endswith("率"))) else to

    def _object(self, slot: Slot, end: int) -> None:
        """What follows the verb behind a figure that nothing else names: 5人荣获五一劳动奖章, 投入30万元改造食堂."""
        q = slot.q
        words = pw.words_of(self.masked[q.end : min(end, q.end + REACH)])
        if words and pw.kind_of(words[0]) in ("verb", "deverbal", "aspect") and not slot.growth and q.kind in ("money", "count"):
            head = next((n for n in range(1, len(words)) if pw.kind_of(words[n]) != "verb"), 1)
            first, last, _ = right(words[head:], False)
            if q.unit == "人次" and len(words) == 1 and words[0] not in pw.GENERIC:
                slot.measure, slot.span = self.clean(q.end, q.end + len(words[0]))  # 吸引34万人次观看
            if first < last:
                at = q.end + sum(map(len, words[: head + first]))
                slot.measure, slot.span = self.clean(at, at + sum(map(len, words[head + first : head + last])))

    def _inherit(self, slots: list[Slot], index: int, sentence: Sentence, clause: int, phrase: np.Left) -> None:
        """The measure of an earlier figure: of the same unit where this one counts, else of the one before; for the first, that of the list's head."""
        slot = slots[index]
        earlier = [s for s in slots[:index] if s.measure]
        if slot.growth or slot.people:  # 完成年度任务的28%，同比增长9.7%: the plan did not grow
            earlier = [s for s in earlier if not (s.measure or "").endswith(tuple(PLANS))] or earlier
        beside = index and headless(slots[index - 1]) and slots[index - 1].q.kind == "percent"  # 满意的占52%，一般的占31%
        if not beside and (headless(slot) or (slot.label and slot.q.kind == "percent")):  # 女性占六成
            earlier = [s for s in earlier if s.counts and s.q.kind not in LASTS] or earlier
        if slot.q.kind == "duration" and not "".join(slot.links).strip(pw.PERIOD_MARK) and phrase.start == phrase.end:
            return  # 五年累计发放926万元
        if slot.q.unit == "个百分点":  # 签订率95%，覆盖3万人，提高3个百分点: the rate rose
            earlier = [s for s in earlier if s.q.kind == "percent"][-1:] or earlier
        if slot.q.kind == "money" and earlier and not _WORTH.isdisjoint(slot.links):  # 送去口罩3万只，折款17万元: the goods
            if clause == sentence.start or slots[index - 1].q.end > sentence.clause(clause - 1) or not self._of_head(slot, sentence, clause):
                slot.copy(earlier[-1])
            return
        if index and earlier and earlier[-1] is slots[index - 1] and _COMPARED.match(self.text, slots[index - 1].q.end, slot.q.start):
            slot.copy(earlier[-1])  # 案件数增长13.2%（去年同期为129件）
            return
        if earlier:
            if slot.counts and not headless(slot) and self._before_verb(slot, clause, phrase):
                return
            if slot.q.kind == "percent" and not slot.growth and not slot.links and slot.q.unit == "%":  # 四成表示愿意: not of the money before
                earlier = [s for s in earlier if s.q.kind == "percent" or s.counts] or earlier
            if slot.counts and not slot.growth:  # a count is not of what a rate measures
                earlier = [s for s in earlier if s.q.kind != "percent" or pw.is_patient(s.measure or "")]
                if not earlier:
                    return
            same = [s for s in earlier if s.like(slot.q)] if slot.counts or slot.q.kind == "money" else earlier
            if slot.q.kind == "money" and not (same or slot.growth or slot.label) and _WORTH.isdisjoint(slot.links):
                return  # 走进136个点位，投入128万元
            bare = self.text[slots[index - 1].q.end : slot.q.start] in ("", "、", "（", "(")  # 137件、425人次
            if same or bare or slot.growth or not (slot.people or alone(slots[index - 1], slot)):
                if bare and slots[index - 1].measure:
                    source = slots[index - 1]
                elif slot.label and slot.counts and same:
                    source = same[0]
                else:
                    source = (same or earlier)[-1]
                slot.copy(source)
                if slot.label and slot.span:
                    slot.measure, slot.span = labels.without_level(self.text, slot.span)
                if slot.subject is None and slot.growth:
                    slot.subject = source.subject
        elif not (self._from_sentence_before(slot, sentence) or self._before_verb(slot, clause, phrase)):
            named = slot.subject or self.masked.startswith(pw.NAME_MARK, slot.q.start - 1)
            hangs = slot.label or named or slot.growth or (slot.q.kind == "percent" and slot.links)
            lasted = (slot.q.kind == "duration" and slot.links) or not TOTALS.isdisjoint(slot.links)  # 举办运动会，历时4天
            if (hangs or lasted) and index == 0 and clause > sentence.start:
                self._of_head(slot, sentence, clause)

    def _from_sentence_before(self, slot: Slot, sentence: Sentence) -> bool:
        if slot.label or slot.subject or self.text.startswith(_PARTS, sentence.start):
            measured = [s for s in self.earlier if s.measure]
            same = [s for s in measured if s.q.unit == slot.q.unit] or (measured if slot.growth else [])
            if same:
                slot.copy(same[0 if slot.counts else -1])
                return True
        return False

    def _before_verb(self, slot: Slot, clause: int, phrase: np.Left) -> bool:
        """The noun before the verb that stands right before the figure: 经费代收1.8亿元."""
        words = phrase.words[: phrase.end]
        if len(words) < 2 or pw.kind_of(words[-1]) != "verb":
            return False
        if (slot.q.unit in _EVENTS and words[-1] not in pw.GENERIC and len(words[-1]) > 1) or (slot.q.unit == "人次" and words[-1] in pw.ACTS):
            at = clause + sum(map(len, words[:-1]))
            slot.measure, slot.span = self.clean(at, at + len(words[-1]))  # 职工打卡6万次
            return True
        before = np.left(words[:-1], slot.counts)
        if before.start and words[before.start - 1] in ("被", "由", "经", *pw.FOR):
            return False  # 被厂方采纳126条
        if slot.q.kind == "money" and (before.text.endswith(pw.AGENTS) or any(map(pw.is_person, before.words[before.start : before.end]))):
            return False  # 工会筹资35万元, 职工每人交纳60元
        if before.start < before.end == len(words) - 1 and before.text != "新":
            at = clause + before.offset
            slot.measure, slot.span = self.clean(at, at + len(before.text))
        return slot.measure is not None

    def _of_head(self, slot: Slot, sentence: Sentence, clause: int) -> bool:
        """The noun of the clause before: 新建工会情况是：甲县12家, 职工踊跃捐款。其中：甲县5万元."""
        end = clause - 1
        begin = sentence.clause(end)
        if begin == sentence.start and not sentence.fresh and self.masked[begin:end] == _PARTS[0]:
            end = begin - 1
            begin = 1 + max(self.masked.rfind(mark, 0, end) for mark in "，。；：\n")
        begin = max(begin, end - REACH)
        phrase = np.left(head := pw.words_of(self.masked[begin:end]), True, "发展" not in head)
        at = begin + phrase.offset
        slot.measure, slot.span = self.clean(at, at + len(_STATE.sub("", phrase.text)))
        return slot.measure is not None
