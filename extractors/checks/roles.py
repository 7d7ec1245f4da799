"""What part a figure plays in its clause, told from the words around it: a level that may be a whole, or a mean, a change, an aim, an old level."""

from __future__ import annotations

import re

from extractors.checks.reading import Reading
from extractors.checks.template import FIGURES, STOPS
from extractors.model import Figure

_CLAUSE = "，；：、（）" + STOPS + FIGURES
_MEAN = re.compile("平均|[人户家场次期篇均]均|每[^每]{1,6}$|每[人户家名位场期次批组个][^，]{0,6}$")
_SHIFT = re.compile(
    "(?:净增|净减|增加|增长|减少|下降|提高|上升|降低|高出|多|少|增|减|升|降|调增|调减)[加长]?(?:了|约|近|会员|工会|企业|职工)*$"
)
_AIM = re.compile("(?:目标|任务|计划|指标|要求|应)(?:数|为|是|的|完成|新建|发展|培训)*[^，]{0,4}$")
_OF_AIM = re.compile("的?(?:目标|任务|计划|指标)")
THAN = "(?:(?<![占同环对相之正反配百评])比(?![武赛拼例重率分学])|(?<!比)较)"
_OLD = re.compile(THAN + "[^，；。]{0,14}$")


def is_mean(reading: Reading, figure: Figure) -> bool:
    """平均每个工会⟨35家⟩, 人均⟨500元⟩."""
    return _MEAN.search(reading.before(figure, 16, _CLAUSE)) is not None


def is_shift(reading: Reading, figure: Figure) -> bool:
    """净增⟨2.84万人⟩, 多⟨21家⟩."""
    return _SHIFT.search(reading.before(figure, 8, _CLAUSE)) is not None


def is_aim(reading: Reading, figure: Figure) -> bool:
    """完成全年任务⟨600家⟩的…, ⟨10000名⟩目标."""
    return _AIM.search(reading.before(figure, 12, _CLAUSE)) is not None or _OF_AIM.match(reading.after(figure, 6)) is not None


def is_old(reading: Reading, figure: Figure) -> bool:
    """比去年同期的⟨113家⟩."""
    return _OLD.search(reading.before(figure, 18, _CLAUSE)) is not None


def is_level(reading: Reading, figure: Figure) -> bool:
    """Whether the figure may be the whole of what follows."""
    return not (is_mean(reading, figure) or is_shift(reading, figure) or is_aim(reading, figure) or is_old(reading, figure))
