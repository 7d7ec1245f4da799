"""Lets the records of :mod:`extractors.model` travel with a spaCy ``Doc``: through ``nlp.pipe(n_process=…)``, ``DocBin`` and ``Doc.to_bytes``.

spaCy writes a document's user data with srsly's msgpack; importing this module teaches it our records, exact numbers and dates. Only those
types are ever built when reading, so bytes from elsewhere cannot run code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import srsly

from extractors import model

Chain = Callable[[Any], Any] | None
_RECORDS = {
    record.__name__: record for record in vars(model).values() if isinstance(record, type) and hasattr(record, "__dataclass_fields__")
}
_MARK = "__gouji__"


@srsly.msgpack_encoders("gouji")
def encode(value: Any, chain: Chain = None) -> Any:
    """A record as ``{mark: [name, field values …]}``; everything else goes on along ``chain``."""
    if type(value).__name__ in _RECORDS:
        return {_MARK: [type(value).__name__, *(_sealed(getattr(value, f.name)) for f in fields(value))]}
    if isinstance(value, Decimal):
        return {_MARK: ["Decimal", str(value)]}
    if isinstance(value, date):
        return {_MARK: ["date", value.isoformat()]}
    return value if chain is None else chain(value)


@srsly.msgpack_decoders("gouji")
def decode(value: Any, chain: Chain = None) -> Any:
    """The inverse of :func:`encode`."""
    if isinstance(value, dict) and _MARK in value:
        name, *parts = value[_MARK]
        if name == "Decimal":
            return Decimal(parts[0])
        if name == "date":
            return date.fromisoformat(parts[0])
        if name == "int":
            return int(parts[0])
        return _RECORDS[name](*map(_frozen, parts))
    return value if chain is None else chain(value)


def _sealed(value: Any) -> Any:
    """An integer too large for msgpack travels as text."""
    return {_MARK: ["int", str(value)]} if isinstance(value, int) and not -(2**63) <= value < 2**63 else value


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
