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

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

VERSION = 1
"""Version of the stored schema; raise it together with a step in :mod:`outputs.migrations`."""

Type = Literal["text", "integer", "real", "date", "time", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``labels``: the values it may take with the Chinese word for each; ``stored`` False = computed by the view."""

    name: str
    type: Type
    heading: str
    meaning: str
    required: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    volatile: bool = False
    stored: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``key``: primary key; ``order``: how exports sort; ``indexes``: further indexes; ``home``: who keeps it."""

    name: str
    heading: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    order: tuple[str, ...] = ("id",)
    indexes: tuple[tuple[str, ...], ...] = ()
    versioned: bool = False
    home: Literal["store", "decisions", "view"] = "store"
    exported: bool = True

    @property
    def stored_name(self) -> str:
        """Name of the physical table."""
        return f"{self.name}_all" if self.versioned else self.name

    @property
    def stored_columns(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns if c.stored)

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)


ORGANISATION_TYPES = {
    "union": "工会", "party": "党群", "government": "政府机关", "company": "企业", "institution": "事业单位", "association": "社会团体", "other": "其他",
}  # fmt: skip
ROLES = {"actor": "行为主体", "signatory": "落款", "contributor": "供稿", "recipient": "报送", "subject": "统计对象", "mention": "提及"}
KINDS = {
    "money": "金额", "percent": "百分比", "count": "计数", "duration": "时长", "age": "年龄", "area": "面积", "ratio": "比例", "other-measure": "其他计量",
}  # fmt: skip
MODALITIES = {
    "reported": "已完成", "cumulative": "累计", "target": "目标", "required": "要求", "planned": "计划", "forecast": "预计",
    "previous-period": "上期", "revised": "更正",
}  # fmt: skip
TARGET_MODALITIES = {"required": "要求", "committed": "承诺", "planned": "计划", "hoped": "期望"}
VERDICTS = {"holds": "相符", "holds_by_rounding": "取整后相符", "fails": "不符", "unchecked": "未核"}
SEVERITIES = {"error": "错误", "warning": "存疑", "info": "提示"}
SCOPES = {"article": "文内", "corpus": "跨期"}
STATUSES = {"open": "待核", "confirmed": "已确认", "dismissed": "已排除"}
ACTIONS = {"confirm": "确认有误", "dismiss": "排除", "reopen": "重新打开", "note": "备注"}
REASONS = {
    "different-scope": "口径不同", "different-period": "时点不同", "rounding": "取整所致", "misread": "程序误读", "corrected": "已更正", "other": "其他",
}  # fmt: skip
COMPARATORS = {">=": "不低于", ">": "超过", "<=": "不超过", "<": "不足", "=": "等于", "~": "约"}

_ID = Column("id", "text", "编号", "永久编号：文件编号加正文位置", required=True)
_DOCUMENT = Column("document", "text", "文件编号", "所在文件，即 documents.id", required=True)
_ARTICLE = Column("article", "text", "文章编号", "所在文章，即 articles.id")
_SENTENCE = Column("sentence", "text", "句子编号", "所在句子，即 sentences.id")
_ISSUED = Column("issued", "date", "印发日期", "所在一期的印发日期，刊头未载则空")
_START = Column("start", "integer", "起", "在文件正文中的起始位置（Unicode 码位，从 0 起）", required=True)
_END = Column("end", "integer", "止", "结束位置，不含该位置本身", required=True)
_TEXT = Column("text", "text", "原文", "原文字样，与正文 [起, 止) 一字不差", required=True)
_VALUE = (
    Column("value", "text", "精确值", "精确的十进制取值，区间写作 下限..上限；low、high 由它换算"),
    Column("low", "real", "下限", "所述下限，换算为基本单位（万、亿乘开，人民币为元），无下限则空"),
    Column("high", "real", "上限", "所述上限，无上限则空"),
)
_MASTHEAD = (
    Column("name", "text", "刊名", "刊头所载刊名"),
    Column("number", "text", "期号", "年度期号"),
    Column("total_number", "text", "总期号", "总期号"),
    Column("year", "integer", "期号年份", "期号所带的年份，未印全日期时据以判断"),
    _ISSUED,
    Column("publisher", "text", "编印单位", "刊头所载编印单位"),
)

