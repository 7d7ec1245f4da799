"""The tables of what one bulletin states: mentions of organisations, figures, targets."""

from __future__ import annotations

from outputs.columns import ABOUT, AT, CORRECTED, FOLLOWS, SPAN, VALUE
from outputs.contract import Column, Table
from outputs.labels import COMPARATORS, KINDS, MODALITIES, ORGANISATION_TYPES, ROLES, TARGET_MODALITIES

MENTIONS = Table(
    "mentions", "组织提及", "每次提到一个有名称的组织为一行",
    (
        *AT,
        *SPAN,
        Column("organisation", "text", "组织编号", "即 organisations.id，人工并入或拆出的以所归者为准", required=True),
        Column("name", "text", "规范名称", "程序认定的规范全称", required=True),
        Column("type", "text", "类型", "组织类型", True, ORGANISATION_TYPES),
        Column("role", "text", "角色", "在句中的角色", True, ROLES),
        Column("resolved", "flag", "已归一", "是否据上下文还原为全称；否则名称即原文", required=True),
        CORRECTED,
    ),
    order=("document", "start", "id"),
    indexes=(("document", "start"), ("organisation", "current", "issued"), ("issued", "current", "type", "role")), versioned=True,
)  # fmt: skip

FIGURES = Table(
    "figures", "数据", "文中报告的每个数量一行",
    (
        *AT,
        *SPAN,
        *VALUE,
        *ABOUT,
        Column("step", "real", "末位单位", "印出的末位数字的大小（4.7万 为 1000）"),
        Column("unit", "text", "单位", "印出的单位或量词，人民币一律为元"),
        Column("kind", "text", "类别", "数量的类别", True, KINDS),
        Column("measure", "text", "指标", "数的是什么，照原文"),
        Column("subject", "text", "主体", "谁的数：组织或地区"),
        Column("period", "text", "时期", "时期的原文字样"),
        Column("period_first", "date", "时期起", "时期的第一天"),
        Column("period_last", "date", "时期止", "时期的最后一天"),
        Column("scope", "text", "口径", "全市、市区、市本级、规模以上等"),
        Column("modality", "text", "性质", "已完成、累计、目标、上期等", True, MODALITIES),
        Column("cell_table", "integer", "表", "在文章第几个表内，不在表内则空"),
        Column("cell_row", "integer", "行", "表内第几行"),
        Column("cell_column", "integer", "列", "表内第几列"),
        CORRECTED,
    ),
    order=("document", "start", "id"),
    # the desk lists the newest first and chooses by the columns behind the date without a look at the rows
    indexes=(("document", "start"), ("measure", "issued"), ("subject", "measure"), ("issued", "current", "kind", "modality", "unit", "scope"), ("unit", "low")),
    versioned=True,
)  # fmt: skip

TARGETS = Table(
    "targets", "目标", "每个目标、承诺、计划或要求一行",
    (
        *AT,
        Column("figure", "text", "数据编号", "目标所据的数，即 figures.id"),
        *SPAN,
        Column("owner", "text", "责任单位", "提出或承担目标的组织"),
        Column("measure", "text", "指标", "目标数的是什么，照原文"),
        Column("comparator", "text", "要求", "达到或不超过", True, COMPARATORS),
        *VALUE,
        Column("unit", "text", "单位", "单位或量词"),
        Column("base", "text", "基数", "百分比是什么的百分比"),
        Column("deadline", "date", "期限", "期限的最后一天，年份不明则空"),
        Column("deadline_text", "text", "期限原文", "期限的原文字样"),
        Column("modality", "text", "性质", "要求、承诺、计划或期望", True, TARGET_MODALITIES),
        Column("responsible", "text", "落实单位", "由谁落实，以“、”相连"),
        Column("repeats", "text", "重复", "同一报道此前已报过的同一目标，即 targets.id；跟踪时只计一次"),
        FOLLOWS,
    ),
    order=("document", "start", "id"),
    indexes=(("document", "start"), ("owner", "measure"), ("issued", "current", "modality", "comparator"), ("deadline",), ("article",), ("repeats",)), versioned=True,
)  # fmt: skip
