"""Tables of an earlier program brought in line with the contract by comparing: what was added since is added; anything else is named, not guessed at."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

ZEROS = {"TEXT": "''"}
"""What rows on record get in an added column that must not be empty, by type; 0 for numbers. They hold it until their bulletin is read again."""

Table = sa.Table
Found = dict[str, dict[str, object]]
"""The columns of a table as the database tells them, by name."""


def conform(connection: sa.Connection, metadata: sa.MetaData) -> list[str]:
    """Add the tables, columns and indexes of ``metadata`` that the database lacks and allow the empty values that it still refuses.

    Gives what cannot be derived, ``table.column: …`` a line: columns of another type, or that the contract does not know. Nothing has been changed then.
    """
    inspector = sa.inspect(connection)
    there = set(inspector.get_table_names(metadata.schema))
    kept = {t: {str(c["name"]): dict(c) for c in inspector.get_columns(t.name, metadata.schema)} for t in metadata.sorted_tables if t.name in there}
    if wrong := [line for table, found in kept.items() for line in _differences(connection, table, found)]:
        return wrong
    for table in metadata.sorted_tables:
        if table not in kept:
            table.create(connection)
            continue
        found = kept[table]
        for column in table.columns:
            if column.name not in found:
                _add(connection, table, column)
        if strict := [c for c in table.columns if c.nullable and not c.primary_key and c.name in found and not found[c.name]["nullable"]]:
            _allow_null(connection, table, strict)
        _index(connection, table)
    return []


def _differences(connection: sa.Connection, table: Table, found: Found) -> Iterator[str]:
    for name, column in found.items():
        if name not in table.columns:
            yield f"{table.name}.{name}: ?"
            continue
        now, then = (t.compile(connection.dialect) for t in (table.columns[name].type, column["type"]))  # type: ignore[attr-defined]
        if now != then:
            yield f"{table.name}.{name}: {then} ≠ {now}"
    if lost := [c.name for c in table.primary_key if c.name not in found]:
        yield f"{table.name}: {', '.join(lost)}"  # a key cannot be added to


def _add(connection: sa.Connection, table: Table, column: sa.Column[object]) -> None:
    definition = str(sa.schema.CreateColumn(column).compile(dialect=connection.dialect))
    if not column.nullable and column.server_default is None:
        definition += f" DEFAULT {ZEROS.get(str(column.type.compile(connection.dialect)), '0')}"
    connection.exec_driver_sql(f"ALTER TABLE {table.fullname} ADD COLUMN {definition}")


def _allow_null(connection: sa.Connection, table: Table, columns: list[sa.Column[object]]) -> None:
    if connection.dialect.name == "sqlite":
        rebuild(connection, table)
        return
    quote = connection.dialect.identifier_preparer.quote
    for column in columns:
        connection.exec_driver_sql(f"ALTER TABLE {table.fullname} ALTER COLUMN {quote(column.name)} DROP NOT NULL")


def rebuild(connection: sa.Connection, table: Table) -> None:
    """SQLite: make a table anew as ``table`` and copy the columns that both have. For what ALTER TABLE cannot do there; indexes are made afterwards."""
    old = {str(c["name"]) for c in sa.inspect(connection).get_columns(table.name)}
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(c.name) for c in table.columns if c.name in old)
    connection.exec_driver_sql("PRAGMA legacy_alter_table = ON")  # views over it are looked at when they are made anew
    connection.exec_driver_sql(f"ALTER TABLE {table.name} RENAME TO {table.name}_old")
    for index in sa.inspect(connection).get_indexes(f"{table.name}_old"):
        connection.exec_driver_sql(f"DROP INDEX {index['name']}")
    table.create(connection)
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {table.name}_old")
    connection.exec_driver_sql(f"DROP TABLE {table.name}_old")
    connection.exec_driver_sql("PRAGMA legacy_alter_table = OFF")


def _index(connection: sa.Connection, table: Table) -> None:
    """The indexes of the contract, and no others of ours: they only cost time."""
    found = {str(i["name"]): list(i["column_names"]) for i in sa.inspect(connection).get_indexes(table.name, table.schema)}
    ours = {str(index.name) for index in table.indexes}
    for name in [name for name in found if "_by_" in name and name not in ours]:  # an earlier program's; somebody else's have other names
        connection.exec_driver_sql(f"DROP INDEX {f'{table.schema}.' if table.schema else ''}{name}")
    for index in table.indexes:
        name = str(index.name)
        if name in found and found[name] != [c.name for c in index.columns]:
            connection.exec_driver_sql(f"DROP INDEX {f'{table.schema}.' if table.schema else ''}{name}")
            del found[name]
        if name not in found:
            index.create(connection)
