"""The tables of the checks: what was compared, on what evidence, what failed, what people decided."""

from __future__ import annotations

from outputs.columns import ARTICLE, DOCUMENT, END, ENTERED, ID, ISSUED, SCOPE, START, TEXT
from outputs.contract import Column, Table
from outputs.labels import ACTIONS, REASONS, SEVERITIES, STATUSES, VERDICTS

CHECKS = Table(
    "checks", "勾稽", "每条核对关系一行，不论相符与否",
    (
        ID,
        DOCUMENT,
        ARTICLE,
        ISSUED,
        Column("rule", "text", "规则", "核对规则的编号（JSON 中的 check）", required=True),
        SCOPE,
        Column("verdict", "text", "结论", "相符、取整后相符、不符或未核", True, VERDICTS),
        Column("severity", "text", "程度", "错误、存疑或提示", True, SEVERITIES),
        Column("equation", "text", "算式", "印出的数与算出的数", required=True),
        Column("message", "text", "说明", "给人看的说明", required=True),
        Column("fingerprint", "text", "指纹", "审核意见据以相认，输入不变则不变", required=True),
        Column("series", "text", "序列", "跨期核对所属的序列，文内核对则空"),
    ),
    order=("document", "id"),
    indexes=(("document",), ("fingerprint",), ("series",), ("issued", "current", "verdict", "severity", "rule", "scope")), versioned=True,
)  # fmt: skip

CHECK_EVIDENCE = Table(
    "check_evidence", "勾稽依据", "每条核对所据的原文片段，合计在先",
    (
        Column("check_id", "text", "勾稽编号", "即 checks.id", required=True),
        Column("ordinal", "integer", "序号", "从 1 起", required=True),
        Column("role", "text", "作用", "参与计算的数，或须一并看的原文", True, {"figure": "数据", "evidence": "旁证"}),
        DOCUMENT,
        ARTICLE,
        Column("figure", "text", "数据编号", "即 figures.id，不是数据则空"),
        START,
        END,
        TEXT,
    ),
    key=("check_id", "ordinal"), order=("check_id", "ordinal"), indexes=(("document",),), versioned=True,
)  # fmt: skip

DECISIONS = Table(
    "decisions", "审核意见", "审核人的意见，只增不改，另存一库；最后一条决定状态",
    (
        ENTERED,
        Column("fingerprint", "text", "指纹", "所审的疑点，即 checks.fingerprint", required=True),
        Column("action", "text", "意见", "确认、排除、重新打开或备注", True, ACTIONS),
        Column("reason", "text", "理由", "排除的理由", labels=REASONS),
        Column("note", "text", "备注", "审核人的话"),
        Column("decided_by", "text", "审核人", "谁审的", required=True),
        Column("decided_at", "time", "审核时间", "何时审的（UTC）", required=True),
        Column("rule", "text", "规则", "当时的规则编号，供表格重建之前查阅"),
        Column("message", "text", "说明", "当时的说明"),
    ),
    indexes=(("fingerprint", "id"),), home="decisions",
)  # fmt: skip

FLAGS = Table(
    "flags", "疑点", "结论为不符且程度为错误或存疑的核对，附最后的审核意见",
    (
        Column("check_id", "text", "勾稽编号", "即 checks.id", required=True),
        Column("fingerprint", "text", "指纹", "审核意见据以相认", required=True),
        Column("rule", "text", "规则", "核对规则的编号", required=True),
        SCOPE,
        Column("severity", "text", "程度", "错误或存疑", True, SEVERITIES),
        Column("status", "text", "状态", "待核、已确认或已排除", True, STATUSES),
        Column("message", "text", "说明", "给人看的说明", required=True),
        Column("equation", "text", "算式", "印出的数与算出的数", required=True),
        ISSUED,
        DOCUMENT,
        ARTICLE,
        Column("path", "text", "路径", "所在文件"),
        Column("title", "text", "标题", "所在文章的标题"),
        Column("reason", "text", "理由", "最后意见的理由", labels=REASONS),
        Column("note", "text", "备注", "最后意见的备注"),
        Column("decided_by", "text", "审核人", "最后意见是谁的"),
        Column("decided_at", "time", "审核时间", "最后意见的时间（UTC）"),
    ),
    key=("check_id",), order=("document", "check_id"), home="view",
)  # fmt: skip
