"""The tables' documentation, written from the contract: ``python -m outputs.reference > docs/TABLES.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from outputs.contract import Column, Table
from outputs.schema import TABLES

TYPES = {"text": "文本", "integer": "整数", "real": "小数", "date": "日期", "time": "时间", "flag": "是否"}

INTRODUCTION = """# 数据表

由 `outputs/schema.py` 生成，请勿手改（`python -m outputs.reference > docs/TABLES.md`）。

- 各表既是数据库中的表或视图，也是导出的 csv、parquet、jsonl 文件和工作簿中的工作表。SQLite 与 PostgreSQL 上同一句 SQL 通用；
  `end` 在 PostgreSQL 上要写作 `"end"`。
- 标“现行”的表只列现行文件的行；同名加 `_all` 的表连同历史版本，其 `current` 列为 1 的是现行。
- 编号是永久的：文件编号取自内容，其余编号为文件编号加正文位置，程序升级后不变。
- `low`、`high` 供计算，`value` 是精确的十进制取值，`text` 是印出的字样。日期为 ISO 文本，空值表示没有或不明。
- 标“不导出”的列说明何时由哪次运行写入，不进导出文件，故同样的内容导出同样的字节。
"""


def markdown() -> str:
    """The whole document."""
    return "\n".join([INTRODUCTION, *(line for table in TABLES.values() for line in _table(table))])


def _table(table: Table) -> Iterator[str]:
    marks = [mark for mark, holds in (("现行", table.versioned), ("视图", table.home == "view"), ("不导出", not table.exported)) if holds]
    yield f"## {table.name} {table.heading}" + (f"（{'，'.join(marks)}）" if marks else "")
    yield f"\n{table.meaning}。主键：{', '.join(f'`{name}`' for name in table.key)}。\n"
    yield "| 列 | 标题 | 类型 | 含义 |\n|---|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {column.heading} | {TYPES[column.type]}{'，必有' if column.required else ''} | {_meaning(column)} |"
    yield ""


def _meaning(column: Column) -> str:
    values = "；".join(f"`{value}` {label}" for value, label in column.labels.items())
    return column.meaning + (f"。取值：{values}" if values else "") + ("（不导出）" if column.volatile else "")


if __name__ == "__main__":
    sys.stdout.write(markdown())
