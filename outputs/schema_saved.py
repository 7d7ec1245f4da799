"""Queries that people keep under a name and share: beside the decisions, and append-only as they are."""

from __future__ import annotations

from outputs.columns import ENTERED
from outputs.contract import Column, Table

SAVED = Table(
    "saved_queries", "已存查询", "研究人员存下的查询，只增不改，与审核意见同存；同一人同一名称以最后一行为准",
    (
        ENTERED,
        Column("name", "text", "名称", "查询的名称", required=True),
        Column("address", "text", "地址", "工作台上的地址，空为已删去"),
        Column("owner", "text", "所有人", "谁存的", required=True),
        Column("shared", "flag", "共享", "同事是否也能看到", required=True),
        Column("saved_at", "time", "存入时间", "何时存的（UTC）", required=True),
    ),
    indexes=(("owner", "name"),), home="decisions",
)  # fmt: skip
