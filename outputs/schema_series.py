"""The tables of what was said over time: observations, progress, relations between them."""

from __future__ import annotations

from outputs.columns import ABOUT, ARTICLE, AT, DOCUMENT, FOLLOWS, SERIES, SPAN, VALUE
from outputs.contract import Column, Table
from outputs.labels import CLAIMS, COMPARATORS, KINDS, LINKS, OBSERVATION_ROLES, PROGRESS_STATUSES, QUALITIES

OBSERVATIONS = Table(
    "observations", "观测", "可以跨期相比的每个数一行：谁的、什么指标、哪段时间，指标归为统一说法",
    (
        *AT,
        Column("figure", "text", "数据编号", "即 figures.id"),
        *SPAN,
        *VALUE,
        *ABOUT,
        Column("step", "text", "末位单位", "印出的末位数字的大小，精确的十进制"),
        Column("approximator", "text", "约数词", "余、多、近、约等"),
        Column("unit", "text", "单位", "印出的单位或量词"),
        Column("kind", "text", "类别", "数量的类别", True, KINDS),
        Column("role", "text", "角色", "结果、目标、完成率等", True, OBSERVATION_ROLES),
        Column("measure", "text", "统一指标", "归一之后的指标名称"),
        Column("measure_key", "text", "指标键", "同一指标的各种说法有同一个键", required=True),
        Column("place", "text", "地区", "地区的路径，非地区的组织列在所属地区之下", required=True),
        Column("scope", "text", "口径", "地区的一部分：市区、直属、本级"),
        Column("counted", "text", "计数", "归一之后的量词", required=True),
        Column("period_first", "date", "时期起", "第一天，时点数则空"),
        Column("period_last", "date", "时期止", "最后一天"),
        Column("year", "integer", "年份", "时期止所在的年份"),
        Column("stock", "flag", "时点数", "是某一天的存量，不是一段时间的发生数", required=True),
        Column("running", "flag", "累计", "原文称累计", required=True),
        Column("firm", "flag", "确定", "键与时间确定无疑；否则只作进展的旁证", required=True),
        Column("quality", "text", "性质", "初步、核定、更正等", True, QUALITIES),
        Column("claim", "text", "称", "原文称完成、超额完成或未完成", labels=CLAIMS),
        Column("rank", "integer", "位次", "原文所称的位次", required=True),
        Column("quoted", "flag", "引述", "报告中提到的目标，不是当场下达", required=True),
        Column("explained", "flag", "有说明", "文中说明了撤并、口径、区划等缘由", required=True),
        Column("aim", "text", "要求", "达到或不超过", labels=COMPARATORS),
        Column("relates", "text", "所关", "它所说的那个数（figures.id）：完成率的完成数、更正前的数"),
        Column("against", "text", "所比", "完成率所比的、印出的目标数（figures.id）"),
        Column("title", "flag", "在标题", "是否在标题中", required=True),
        Column("repeats", "text", "重复", "同一报道此前已报过的同一观测，即 observations.id；核对时只计一次"),
        FOLLOWS,
    ),
    order=("document", "start", "id"),
    indexes=(("document", "start", "role"), ("place", "measure_key", "year"), ("place", "year"), ("place", "value"), ("measure_key", "year"), ("article",), ("repeats",)), versioned=True,
)  # fmt: skip

PROGRESS = Table(
    "progress", "进展", "目标与此后的观测：每次报告一行，附算式",
    (
        Column("target", "text", "目标", "目标的观测编号，即 observations.id", required=True),
        Column("observation", "text", "观测", "报告进展的观测编号，即 observations.id", required=True),
        SERIES,
        Column("reported", "date", "报告日期", "报告它的一期的印发日期"),
        Column("as_of", "date", "截止日", "进展数的截止日"),
        Column("status", "text", "状态", "据这次报告的状态", True, PROGRESS_STATUSES),
        Column("share", "real", "完成率", "完成数为目标的百分之几"),
        Column("arithmetic", "text", "算式", "完成数、目标与完成率", required=True),
    ),
    key=("target", "observation"), order=("target", "reported", "observation"), indexes=(("series",),),
)  # fmt: skip

RELATIONS = Table(
    "links", "关联", "观测之间的关系：更正、核定、目标的调整、分解、重述与阶段目标",
    (
        Column("kind", "text", "关系", "关系的种类", True, LINKS),
        Column("source", "text", "后者", "更正者、调整者、下级或阶段目标，即 observations.id", required=True),
        Column("of", "text", "前者", "被更正者、被调整者、上级目标，即 observations.id", required=True),
        SERIES,
    ),
    key=("kind", "source", "of"), order=("kind", "source", "of"), indexes=(("series",), ("of",)),
)  # fmt: skip

TOUCHED = Table(
    "touched", "待核序列", "有新数或撤下的数、跨期核对还未重做的序列",
    (
        Column("place", "text", "地区", "即 observations.place", required=True),
        Column("measure_key", "text", "指标键", "即 observations.measure_key", required=True),
        Column("year", "integer", "年份", "即 observations.year", required=True),
        Column("document", "text", "文件编号", "因哪个文件", required=True),
    ),
    key=("place", "measure_key", "year", "document"), order=("place", "measure_key", "year", "document"), exported=False,
)  # fmt: skip

BANDS = Table(
    "bands", "相似键", "据以找出近似文章的键：两篇文章有一个键相同，便值得一比",
    (
        DOCUMENT,
        ARTICLE,
        Column("band", "text", "键", "文字片段的最小哈希，每篇十六个", required=True),
    ),
    key=("article", "band"), order=("document", "article", "band"), indexes=(("document",), ("band",)), versioned=True, exported=False,
)  # fmt: skip

DUPLICATES = Table(
    "duplicates", "重复报道", "同一报道登了两次（两期各登一次，或一个文件内登了两次）：后登的一篇与先登的一篇为一行",
    (
        Column("article", "text", "后登", "后登的文章，即 articles.id", required=True),
        Column("duplicate_of", "text", "先登", "先登的文章，即 articles.id", required=True),
        Column("similarity", "real", "相似度", "两文共有的三字片段占全部片段的比例，0 至 1", required=True),
        Column("document", "text", "后登文件", "即 documents.id", required=True),
        Column("of_document", "text", "先登文件", "即 documents.id", required=True),
    ),
    key=("article", "duplicate_of"), order=("document", "article", "duplicate_of"), indexes=(("document",), ("of_document",), ("duplicate_of",)),
)  # fmt: skip

UNLINKED = Table(
    "unlinked", "待认重", "写入之后还没有与其他文件比过、看是否重复报道的文件",
    (DOCUMENT,),
    key=("document",), order=("document",), exported=False,
)  # fmt: skip
