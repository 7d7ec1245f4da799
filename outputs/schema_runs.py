"""The tables of the runs: what each did, what was set aside, what need not be looked at again."""

from __future__ import annotations

from outputs.contract import Column, Table

RUNS = Table(
    "runs", "运行", "每次入库运行一行，运行情况以此为准",
    (
        Column("id", "text", "运行编号", "运行编号", required=True),
        Column("status", "text", "状态", "运行状态", True, {"running": "进行中", "done": "完成", "failed": "失败", "crashed": "中断"}),
        Column("started", "time", "开始", "开始时间（UTC）", required=True),
        Column("finished", "time", "结束", "结束时间（UTC）；中断的取发现之时"),
        Column("host", "text", "主机", "在哪台机器上", required=True),
        Column("pid", "integer", "进程号", "进程号", required=True),
        Column("pipeline", "text", "程序版本", "抽取程序的版本", required=True),
        Column("inputs", "text", "输入", "命令所给的路径，一行一条"),
        Column("new", "integer", "新增", "新增文件数", required=True),
        Column("unchanged", "integer", "未变", "未变文件数", required=True),
        Column("updated", "integer", "更新", "更新文件数", required=True),
        Column("quarantined", "integer", "隔离", "隔离文件数", required=True),
        Column("rows_written", "integer", "写入行数", "各表写入行数之和", required=True),
        Column("tables_written", "text", "各表行数", "各表写入的行数（JSON）"),
        Column("flags_opened", "integer", "新疑点", "新出现的待核疑点数", required=True),
        Column("message", "text", "说明", "失败或中断的原因；撤回文件的，是谁撤回的、为什么"),
    ),
    order=("started", "id"), indexes=(("status",),), exported=False,
)  # fmt: skip

QUARANTINE = Table(
    "quarantine", "隔离", "读不了的文件：原因与办法；以后读得了即转为已解除",
    (
        Column("path", "text", "路径", "文件路径", required=True),
        Column("status", "text", "状态", "是否仍读不了", True, {"open": "未解除", "resolved": "已解除"}),
        Column("code", "text", "原因代码", "稳定的原因代码", required=True),
        Column("reason", "text", "原因", "给人看的原因", required=True),
        Column("remedy", "text", "办法", "怎样解决"),
        Column("sha256", "text", "校验值", "文件字节的 sha256，读不到则空"),
        Column("pipeline", "text", "程序版本", "试读的程序版本"),
        Column("attempts", "integer", "次数", "试过几次", required=True, volatile=True),
        Column("first_seen", "time", "初见", "首次隔离的时间（UTC）", volatile=True),
        Column("last_seen", "time", "最近", "最近一次隔离的时间（UTC）", volatile=True),
        Column("run", "text", "运行编号", "最近一次隔离它的运行", volatile=True),
    ),
    key=("path",), order=("path",), indexes=(("status",),),
)  # fmt: skip

STAMPS = Table(
    "stamps", "文件印记", "看过的每个文件一行：印记与程序版本都没变的，再次入库时不必重读",
    (
        Column("path", "text", "路径", "文件路径；压缩包只记它本身", required=True),
        Column("stamp", "text", "印记", "看它时的大小、修改时间、状态改变时间与索引节点号", required=True),
        Column("pipeline", "text", "程序版本", "看它的程序版本", required=True),
        Column("bulletins", "integer", "份数", "其中读得了的有几份", required=True),
    ),
    key=("path",), order=("path",), exported=False,
)  # fmt: skip