DOCUMENTS = Table(
    "documents", "文件", "每个读过的文件内容一行；同一内容放在几处只记一次，改动过的旧版留作历史",
    (
        Column("id", "text", "文件编号", "文件字节 sha256 的前 16 位", required=True),
        Column("sha256", "text", "校验值", "文件字节的 sha256", required=True),
        Column("path", "text", "路径", "文件所在（有几处时取排序最前的一处）", required=True),
        Column("status", "text", "状态", "是否现行版本", True, {"current": "现行", "superseded": "已被替换", "withdrawn": "已撤回"}),
        Column("superseded_by", "text", "替换为", "替换它的新版文件编号"),
        Column("format", "text", "格式", "文件的容器格式", required=True),
        Column("encoding", "text", "编码", "判定的字符编码"),
        Column("certainty", "real", "编码把握", "编码判定的把握，0 至 1"),
        Column("characters", "integer", "字数", "正文的码位数", required=True),
        Column("issues", "integer", "期数", "文件内含几期", required=True),
        Column("articles", "integer", "文章数", "文件内含几篇文章", required=True),
        *_MASTHEAD,
        Column("warnings", "text", "读取提示", "读取时的提示，一行一条"),
        Column("pipeline", "text", "程序版本", "抽取程序的版本", required=True),
        Column("run", "text", "入库批次", "写入它的一次运行，即 runs.id", volatile=True),
        Column("ingested", "time", "入库时间", "写入时间（UTC）", volatile=True),
    ),
    order=("path", "id"), indexes=(("status", "issued"), ("publisher", "issued"), ("path",)),
)  # fmt: skip

FILES = Table(
    "files", "存放处", "文件放在哪里：每个路径与内容一行，路径换了内容则旧行转为过去",
    (
        Column("path", "text", "路径", "文件路径或地址", required=True),
        _DOCUMENT,
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
        _ID,
        _DOCUMENT,
        Column("ordinal", "integer", "序号", "在文件内的序号，从 1 起；不是文章则空"),
        Column("part", "text", "类别", "文章、报送栏或编者按", True, {"article": "文章", "circulation": "报送栏", "note": "编者按"}),
        Column("issue", "integer", "第几期", "属于文件内的第几期，从 1 起", required=True),
        *_MASTHEAD,
        Column("section", "text", "栏目", "所属栏目"),
        Column("title", "text", "标题", "标题行"),
        Column("contributor", "text", "供稿", "文末供稿单位，不含括号"),
        _START,
        _END,
        Column("text", "text", "全文", "文章原文", stored=False),
    ),
    order=("document", "start"), indexes=(("document",), ("issued",)), versioned=True,
)  # fmt: skip

SENTENCES = Table(
    "sentences", "句子", "每句一行，附分词，供全文检索",
    (
        _ID,
        _DOCUMENT,
        _ARTICLE,
        Column("ordinal", "integer", "序号", "在文章内的序号，从 1 起", required=True),
        _START,
        _END,
        _TEXT,
        Column("words", "text", "分词", "以空格隔开的词", required=True),
    ),
    order=("document", "start"), indexes=(("document",),), versioned=True,
)  # fmt: skip

ORGANISATIONS = Table(
    "organisations", "组织", "组织名录：每个规范名称与类型一行，由 mentions 汇总",
    (
        Column("id", "text", "组织编号", "由名称与类型得出的永久编号", required=True),
        Column("name", "text", "规范名称", "规范全称", required=True),
        Column("type", "text", "类型", "组织类型", True, ORGANISATION_TYPES),
        Column("mentions", "integer", "提及次数", "现行文件中提及的次数", required=True),
        Column("first_seen", "date", "最早", "最早一次提及的印发日期"),
        Column("last_seen", "date", "最近", "最近一次提及的印发日期"),
    ),
    order=("name", "type"), indexes=(("name",), ("mentions",)),
)  # fmt: skip

MENTIONS = Table(
    "mentions", "组织提及", "每次提到一个有名称的组织为一行",
    (
        _ID,
        _DOCUMENT,
        _ARTICLE,
        _SENTENCE,
        _ISSUED,
        _START,
        _END,
        _TEXT,
        Column("organisation", "text", "组织编号", "即 organisations.id", required=True),
        Column("name", "text", "规范名称", "规范全称", required=True),
        Column("type", "text", "类型", "组织类型", True, ORGANISATION_TYPES),
        Column("role", "text", "角色", "在句中的角色", True, ROLES),
        Column("resolved", "flag", "已归一", "是否据上下文还原为全称；否则名称即原文", required=True),
    ),
    order=("document", "start", "id"), indexes=(("document",), ("organisation", "current", "issued")), versioned=True,
)  # fmt: skip

FIGURES = Table(
    "figures", "数据", "文中报告的每个数量一行",
    (
        _ID,
        _DOCUMENT,
        _ARTICLE,
        _SENTENCE,
        _ISSUED,
        _START,
        _END,
        _TEXT,
        *_VALUE,
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
    ),
    order=("document", "start", "id"),
    indexes=(("document",), ("measure", "issued"), ("subject", "measure")), versioned=True,
)  # fmt: skip

