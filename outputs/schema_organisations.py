"""The registry of organisations: its entries, how each is spelled, and what people decided about them by hand."""

from __future__ import annotations

from outputs.columns import ENTERED
from outputs.contract import Column, Table
from outputs.labels import LEVELS, ORGANISATION_TYPES

EDITABLE = ("name", "type", "level", "division", "parent", "aliases", "valid_from", "valid_to", "predecessors", "successors", "merged_into")
"""What a person may decide about an entry: the columns of the list that people edit, behind the id."""

SEPARATOR = "；"
"""Between the names in one cell."""

ORGANISATIONS = Table(
    "organisations", "组织", "组织名录：每个组织一行，由 mentions 汇总，人工所定优先",
    (
        Column("id", "text", "组织编号", "由程序认定的名称与类型得出的永久编号", required=True),
        Column("name", "text", "规范名称", "规范全称", required=True),
        Column("type", "text", "类型", "组织类型", True, ORGANISATION_TYPES),
        Column("level", "text", "层级", "全国、省、市、县或乡镇级；不明则空", labels=LEVELS),
        Column("division", "text", "区划", "名称所含最低一级的行政区划"),
        Column("parent", "text", "上级", "上级组织，或所属的组织"),
        Column("aliases", "text", "别名", "文件中出现过的其他写法和人工所加的写法，以；隔开"),
        Column("valid_from", "integer", "始于", "成立的年份，早于记录则空"),
        Column("valid_to", "integer", "止于", "撤销或更名的年份，现存则空"),
        Column("predecessors", "text", "前身", "由哪些组织改来，以；隔开"),
        Column("successors", "text", "后继", "改成了哪些组织，以；隔开"),
        Column("mentions", "integer", "提及次数", "现行文件中提及的次数", required=True),
        Column("first_seen", "date", "最早", "最早一次提及的印发日期"),
        Column("last_seen", "date", "最近", "最近一次提及的印发日期"),
    ),
    order=("name", "type", "id"), indexes=(("name",), ("mentions", "type", "level", "division")),
)  # fmt: skip

SPELLINGS = Table(
    "spellings", "写法", "每个组织在现行文件中的每种写法一行",
    (
        Column("organisation", "text", "组织编号", "即 organisations.id", required=True),
        Column("text", "text", "写法", "印出的字样", required=True),
        Column("mentions", "integer", "次数", "这样写的次数", required=True),
    ),
    key=("organisation", "text"), order=("organisation", "text"),
)  # fmt: skip

ORGANISATION_DECISIONS = Table(
    "organisation_decisions", "名录订正", "人工对组织名录的改动，只增不改，与审核意见同存；每项以最后一条为准",
    (
        ENTERED,
        Column("organisation", "text", "组织编号", "即 organisations.id", required=True),
        Column("name", "text", "原名称", "当时的规范名称", required=True),
        Column("type", "text", "原类型", "当时的类型", True, ORGANISATION_TYPES),
        Column("field", "text", "项目", "改的是哪一项；merged_into 为并入哪个组织", True, {name: name for name in EDITABLE}),
        Column("value", "text", "改为", "新的内容；空为恢复程序所定"),
        Column("decided_by", "text", "订正人", "谁改的", required=True),
        Column("decided_at", "time", "订正时间", "何时改的（UTC）", required=True),
    ),
    indexes=(("organisation", "id"),), home="decisions",
)  # fmt: skip
