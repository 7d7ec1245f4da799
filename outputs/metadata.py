"""The contract as SQLAlchemy Core metadata: physical tables, the views over them, triggers. One set for SQLite, one for PostgreSQL."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from outputs.contract import Table, Type
from outputs.schema import CHECKS, TABLES
from outputs.schema_corrections import CORRECTION_WORDS, CORRECTIONS

SQL_TYPES: dict[Type, Any] = {
    "text": sa.Text, "integer": sa.Integer, "real": sa.Double, "date": sa.Text, "time": sa.Text, "flag": sa.SmallInteger,
}  # fmt: skip


@cache
def store_metadata(dialect: str) -> sa.MetaData:
    """The physical tables of the store; ``dialect``: ``sqlite`` or ``postgresql`` (they differ in what full-text search needs)."""
    metadata = sa.MetaData()
    sa.Table("meta", metadata, sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    for table in TABLES.values():
        if table.home == "store":
            _physical(table, metadata, dialect)
    return metadata


def decisions_metadata(schema: str | None = None) -> sa.MetaData:
    """The tables of what people decided, alone in their file (SQLite) or schema (PostgreSQL)."""
    metadata = sa.MetaData(schema=schema)
    for contracted in DECIDED:
        columns = [sa.Column(c.name, SQL_TYPES[c.type], primary_key=c.name == "id", nullable=not c.required) for c in contracted.columns]
        table = sa.Table(contracted.name, metadata, *columns, sqlite_autoincrement=True)
        for names in contracted.indexes:
            sa.Index(f"{contracted.name}_by_{names[0]}", *(table.c[n] for n in names))
    return metadata


DECIDED = tuple(t for t in TABLES.values() if t.home == "decisions")


def _physical(table: Table, metadata: sa.MetaData, dialect: str) -> None:
    searched = table.name == "sentences"
    columns: list[sa.Column[Any]] = []
    if searched and dialect == "sqlite":
        columns.append(sa.Column("seq", sa.Integer, primary_key=True))  # what the full-text index points at
    keyed = not columns
    for c in table.columns:
        if c.stored:
            columns.append(sa.Column(c.name, SQL_TYPES[c.type], primary_key=keyed and c.name in table.key, nullable=not c.required, server_default=c.default))
    if table.versioned:
        columns.append(sa.Column("current", sa.SmallInteger, nullable=False, server_default="1"))
    if searched and dialect == "postgresql":
        columns.append(sa.Column("search", TSVECTOR))
    physical = sa.Table(table.stored_name, metadata, *columns)
    if not keyed:
        sa.Index(f"{table.name}_by_id", physical.c.id, unique=True)
    if searched and dialect == "postgresql":
        sa.Index("sentences_by_search", physical.c.search, postgresql_using="gin")
    if table is CHECKS:
        fails = sa.text("verdict = 'fails'")  # few are flags: only those are indexed
        sa.Index("checks_failing", physical.c.severity, physical.c.current, sqlite_where=fails, postgresql_where=fails)
        _flag_indexes(physical)
    for names in table.indexes:
        sa.Index(f"{table.name}_by_{'_'.join(names)}", *(physical.c[n] for n in names))


FLAGGED = "verdict = 'fails' AND severity <> 'info' AND current = 1"
"""Which checks are flags in force. A query that says it in these words can use the indexes below."""


def _flag_indexes(checks: sa.Table) -> None:
    """The orders in which the desk goes through the flags, so that a page of them is read, not sorted."""
    c, where = checks.c, sa.text(FLAGGED)
    orders = {
        "severity": (c.severity, c.issued.desc(), c.id), "issued": (c.issued, c.id), "rule": (c.rule, c.issued.desc(), c.id), "fingerprint": (c.fingerprint, c.id),
    }  # fmt: skip
    for name, columns in orders.items():
        sa.Index(f"flags_by_{name}", *columns, sqlite_where=where, postgresql_where=where)


def views(dialect: str) -> dict[str, str]:
    """``CREATE VIEW`` statements by name: the current rows of each versioned table."""
    quote = sa.engine.url.make_url(f"{dialect}://").get_dialect()().identifier_preparer.quote
    out = {}
    for table in TABLES.values():
        if table.versioned:
            names = ", ".join(
                f"t.{quote(c.name)}" if c.stored else f"{_computed(table.name, quote)} AS {quote(c.name)}" for c in table.columns
            )
            join = "" if all(c.stored for c in table.columns) else " JOIN texts s ON s.document = t.document"
            out[table.name] = f"CREATE VIEW {table.name} AS SELECT {names} FROM {table.stored_name} t{join} WHERE t.current = 1"
    return out


def _computed(table: str, quote: object) -> str:
    assert table == "articles" and callable(quote)
    return f"substr(s.text, t.{quote('start')} + 1, t.{quote('end')} - t.{quote('start')})"


def flags_view(dialect: str) -> str:
    """The flags with their latest decision. On SQLite a temporary view: a stored one may not look into another file."""
    temporary = "TEMP " if dialect == "sqlite" else ""
    return f"""CREATE {temporary}VIEW flags AS