TARGETS = Table(
    "targets", "目标", "每个目标、承诺、计划或要求一行",
    (
        _ID,
        _DOCUMENT,
        _ARTICLE,
        _SENTENCE,
        Column("figure", "text", "数据编号", "目标所据的数，即 figures.id"),
        _ISSUED,
        _START,
        _END,
        _TEXT,
        Column("owner", "text", "责任单位", "提出或承担目标的组织"),
        Column("measure", "text", "指标", "目标数的是什么，照原文"),
        Column("comparator", "text", "要求", "达到或不超过", True, COMPARATORS),
        *_VALUE,
        Column("unit", "text", "单位", "单位或量词"),
        Column("base", "text", "基数", "百分比是什么的百分比"),
        Column("deadline", "date", "期限", "期限的最后一天，年份不明则空"),
        Column("deadline_text", "text", "期限原文", "期限的原文字样"),
        Column("modality", "text", "性质", "要求、承诺、计划或期望", True, TARGET_MODALITIES),
    ),
    order=("document", "start", "id"), indexes=(("document",), ("owner", "measure")), versioned=True,
)  # fmt: skip

CHECKS = Table(
    "checks", "勾稽", "每条核对关系一行，不论相符与否",
    (
        _ID,
        _DOCUMENT,
        _ARTICLE,
        _ISSUED,
        Column("rule", "text", "规则", "核对规则的编号（JSON 中的 check）", required=True),
        Column("scope", "text", "范围", "文内或跨期", True, SCOPES),
        Column("verdict", "text", "结论", "相符、取整后相符、不符或未核", True, VERDICTS),
        Column("severity", "text", "程度", "错误、存疑或提示", True, SEVERITIES),
        Column("equation", "text", "算式", "印出的数与算出的数", required=True),
        Column("message", "text", "说明", "给人看的说明", required=True),
        Column("fingerprint", "text", "指纹", "审核意见据以相认，输入不变则不变", required=True),
        Column("series", "text", "序列", "跨期核对所属的序列，文内核对则空"),
    ),
    order=("document", "id"), indexes=(("document",), ("fingerprint",), ("series",)), versioned=True,
)  # fmt: skip

