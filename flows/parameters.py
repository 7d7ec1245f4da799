"""The parameters of the flows as Prefect's pages show and validate them: in Chinese, with their limits."""

from __future__ import annotations

import inspect
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.fields import FieldInfo

Paths = Annotated[list[str], Field(title="读什么", description="文件、文件夹、通配符、.zip 或 fsspec 地址，每行一个", min_length=1)]
KnownPaths = Annotated[list[str], Field(title="读什么", description="同录入；留空则为以前读过的全部文件夹和文件")]
StoreAt = Annotated[str, Field(title="数据库", description="文件路径，或 postgresql://用户@主机/库", min_length=1)]
Out = Annotated[str, Field(title="发布到", description="存放 xlsx、csv、parquet 的文件夹", min_length=1)]
Workers = Annotated[int | None, Field(title="进程数", description="同时读文件的进程；留空则每个核一个", ge=1, le=256)]
Since = Annotated[datetime | None, Field(title="起自", description="只读此时以后改动过的文件；留空则都看")]
Force = Annotated[bool, Field(title="全部重读", description="不论是否改动，一律重读")]
Again = Annotated[bool, Field(title="逐个复查", description="看上去没有改动的文件也打开核对内容")]
Engine = Annotated[Literal["local", "dask"], Field(title="在哪里读", description="local：本机的进程；dask：Dask 集群")]
Address = Annotated[str | None, Field(title="集群地址", description="Dask 调度器，如 tcp://主机:8786；本机读则留空")]
Wait = Annotated[float, Field(title="等候（分钟）", description="另一次运行正在写同一个库时，最多等多久", ge=0, le=1440)]
Hours = Annotated[float, Field(title="时限（小时）", description="到时即在一批读完后停下；已写入的都在，下次接着读", gt=0, le=168)]
Formats = Annotated[list[Literal["xlsx", "csv", "parquet", "jsonl"]], Field(title="格式", description="要哪几种文件", min_length=1)]
Reread = Annotated[bool, Field(title="重读原文", description="连同文内核对：把库中各文件的原件重新读一遍")]


def schema(flow: Any) -> dict[str, Any]:
    """A flow's parameters as an OpenAPI schema, with the titles and descriptions above, which Prefect's own leaves out."""
    out: dict[str, Any] = flow.parameters.model_dump_for_openapi() | {"additionalProperties": False}  # a name written wrongly is refused at once
    for name, parameter in inspect.signature(flow.fn, eval_str=True).parameters.items():
        for told in getattr(parameter.annotation, "__metadata__", ()):
            if isinstance(told, FieldInfo):
                out["properties"][name] |= {"title": told.title, "description": told.description}
    return out
