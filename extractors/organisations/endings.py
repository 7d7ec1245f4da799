"""What is hung on behind a name: departments, branches, unions of firms, and what these have in turn."""

from __future__ import annotations

from dataclasses import replace

from extractors.organisations.mention import Mention, Run
from extractors.organisations.vocabulary import (
    BODY,
    BREAK,
    COMMON,
    DIVISION,
    GENERIC,
    HEAD,
    LEAD,
    NAME,
    NATIONAL,
    OPEN,
    ORDINAL,
    PERSON,
    PLACE,
    SCOPE,
    SHORT,
    SOFT,
    TOWN,
    UNKNOWN,
    load,
)

LONGEST_GAP = 16
"""Characters between a head and the next one that belongs to it."""
_ENDS = frozenset({BREAK, GENERIC, NATIONAL, PLACE, OPEN, BODY})
_ANNEXES = frozenset({"branch", "firm", "school", "venue", "site"})
_DESCRIBING = frozenset({UNKNOWN, NAME, DIVISION, SHORT, ORDINAL, COMMON, TOWN})
_ELSEWHERE = frozenset({DIVISION, SHORT, TOWN})
_OWNERS = frozenset({"territory", "union", "national", "office"})
_SERVICES = frozenset({"交警支队", "交警大队", "支队", "大队", "总队", "分局", "派出所"})
_MATTERS = ("经费", "法", "会员", "组织率")


def extended(run: Run, found: Mention, at: int) -> tuple[Mention, int]:
    """The name with all that is hung on behind it (…有限公司 + 工会 + 女职工委员会), and its last token."""
    while (step := _next_head(run, at)) is not None:
        grown = _hung(run, found, at + 1, step)
        if grown is None:
            break
        found, at = grown, step
    return found, at


def _next_head(run: Run, at: int) -> int | None:
    limit = run.tokens[at].end + LONGEST_GAP
    for i in range(at + 1, len(run.tokens)):
        t = run.tokens[i]
        if t.kind in _ENDS or t.start > limit:
            return None
        if t.kind == HEAD:
            return i
    return None


def _hung(run: Run, found: Mention, begin: int, at: int) -> Mention | None:
    """The name with the head ``at``, if tokens ``begin`` to ``at`` may stand between."""
    cls, kinds = run.word(at).head, run.kinds(begin, at)
    office = run.printed(at) == "办事处"
    if found.type == "union" and begin == at and cls == "territory" and run.printed(at) in load().departments:
        end = run.tokens[at].end  # 组织部 and 宣传部 are the party's elsewhere; 组织部分职工 is 组织 + 部分
        return None if run.text[end : end + 1] in ("分", "门", "署") else replace(found, end=end, cls="part")
    if begin < at and run.tokens[begin].kind == LEAD and cls != "part" and not (cls == "venue" and at - begin == 1):
        return None
    elsewhere = (
        office
        or run.printed(at) == "分局"
        or (found.firm and (cls not in ("part", "office", "territory") or run.word(at).type == "company"))
    )
    if SCOPE in kinds or (kinds & _ELSEWHERE and not elsewhere):
        return None
    if found.type == "union" and office:
        return replace(found, end=run.tokens[at].end, cls="part")
    if cls == "union":
        return _with_union(run, found, begin, at, kinds)
    if (
        cls == "part"
        or (cls == "office" and found.type == "government" and run.printed(at) in _SERVICES)
        or (cls in ("venue", "school") and found.cls in _OWNERS and not found.firm)
    ):
        return _with_part(run, found, begin, at)
    if found.firm and (cls in _ANNEXES or (cls == "office" and run.word(at).type == "company")):
        return _with_annex(run, found, begin, at, kinds)
    if cls == "group" and run.size(begin, at) <= 12 and PERSON not in kinds:
        head = run.tokens[at]
        return replace(found, end=head.end, cls="group", type=run.word(at).type, body_end=head.end)
    return None


def _with_union(run: Run, found: Mention, begin: int, at: int, kinds: set[str]) -> Mention | None:
    end, plain = run.tokens[at].end, run.size(at, at + 1) == 2
    if run.text.startswith(_MATTERS, end) or SOFT in kinds:
        return None
    if found.type == "union" and not (found.cls in _OWNERS and (begin < at or not plain) and UNKNOWN not in kinds):
        return None
    own = found.cls in ("territory", "office")  # its name is still to be written out: 市总 + 机关工会
    return replace(found, end=end, cls="union", type="union", body_end=found.body_end if own else end)


def _with_part(run: Run, found: Mention, begin: int, at: int) -> Mention | None:
    """A department; a head of one character (部, 室, 处) needs a describing word."""
    end = run.tokens[at].end
    if run.size(at, at + 1) == 1 and not 0 < run.size(begin, at) <= 8:
        return None
    if run.word(at).type == "party" and run.text.startswith(_POSTS, end):
        return None  # 党组书记 is a post
    kind = run.word(at).type
    kind = found.type if kind in ("same", "institution") or found.type == "union" else kind
    return replace(found, end=end, cls="part", type=kind)


_POSTS = ("书记", "副书记", "成员", "委员", "常委")


def _with_annex(run: Run, found: Mention, begin: int, at: int, kinds: set[str]) -> Mention | None:
    """A branch, a works, a firm of the group: behind the name at once or with a word of its own (南昌 + 分行)."""
    head, word, room = run.tokens[at], run.word(at), run.size(begin, at)
    if room and not kinds & _DESCRIBING:
        return None
    if word.head in ("venue", "site") and head.end - head.start == 1 and not kinds & {DIVISION, SHORT, NAME} and not 2 <= room <= 4:
        return None
    kind = found.type if word.head in ("branch", "venue", "site") else word.type
    return replace(found, end=head.end, cls="school" if word.head == "school" else "firm", type=kind, body_end=head.end)