CHECK_EVIDENCE = Table(
    "check_evidence", "勾稽依据", "每条核对所据的原文片段，合计在先",
    (
        Column("check_id", "text", "勾稽编号", "即 checks.id", required=True),
        Column("ordinal", "integer", "序号", "从 1 起", required=True),
        Column("role", "text", "作用", "参与计算的数，或须一并看的原文", True, {"figure": "数据", "evidence": "旁证"}),
        _DOCUMENT,
        _ARTICLE,
        Column("figure", "text", "数据编号", "即 figures.id，不是数据则空"),
        _START,
        _END,
        _TEXT,
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

OBSERVATION_ROLES = {"result": "结果", "base": "引用的往期数", "target": "目标", "completion": "完成率", "retracted": "被更正的数"}
QUALITIES = {"plain": "一般", "preliminary": "初步统计", "verified": "核定", "correction": "更正", "revision": "目标调整"}
CLAIMS = {"completed": "称完成", "exceeded": "称超额完成", "failed": "称未完成"}
PROGRESS_STATUSES = {"open": "未开始", "on-track": "推进中", "met": "已达到", "missed": "未达到", "overdue": "到期未报", "revised": "已调整"}
LINKS = {"corrects": "更正", "verifies": "核定", "revises": "调整目标", "interim": "阶段目标", "breakdown": "分解", "restates": "重述"}

OBSERVATIONS = Table(
    "observations", "观测", "可以跨期相比的每个数一行：谁的、什么指标、哪段时间，指标归为统一说法",
    (
        _ID,
        _DOCUMENT,
        _ARTICLE,
        _SENTENCE,
        Column("figure", "text", "数据编号", "即 figures.id"),
        _ISSUED,
        _START,
        _END,
        _TEXT,
        *_VALUE,
        Column("approx", "flag", "约数", "是否带有余、多、近、约、左右等", required=True),
        Column("comparator", "text", "比较", "不少于、超过等", labels=COMPARATORS),
        Column("step", "text", "末位单位", "印出的末位数字的大小，精确的十进制"),
        Column("approximator", "text", "约数词", "余、多、近、约等"),
        Column("unit", "text", "单位", "印出的单位或量词"),
        Column("kind", "text", "类别", "数量的类别", True, KINDS),
        Column("role", "text", "角色", "结果、目标、完成率等", True, OBSERVATION_ROLES),
        Column("measure", "text", "统一指标", "归一之后的指标名称"),
        Column("measure_key", "text", "指标键", "同一指标的各种说法有同一个键", required=True),
        Column("place", "text", "地区", "地区的路径，非地区的组织列在所属地区之下", required=True),
        Column("scope", "text", "口径", "地区的一部分：市区、直属、本级"),
        Column("counted", "text", "计数", "归一之后的量词", required=True),
        Column("period_first", "date", "时期起", "第一天，时点数则空"),
        Column("period_last", "date", "时期止", "最后一天"),
        Column("year", "integer", "年份", "时期止所在的年份"),
        Column("stock", "flag", "时点数", "是某一天的存量，不是一段时间的发生数", required=True),
        Column("running", "flag", "累计", "原文称累计", required=True),
        Column("firm", "flag", "确定", "键与时间确定无疑；否则只作进展的旁证", required=True),
        Column("quality", "text", "性质", "初步、核定、更正等", True, QUALITIES),
        Column("claim", "text", "称", "原文称完成、超额完成或未完成", labels=CLAIMS),
        Column("rank", "integer", "位次", "原文所称的位次", required=True),
        Column("quoted", "flag", "引述", "报告中提到的目标，不是当场下达", required=True),
        Column("explained", "flag", "有说明", "文中说明了撤并、口径、区划等缘由", required=True),
        Column("aim", "text", "要求", "达到或不超过", labels=COMPARATORS),
        Column("relates", "text", "所关", "它所说的那个数（figures.id）：完成率的完成数、更正前的数"),
        Column("against", "text", "所比", "完成率所比的、印出的目标数（figures.id）"),
        Column("title", "flag", "在标题", "是否在标题中", required=True),
    ),
    order=("document", "start", "id"),
    indexes=(("document",), ("place", "measure_key", "year"), ("place", "value")), versioned=True,
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
        _ISSUED,
        _DOCUMENT,
        _ARTICLE,
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
        Column("message", "text", "说明", "失败或中断的原因"),
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

PROGRESS = Table(
    "progress", "进展", "目标与此后的观测：每次报告一行，附算式",
    (
        Column("target", "text", "目标", "目标的观测编号，即 observations.id", required=True),
        Column("observation", "text", "观测", "报告进展的观测编号，即 observations.id", required=True),
        Column("series", "text", "序列", "所属的序列", required=True),
        Column("reported", "date", "报告日期", "报告它的一期的印发日期"),
        Column("as_of", "date", "截止日", "进展数的截止日"),
        Column("status", "text", "状态", "据这次报告的状态", True, PROGRESS_STATUSES),
        Column("share", "real", "完成率", "完成数为目标的百分之几"),
        Column("arithmetic", "text", "算式", "完成数、目标与完成率", required=True),
    ),
    key=("target", "observation"), order=("target", "reported", "observation"), indexes=(("series",),),
)  # fmt: skip

RELATIONS = Table(
    "links", "关联", "观测之间的关系：更正、核定、目标的调整、分解、重述与阶段目标",
    (
        Column("kind", "text", "关系", "关系的种类", True, LINKS),
        Column("source", "text", "后者", "更正者、调整者、下级或阶段目标，即 observations.id", required=True),
        Column("of", "text", "前者", "被更正者、被调整者、上级目标，即 observations.id", required=True),
        Column("series", "text", "序列", "所属的序列", required=True),
    ),
    key=("kind", "source", "of"), order=("kind", "source", "of"), indexes=(("series",), ("of",)),
)  # fmt: skip

TOUCHED = Table(
    "touched", "待核序列", "有新数或撤下的数、跨期核对还未重做的序列",
    (
        Column("place", "text", "地区", "即 observations.place", required=True),
        Column("measure_key", "text", "指标键", "即 observations.measure_key", required=True),
        Column("year", "integer", "年份", "即 observations.year", required=True),
        Column("document", "text", "文件编号", "因哪个文件", required=True),
    ),
    key=("place", "measure_key", "year", "document"), order=("place", "measure_key", "year", "document"), exported=False,
)  # fmt: skip

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        DOCUMENTS, FILES, TEXTS, ARTICLES, SENTENCES, ORGANISATIONS, MENTIONS, FIGURES, TARGETS, OBSERVATIONS, PROGRESS, RELATIONS, CHECKS, CHECK_EVIDENCE,
        FLAGS, DECISIONS, QUARANTINE, RUNS, TOUCHED,
    )
}  # fmt: skip

FACTS = tuple(t for t in TABLES.values() if t.versioned)
"""The tables whose rows were read from one document: deleted and written together with it."""
