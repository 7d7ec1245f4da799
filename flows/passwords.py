"""Passwords in a store's address: kept out of whatever is written down or shown (Prefect's parameters, process lists, state files)."""

from __future__ import annotations

import os
from urllib.parse import unquote, urlsplit, urlunsplit


def without_password(store: str) -> str:
    """The address without its password, which this process and those that it starts find in PGPASSWORD, as PostgreSQL's own programs do."""
    if "://" not in store or store.lower().startswith("sqlite:"):
        return store
    parts = urlsplit(store)
    if not parts.password:
        return store
    os.environ["PGPASSWORD"] = unquote(parts.password)
    user, _at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}@{host}"))
