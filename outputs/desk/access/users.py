"""Users with roles and argon2 passwords, in a file of their own: no query over the tables can reach it."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from outputs.errors import StoreError, one_line

Role = Literal["read", "review", "administer"]
ROLES: tuple[Role, ...] = get_args(Role)
ROLE_LABELS = {"read": "查阅", "review": "审核", "administer": "管理"}
"""Each role includes those before it."""

SHORTEST = 8
LONGEST_NAME = 40

_TABLES = """
CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT, generation INTEGER NOT NULL DEFAULT 1, added TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who is signed in. ``generation`` rises with every change of password or role and ends the sessions begun before."""

    name: str
    role: Role
    generation: int = 1

    def may(self, role: Role) -> bool:
        """Whether this user's role includes ``role``."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Users:
    """The file of users. Raises :class:`StoreError` ``user-invalid``, ``unknown-user``, ``user-exists``, ``store-unopenable``."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._local = threading.local()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                self.path.touch(mode=0o600)
            with self._connection as connection:
                connection.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise StoreError("store-unopenable", url=str(path), cause=one_line(error)) from error

    @property
    def _connection(self) -> sqlite3.Connection:
        """One per thread."""
        if not hasattr(self._local, "connection"):
            self._local.connection = sqlite3.connect(self.path, timeout=10)
            self._local.connection.execute("PRAGMA journal_mode = WAL")
        found: sqlite3.Connection = self._local.connection
        return found

    def secret(self) -> str:
        """What session cookies are signed with: made once, so that people stay signed in when the desk is started again."""
        with self._connection as connection:
            connection.execute("INSERT OR IGNORE INTO secrets VALUES ('session', ?)", (secrets.token_hex(32),))
        return str(self._connection.execute("SELECT value FROM secrets WHERE name = 'session'").fetchone()[0])

    def all(self) -> list[User]:
        """Everybody, by name."""
        return [User(*row) for row in self._connection.execute("SELECT name, role, generation FROM users ORDER BY name")]

    def find(self, name: str) -> User | None:
        row = self._connection.execute("SELECT name, role, generation FROM users WHERE name = ?", (name,)).fetchone()
        return User(*row) if row else None

    def add(self, name: str, role: Role, password: str | None = None) -> User:
        """A new user; without a password only a reverse proxy can sign them in."""
        name = name.strip()
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise StoreError("user-invalid", cause=repr(name), choices=f"1–{LONGEST_NAME} 个字")
        hashed = _hashed(password) if password is not None else None
        try:
            with self._connection as connection:
                connection.execute("INSERT INTO users (name, role, password) VALUES (?, ?, ?)", (name, _known(role), hashed))
        except sqlite3.IntegrityError as error:
            raise StoreError("user-exists", name=name) from error
        return User(name, role)

    def remove(self, name: str) -> None:
        self._change("DELETE FROM users WHERE name = ?", name)

    def set_role(self, name: str, role: Role) -> None:
        self._change("UPDATE users SET role = ?, generation = generation + 1 WHERE name = ?", _known(role), name)

    def set_password(self, name: str, password: str) -> None:
        self._change("UPDATE users SET password = ?, generation = generation + 1 WHERE name = ?", _hashed(password), name)

    def verify(self, name: str, password: str) -> User | None:
        """The user if the password is right. Takes as long for a name that nobody has."""
        from argon2.exceptions import InvalidHashError, VerificationError

        row = self._connection.execute("SELECT password FROM users WHERE name = ?", (name,)).fetchone()
        try:
            _hasher().verify(row[0] if row and row[0] else _decoy(), password)
        except (VerificationError, InvalidHashError):
            return None
        return self.find(name) if row and row[0] else None

    def _change(self, sql: str, *values: str) -> None:
        with self._connection as connection:
            if not connection.execute(sql, values).rowcount:
                raise StoreError("unknown-user", name=values[-1], choices="、".join(u.name for u in self.all()) or "（还没有用户）")


def _known(role: str) -> str:
    if role not in ROLES:
        raise StoreError("user-invalid", cause=role, choices=", ".join(ROLES))
    return role


def _hashed(password: str) -> str:
    if len(password) < SHORTEST:
        raise StoreError("user-invalid", cause=f"口令只有 {len(password)} 个字符", choices=f"至少 {SHORTEST} 个字符")
    return str(_hasher().hash(password))


def _hasher():  # type: ignore[no-untyped-def]
    import argon2

    return argon2.PasswordHasher()


_decoys: list[str] = []


def _decoy() -> str:
    if not _decoys:
        _decoys.append(str(_hasher().hash(secrets.token_hex(16))))
    return _decoys[0]
