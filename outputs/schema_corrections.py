"""What people mended by hand in what was read, beside the decisions and append-only as they are; and how far the tables have followed."""

from __future__ import annotations

from outputs.columns import DOCUMENT, ENTERED
from outputs.contract import Column, Table

CORRECTION_KINDS = {"figure": "数据", "organisation": "组织"}
CORRECTION_ACTIONS = {"set": "订正", "drop": "不算", "undo": "撤销订正"}

CORRECTION_WORDS = ("text", "before", "after", "reading", "note")
"""Columns that hold words of a bulletin or about it: emptied when the bulletin is erased."""

CORRECTIONS = Table(
    "corrections", "订正", "人工对读数与组织提及的订正，只增不改，与审核意见同存；同一处以最后一行为准",
    (
        ENTERED,
        Column("kind", "text", "种类", "订正的是数据还是组织提及", True, CORRECTION_KINDS),
        Column("document", "text", "文件编号", "订正时所看的文件内容，即 documents.id", required=True),
        Column("start", "integer", "起", "在该文件正文中的起始位置", required=True),
        Column("end", "integer", "止", "结束位置，不含该位置本身", required=True),
        Column("text", "text", "原文", "原文字样", required=True),
        Column("before", "text", "前文", "其前的几个字，文件改动后据以重新找到", required=True),
        Column("after", "text", "后文", "其后的几个字", required=True),
        Column("action", "text", "作为", "订正、不算（不是数据或组织）或撤销订正", True, CORRECTION_ACTIONS),
        Column("reading", "text", "读作", "订正后的各项（JSON）"),
        Column("note", "text", "备注", "订正人的话"),
        Column("corrected_by", "text", "订正人", "谁订正的", required=True),
        Column("corrected_at", "time", "订正时间", "何时订正的（UTC）", required=True),
    ),
    indexes=(("document", "start"),), home="decisions",
)  # fmt: skip

APPLIED = Table(
    "corrections_applied", "订正进度", "每个有订正的现行文件一行：表中已照到哪一条订正",
    (
        DOCUMENT,
        Column("latest", "integer", "序号", "数据与组织提及已照办的最后一条订正，即 corrections.id", required=True),
        Column("reread", "integer", "重核", "目标、观测与勾稽已照办的最后一条订正"),
    ),
    key=("document",), order=("document",), exported=False,
)  # fmt: skip
