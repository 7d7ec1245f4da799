"""The tables of reviewing, beside the decisions and append-only as they are: who looks at which flag, and what was done at the desk."""

from __future__ import annotations

from outputs.columns import ENTERED
from outputs.contract import Column, Table

ASSIGNMENTS = Table(
    "assignments", "分派", "疑点派给谁审，只增不改，与审核意见同存；每条疑点以最后一行为准",
    (
        ENTERED,
        Column("fingerprint", "text", "指纹", "所派的疑点，即 checks.fingerprint", required=True),
        Column("assignee", "text", "审核人", "派给谁；空为收回"),
        Column("assigned_by", "text", "分派人", "谁派的", required=True),
        Column("assigned_at", "time", "分派时间", "何时派的（UTC）", required=True),
    ),
    indexes=(("fingerprint", "id"), ("assignee", "fingerprint")), home="decisions",
)  # fmt: skip

AUDIT = Table(
    "audit", "操作日志", "工作台上的登录与改动，只增不改，与审核意见同存",
    (
        ENTERED,
        Column("at", "time", "时间", "何时（UTC）", required=True),
        Column("who", "text", "用户", "谁；登录失败的为所填的用户名", required=True),
        Column("action", "text", "操作", "做了什么", required=True),
        Column("subject", "text", "对象", "对什么"),
        Column("detail", "text", "详情", "其余情况"),
        Column("address", "text", "来自", "来自哪个网络地址"),
    ),
    indexes=(("at",),), home="decisions",
)  # fmt: skip
