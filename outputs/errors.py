"""Errors of the store, the queries and the exports: one class, a stable code each, worded in Chinese or (``GOUJI_LANG=en``) in English."""

from __future__ import annotations

import os

# code: (Chinese reason, Chinese remedy, English reason, English remedy); {names} are filled from the error's data.
CODES: dict[str, tuple[str, str, str, str]] = {
    "store-unopenable": (
        "打不开数据库 {url}：{cause}", "请检查路径、权限和磁盘，或用 --store 另指一处",
        "cannot open the store {url}: {cause}", "check path, permissions and disk, or name another with --store",
    ),
    "store-missing": (
        "还没有数据库 {url}", "请先运行 gouji ingest，或用 --store 指明所在",
        "there is no store at {url} yet", "run gouji ingest first, or name it with --store",
    ),
    "store-url": (
        "不认识的数据库地址 {url}", "可用：文件路径、sqlite:///路径、postgresql://用户@主机/库",
        "unknown kind of store: {url}", "accepted: a file path, sqlite:///path, postgresql://user@host/database",
    ),
    "store-driver": (
        "连接 PostgreSQL 需要 psycopg 3，尚未安装", "请运行 pip install 'gouji[postgres]'",
        "PostgreSQL needs psycopg 3, which is not installed", "run pip install 'gouji[postgres]'",
    ),
    "store-newer-schema": (
        "数据库 {url} 的结构版本为 {found}，本程序只到 {known}", "请升级 gouji",
        "the store {url} has schema version {found}, this program knows {known}", "upgrade gouji",
    ),
    "store-older-schema": (
        "数据库 {url} 的结构版本为 {found}，不能升级到 {known}", "请用新库重新入库，审核意见库可原样保留",
        "the store {url} has schema version {found}, which cannot be brought to {known}", "ingest into a new store; the decisions file can stay",
    ),
    "store-other-schema": (
        "数据库 {url} 的表与本程序的不同：{cause}", "请用最后写它的那个版本打开，或用新库重新入库，审核意见库可原样保留",
        "the tables of the store {url} are not those of this program: {cause}",
        "use the version that wrote it last, or ingest into a new store; the decisions file can stay",
    ),
    "store-locked": (
        "另一次入库正在写 {url}（{holder}）", "请等它结束再试，或用 --wait 等候",
        "another run is writing to {url} ({holder})", "wait for it to end and try again, or use --wait",
    ),
    "store-busy": (
        "数据库 {url} 正忙：{cause}", "请稍后再试",
        "the store {url} is busy: {cause}", "try again later",
    ),
    "store-full": (
        "磁盘已满，写不进 {url}", "请腾出空间后再运行一次，已写入的文件不会丢失",
        "the disk is full, cannot write to {url}", "free some space and run again; what was written is safe",
    ),
    "store-lost": (
        "与数据库 {url} 的连接中断：{cause}", "请确认数据库在运行，再运行一次即可补齐",
        "the connection to {url} was lost: {cause}", "see that the database is running and run again",
    ),
    "store-unavailable": (
        "数据库 {url} 没有应答：{cause}", "请启动数据库服务，核对主机、端口与防火墙，再运行一次",
        "the database {url} does not answer: {cause}", "start the database server, check host, port and firewall, and run again",
    ),
    "store-refused": (
        "数据库 {url} 不让登录：{cause}", "请核对用户名、库名和密码（密码可用 PGPASSWORD 或 ~/.pgpass 给出）",
        "the database {url} refuses the login: {cause}", "check user, database and password (PGPASSWORD or ~/.pgpass may give it)",
    ),
    "store-damaged": (
        "数据库 {url} 已损坏：{cause}", "请从备份恢复，或用新库重新入库",
        "the store {url} is damaged: {cause}", "restore a backup or ingest into a new store",
    ),
    "store-error": (
        "数据库 {url} 出错：{cause}", "请用 gouji doctor 检查",
        "the store {url} failed: {cause}", "check with gouji doctor",
    ),
    "offset-mismatch": (
        "{document} 的 {table} 在 [{start}, {end}) 与原文不符", "这是程序的缺陷，请连同文件一并报告",
        "{table} of {document} at [{start}, {end}) differs from the source", "this is a defect of the program: please report it with the file",
    ),
    "document-collision": (
        "两个文件的编号相同：{document}", "请报告这两个文件",
        "two files share the identifier {document}", "please report both files",
    ),
    "font-missing": (
        "没有安装中文字体包", "请运行 pip install noto-cjk-sans-otc",
        "the package of the Chinese font is not installed", "run pip install noto-cjk-sans-otc",
    ),
    "unknown-table": (
        "没有名为 {name} 的表", "现有：{choices}",
        "there is no table {name}", "there are: {choices}",
    ),
    "unknown-column": (
        "没有名为 {name} 的列", "{choices}",
        "there is no column {name}", "{choices}",
    ),
    "unknown-document": (
        "库中没有文件 {name}", "请用 gouji query \"SELECT id, path FROM documents\" 查看",
        "the store has no document {name}", "see gouji query \"SELECT id, path FROM documents\"",
    ),
    "unknown-flag": (
        "没有指纹为 {name} 的疑点", "请用 gouji flags --format jsonl 查看",
        "there is no flag with the fingerprint {name}", "see gouji flags --format jsonl",
    ),
    "ambiguous-flag": (
        "有几条疑点的指纹以 {name} 开头", "请写全：{choices}",
        "several flags have a fingerprint that begins with {name}", "write it out: {choices}",
    ),
    "unknown-rule": (
        "没有名为 {name} 的规则", "请用 gouji rules 查看",
        "there is no rule named {name}", "see gouji rules",
    ),
    "decision-invalid": (
        "意见不合要求：{cause}", "可用：{choices}",
        "not a valid decision: {cause}", "accepted: {choices}",
    ),
    "correction-invalid": (
        "订正不合要求：{cause}", "可用：{choices}",
        "not a valid correction: {cause}", "accepted: {choices}",
    ),
    "unknown-correction": (
        "没有编号为 {name} 的订正", "见 gouji query \"SELECT * FROM corrections\"",
        "there is no correction with the number {name}", "see gouji query \"SELECT * FROM corrections\"",
    ),
    "decision-conflict": (
        "这条疑点已有新的意见：{holder}", "请看过再定",
        "this flag has a newer decision: {holder}", "look at it before deciding",
    ),
    "unknown-user": (
        "没有名为 {name} 的用户", "现有：{choices}",
        "there is no user {name}", "there are: {choices}",
    ),
    "user-exists": (
        "已有名为 {name} 的用户", "改口令用 gouji users password，改权限用 gouji users role",
        "there is a user {name} already", "change it with gouji users password or gouji users role",
    ),
    "user-invalid": (
        "用户不合要求：{cause}", "可用：{choices}",
        "not acceptable for a user: {cause}", "accepted: {choices}",
    ),
    "write-refused": (
        "查询只能读，不能改动数据", "只接受一条 SELECT（可带 WITH）语句",
        "a query may only read", "one SELECT (or WITH … SELECT) statement is accepted",
    ),
    "query-syntax": (
        "查询语句有误：{cause}", "只接受一条 SELECT 语句，表与列见 gouji tables",
        "the query cannot be understood: {cause}", "one SELECT statement is accepted; tables and columns: gouji tables",
    ),
    "query-timeout": (
        "查询超过 {seconds} 秒，已停止", "请加条件缩小范围，或放宽时限",
        "the query took more than {seconds} s and was stopped", "narrow it down or raise the time limit",
    ),
    "backup-kind": (
        "这个库由 {url} 数据库服务器保管", "请用它自己的工具：pg_dump -Fc -n gouji -n gouji_decisions，恢复用 pg_restore",
        "this store is kept by a {url} server", "use its own tools: pg_dump -Fc -n gouji -n gouji_decisions, and pg_restore",
    ),
    "backup-damaged": (
        "{path} 不是完好的备份：{cause}", "请另选一份",
        "{path} is not a whole backup: {cause}", "choose another",
    ),
    "backup-unwritable": (
        "备份或恢复时写不了 {path}：{cause}", "请检查权限和磁盘",
        "cannot write {path}: {cause}", "check permissions and disk",
    ),
    "export-format": (
        "不认识的导出格式 {name}", "可用：{choices}",
        "unknown export format {name}", "accepted: {choices}",
    ),
    "export-unwritable": (
        "写不了 {path}：{cause}", "请检查权限和磁盘；若文件正被 Excel 打开请先关闭",
        "cannot write {path}: {cause}", "check permissions and disk; close the file if Excel has it open",
    ),
}  # fmt: skip


class StoreError(Exception):
    """What the store, a query or an export refuses to do.

    ``code``: a key of :data:`CODES`; ``data``: what fills its wording. ``reason`` and ``remedy`` are for people, in the language of ``GOUJI_LANG``.
    """

    def __init__(self, code: str, **data: object) -> None:
        self.code, self.data = code, data
        super().__init__(code, data)

    def _word(self, index: int) -> str:
        english = os.environ.get("GOUJI_LANG", "").lower().startswith("en")
        return CODES[self.code][index + 2 * english].format_map(self.data)

    @property
    def reason(self) -> str:
        return self._word(0)

    @property
    def remedy(self) -> str:
        return self._word(1)

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}（{self.remedy}）"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.code, self.data)  # keywords survive a process pool


def _rebuild(code: str, data: dict[str, object]) -> StoreError:
    return StoreError(code, **data)


def one_line(error: BaseException) -> str:
    """The first line of an exception's message."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
