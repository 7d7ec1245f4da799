"""The tables, each contracted once: name, type, Chinese heading and meaning of every column.

Database (:mod:`outputs.metadata`), exports, ``gouji tables``, the desk and the documentation all derive from :data:`TABLES`. Nothing here imports a
library, so that ``gouji tables`` starts at once.

Conventions, the same on SQLite and PostgreSQL so that one SQL text runs on both:

- *Identity.* ``documents.id`` is the first 16 hexadecimal digits of the file's sha256. Rows that stand on a stretch of text are called
  ``<document>.<letter><start>-<end>``: an address that stays valid when a later version of the extractors finds more or fewer facts around it.
- *Numbers.* ``low``, ``high`` and ``step`` are double precision, so that SQL can calculate with them (a quotient never truncates; whole numbers are exact
  up to 2**53). The exact decimal is kept beside them in ``value`` (:func:`outputs.values.exact`), and the printed form in ``text``.
- *Dates* are ISO text (``2008-03-31``), instants ISO text in UTC: they sort and compare as they read. Yes/no is 1/0.
- *Current rows.* A table with ``versioned=True`` is a view of the rows that belong to documents in force; ``<name>_all`` beneath also keeps those of superseded ones.
- *Volatile* columns tell when and by which run, not what was read: they stay out of the exports, which therefore depend on the content alone.
"""

from __future__ import annotations

from outputs.columns import ARTICLE, CORRECTED, DOCUMENT, END, FOLLOWS, ID, ISSUED, MASTHEAD, SENTENCE, START, TEXT, VALUE
from outputs.contract import Column, Table
from outputs.labels import (
    ACTIONS,
    COMPARATORS,
    KINDS,
    MODALITIES,
    ORGANISATION_TYPES,
    REASONS,
    ROLES,
    SCOPES,
    SEVERITIES,
    STATUSES,
    TARGET_MODALITIES,
    VERDICTS,
)
from outputs.schema_corrections import APPLIED, CORRECTIONS
from outputs.schema_organisations import ORGANISATION_DECISIONS, ORGANISATIONS, SPELLINGS
from outputs.schema_review import ASSIGNMENTS, AUDIT
from outputs.schema_saved import SAVED
from outputs.schema_series import BANDS, DUPLICATES, OBSERVATIONS, PROGRESS, RELATIONS, TOUCHED, UNLINKED

VERSION = 1
"""Version of the stored schema; raise it together with a step in :mod:`outputs.migrations`."""

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

MENTIONS = Table(
    "mentions", "组织提及", "每次提到一个有名称的组织为一行",
    (
        ID,
        DOCUMENT,
        ARTICLE,
        SENTENCE,
        ISSUED,
        START,
        END,
        TEXT,
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
        ID,
        DOCUMENT,
        ARTICLE,
        SENTENCE,
        ISSUED,
        START,
        END,
        TEXT,
        *VALUE,
        Column("approx", "flag", "约数", "是否带有余、多、近、约、左右等", required=True),
        Column("comparator", "text", "比较", "不少于、超过等", labels=COMPARATORS),
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
        ID,
        DOCUMENT,
        ARTICLE,
        SENTENCE,
        Column("figure", "text", "数据编号", "目标所据的数，即 figures.id"),
        ISSUED,
        START,
        END,
        TEXT,
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

CHECKS = Table(
    "checks", "勾稽", "每条核对关系一行，不论相符与否",
    (
        ID,
        DOCUMENT,
        ARTICLE,
        ISSUED,
        Column("rule", "text", "规则", "核对规则的编号（JSON 中的 check）", required=True),
        Column("scope", "text", "范围", "文内或跨期", True, SCOPES),
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
        Column("id", "integer", "序号", "先后次序", required=True),
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
        Column("scope", "text", "范围", "文内或跨期", True, SCOPES),
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

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        DOCUMENTS, FILES, TEXTS, ARTICLES, SENTENCES, ORGANISATIONS, SPELLINGS, MENTIONS, FIGURES, TARGETS, OBSERVATIONS, PROGRESS, RELATIONS, CHECKS, CHECK_EVIDENCE,
        FLAGS, DECISIONS, ORGANISATION_DECISIONS, QUARANTINE, RUNS, TOUCHED, ASSIGNMENTS, AUDIT, SAVED, CORRECTIONS, APPLIED, STAMPS, BANDS, DUPLICATES, UNLINKED,
    )
}  # fmt: skip

FACTS = tuple(t for t in TABLES.values() if t.versioned)
"""The tables whose rows were read from one document: deleted and written together with it."""
