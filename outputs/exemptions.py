"""Rules that auditors made of a dismissal: one check, one series, from then on silent; visible, and taken back by another decision.

A rule is kept where decisions are kept, append-only, under the name ``check@place|measure`` in place of a fingerprint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outputs.errors import StoreError

if TYPE_CHECKING:
    from outputs.store import Store

_FLAG = "SELECT rule, series, message FROM checks WHERE fingerprint = :f ORDER BY series IS NULL LIMIT 1"
_RULES = """SELECT d.* FROM decisions d WHERE d.fingerprint LIKE '%@%'
AND d.id = (SELECT max(id) FROM decisions l WHERE l.fingerprint = d.fingerprint AND l.action <> 'note') ORDER BY d.id"""

_MEASURE = "SELECT measure FROM observations WHERE place = :place AND measure_key = :key AND measure IS NOT NULL ORDER BY id LIMIT 1"


def name_of(rule: str, series: str) -> str:
    """What a rule for a flag's series is called: without the year, it holds for all."""
    return f"{rule}@{series.rpartition('|')[0]}"


def exempt(store: Store, fingerprint: str, by: str, reason: str | None = None, note: str | None = None) -> str:
    """Make a rule of the dismissal of a flag across bulletins; gives its name. Raises ``unknown-flag``, ``decision-invalid``."""
    found = store.read(_FLAG, f=fingerprint)
    if not found:
        raise StoreError("unknown-flag", name=fingerprint)
    if not found[0]["series"]:
        raise StoreError("decision-invalid", cause="文内疑点没有序列，不能定为规则", choices="dismiss --reason …")
    name = name_of(found[0]["rule"], found[0]["series"])
    _write(store, name, "dismiss", by, reason, note, found[0]["rule"], found[0]["message"])
    return name


def restore(store: Store, name: str, by: str, note: str | None = None) -> None:
    """Take a rule back: what it alone kept silent is open again. Raises ``unknown-rule`` for a name that is no rule in force."""
    if name not in {rule["fingerprint"] for rule in rules(store)}:
        raise StoreError("unknown-rule", name=name)
    _write(store, name, "reopen", by, None, note, name.partition("@")[0], None)


def rules(store: Store) -> list[dict[str, Any]]:
    """The rules in force: ``fingerprint`` (the name), reason, note, by whom and when, ``message`` of the flag that they were made of.

    ``place`` and ``measure`` say what series is meant: the region's path, and the measure in words (its key where no observation is left).
    """
    out = []
    for row in store.read(_RULES):
        if row["action"] == "dismiss":
            place, _, key = row["fingerprint"].partition("@")[2].partition("|")
            place = place.removesuffix("/*")
            known = store.read(_MEASURE, place=place, key=key)
            out.append(row | {"place": place, "measure": known[0]["measure"] if known else key})
    return out


def _write(store: Store, name: str, action: str, by: str, reason: str | None, note: str | None, rule: str, message: str | None) -> None:
    from outputs.decisions import valid
    from outputs.store import now

    valid(action, by, reason, note)
    with store.backend.deciding() as (connection, table):
        connection.execute(table.insert().values(
            fingerprint=name, action=action, reason=reason, note=note, decided_by=by, decided_at=now(), rule=rule, message=message,
        ))  # fmt: skip