SELECT c.id AS check_id, c.fingerprint, c.rule, c.scope, c.severity, {STATUS} AS status,
       c.message, c.equation, c.issued, c.document, c.article, f.path, a.title, coalesce(d.reason, r.reason) AS reason, coalesce(d.note, r.note) AS note,
       coalesce(d.decided_by, r.decided_by) AS decided_by, coalesce(d.decided_at, r.decided_at) AS decided_at
FROM {CHECKS.stored_name} c
JOIN documents f ON f.id = c.document
LEFT JOIN articles_all a ON a.id = c.article
{STANDING}
WHERE c.verdict = 'fails' AND c.severity IN ('error', 'warning') AND c.current = 1"""


# A rule that an auditor made of a dismissal holds for its series in every year, unless the flag itself was decided upon.
STANDING = """LEFT JOIN decisions d ON d.id = (SELECT max(id) FROM decisions WHERE fingerprint = c.fingerprint AND action <> 'note')
LEFT JOIN decisions r ON c.series IS NOT NULL AND r.id =
    (SELECT max(id) FROM decisions WHERE fingerprint = c.rule || '@' || substr(c.series, 1, length(c.series) - 5) AND action <> 'note')"""
"""Joins a check ``c`` with its latest decision ``d`` and that of the rule for its series ``r``."""

STATUS = """CASE WHEN d.action = 'confirm' THEN 'confirmed' WHEN d.action = 'dismiss' THEN 'dismissed' WHEN d.action IS NULL AND r.action = 'dismiss'
    THEN 'dismissed' ELSE 'open' END"""
"""The status of a check that :data:`STANDING` was joined to."""


def refusals(dialect: str, schema: str | None = None) -> list[str]:
    """Statements that make the decisions append-only. Of a correction the words of the bulletin may be taken out, for a bulletin that is erased, and nothing else."""
    if dialect == "sqlite":
        blank = _blanked("IS")
        return [
            f"DROP TRIGGER IF EXISTS {CORRECTIONS.name}_no_update",
            f"CREATE TRIGGER IF NOT EXISTS {CORRECTIONS.name}_only_blanked BEFORE UPDATE ON {CORRECTIONS.name} WHEN NOT ({blank}) "
            "BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END",
            *(
                f"CREATE TRIGGER IF NOT EXISTS {t.name}_no_{verb.lower()} BEFORE {verb} ON {t.name} BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END"
                for t in DECIDED
                for verb in ("UPDATE", "DELETE")
                if (t.name, verb) != (CORRECTIONS.name, "UPDATE")
            ),
        ]
    refuse = f"CREATE OR REPLACE FUNCTION {schema}.{{name}}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {{when}} RAISE EXCEPTION 'decisions are append-only'; END $$"
    return [
        refuse.format(name="refuse", when=""),
        refuse.format(name="refuse_words", when=f"IF {_blanked('IS NOT DISTINCT FROM')} THEN RETURN NEW; END IF;"),
        *(
            f"CREATE OR REPLACE TRIGGER {t.name}_append_only BEFORE {'' if t is CORRECTIONS else 'UPDATE OR '}DELETE OR TRUNCATE ON {schema}.{t.name} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse()"
            for t in DECIDED
        ),
        f"CREATE OR REPLACE TRIGGER {CORRECTIONS.name}_only_blanked BEFORE UPDATE ON {schema}.{CORRECTIONS.name} FOR EACH ROW EXECUTE FUNCTION {schema}.refuse_words()",
    ]


def _blanked(same: str) -> str:
    """Whether an update of a correction takes its words out and leaves the rest as it was."""
    kept = [f'NEW."{c.name}" {same} OLD."{c.name}"' for c in CORRECTIONS.columns if c.name not in CORRECTION_WORDS]
    gone = [f'NEW."{c}" = \'\'' if CORRECTIONS.column(c).required else f'NEW."{c}" IS NULL' for c in CORRECTION_WORDS]
    return " AND ".join([*kept, *gone])
