"""The tables of what was read and where it lies: documents, files, texts, articles, sentences."""

from __future__ import annotations

from outputs.columns import ARTICLE, DOCUMENT, END, ID, MASTHEAD, START, TEXT
from outputs.contract import Column, Table

DOCUMENTS = Table(
    "documents", "文件", "每个读过的文件内容一行；同一内容放在几处只记一次，改动过的旧版留作历史",
    (
        Column("id", "text", "文件编号", "文件字节 sha256 的前 16 位", required=True),
        Column("sha256", "text", "校验值", "文件字节的 sha256", required=True),
        Column("path", "text", "路径", "文件所在（有几处时取排序最前的一处）", required=True),
        Column("status", "text", "状态", "是否现行版本", True, {"current": "现行", "superseded": "已被替换", "withdrawn": "已撤回", "erased": "已抹去"}),
        Column("superseded_by", "text", "替换为", "替换它的新版文件编号"),
        Column("format", "text", "格式", "文件的容器格式", required=True),
        Column("encoding", "text", "编码", "判定的字符编码"),
        Column("certainty", "real", "编码把握", "编码判定的把握，0 至 1"),
        Column("characters", "integer", "字数", "正文的码位数", required=True),
        Column("issues", "integer", "期数", "文件内含几期", required=True),
        Column("articles", "integer", "文章数", "文件内含几篇文章", required=True),
        *MASTHEAD,
        Column("warnings", "text", "读取提示", "读取时的提示，一行一条"),
        Column("pipeline", "text", "程序版本", "抽取程序的版本", required=True),
        Column("run", "text", "入库批次", "写入它的一次运行，即 runs.id", volatile=True),
        Column("ingested", "time", "入库时间", "写入时间（UTC）", volatile=True),
    ),
    order=("path", "id"), indexes=(("status", "issued"), ("publisher", "issued"), ("path",), ("issued", "status", "format")),
)  # fmt: skip

FILES = Table(
    "files", "存放处", "文件放在哪里：每个路径与内容一行，路径换了内容则旧行转为过去",
    (
        Column("path", "text", "路径", "文件路径或地址", required=True),
        DOCUMENT,
        Column("status", "text", "状态", "该路径现在是否仍是这个内容", True, {"current": "现在", "past": "过去", "moved": "已移走"}),
        Column("first_seen", "time", "初见", "首次见到的时间（UTC）", volatile=True),
    ),
    key=("path", "document"), order=("path", "document"), indexes=(("document",),),
)  # fmt: skip

TEXTS = Table(
    "texts", "正文", "文件的全文，一切位置都以它为准",
    (
        Column("document", "text", "文件编号", "即 documents.id", required=True),
        Column("text", "text", "全文", "文件解码后的全文，未作改动", required=True),
    ),
    key=("document",), order=("document",), exported=False,
)  # fmt: skip

ARTICLES = Table(
    "articles", "文章", "每篇文章一行；报送栏、编者按另作一行",
    (
        ID,
        DOCUMENT,
        Column("ordinal", "integer", "序号", "在文件内的序号，从 1 起；不是文章则空"),
        Column("part", "text", "类别", "文章、报送栏或编者按", True, {"article": "文章", "circulation": "报送栏", "note": "编者按"}),
        Column("issue", "integer", "第几期", "属于文件内的第几期，从 1 起", required=True),
        *MASTHEAD,
        Column("section", "text", "栏目", "所属栏目"),
        Column("title", "text", "标题", "标题行"),
        Column("contributor", "text", "供稿", "文末供稿单位，不含括号"),
        START,
        END,
        Column("text", "text", "全文", "文章原文", stored=False),
    ),
    order=("document", "start"), versioned=True,
    indexes=(("document", "issue", "start"), ("issued", "current", "part", "issue", "document", "start")),
)  # fmt: skip

SENTENCES = Table(
    "sentences", "句子", "每句一行，附分词，供全文检索",
    (
        ID,
        DOCUMENT,
        ARTICLE,
        Column("ordinal", "integer", "序号", "在文章内的序号，从 1 起", required=True),
        START,
        END,
        TEXT,
        Column("words", "text", "分词", "以空格隔开的词", required=True),
    ),
    order=("document", "start"), indexes=(("document",),), versioned=True,
)  # fmt: skip
