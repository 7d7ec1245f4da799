"""What an auditor does to flags: decide on one or many, take back, assign; all of it through the same functions as the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from outputs import assignments, audit, decisions, exemptions
from outputs.labels import ACTIONS, REASONS

if TYPE_CHECKING:
    from outputs.store import Store

BULK = 500
"""Flags that are decided on at once."""

RECENT = 2_000
"""Decisions, back from the latest, among which one's own are looked for to take back."""

_MINE = """SELECT d.fingerprint, d.action, d.reason, d.message, (SELECT max(id) FROM decisions WHERE fingerprint = d.fingerprint) AS latest FROM decisions d
WHERE d.id > (SELECT coalesce(max(id), 0) FROM decisions) - :recent AND d.decided_by = :by AND d.action IN ('confirm', 'dismiss') AND d.fingerprint NOT LIKE '%@%'
AND NOT EXISTS (SELECT 1 FROM decisions l WHERE l.fingerprint = d.fingerprint AND l.id > d.id AND l.action <> 'note') ORDER BY d.id DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided: ``action`` of :data:`outputs.labels.ACTIONS`; ``as_rule``: this check is silent for this series from now on."""

    action: str
    reason: str | None = None
    note: str | None = None
    as_rule: bool = False

    def told(self) -> str:
        """In words."""
        what = ACTIONS[self.action] + (f"（{REASONS[self.reason]}）" if self.reason else "")
        return what + ("，并成为规则" if self.as_rule else "")


def decide(store: Store, fingerprint: str, decision: Decision, by: str, after: int | None) -> int:
    """Decide on one flag; gives the decision's number. Raises ``unknown-flag``, ``decision-invalid``, and ``decision-conflict`` where ``after`` is no longer the latest."""
    number = store.decide(fingerprint, decision.action, by, decision.reason, decision.note, after)
    if decision.as_rule and decision.action == "dismiss":
        exemptions.exempt(store, fingerprint, by, decision.reason, decision.note)
    return number


def decide_many(store: Store, flags: Sequence[tuple[str, int]], decision: Decision, by: str, address: str | None = None) -> tuple[list[str], list[str]]:
    """Decide on flags as they were previewed: each with the number of its latest decision then. Gives the fingerprints decided on, and those that somebody else
    had decided on meanwhile, which are left alone."""
    done, left = decisions.decide_many(store, flags, decision.action, by, decision.reason, decision.note)
    audit.record(store, by, "bulk-decide", decision.action, f"{decision.told()}：{len(done)} 条，未动 {len(left)} 条；{' '.join(done)}", address)
    return done, left


def undoable(store: Store, by: str) -> dict[str, Any] | None:
    """The latest decision of somebody's own that still holds: ``fingerprint``, ``action``, ``reason``, ``message``."""
    found = store.read(_MINE, by=by, recent=RECENT)
    return found[0] if found else None


def undo(store: Store, by: str) -> dict[str, Any] | None:
    """Take back :func:`undoable` by opening its flag again; gives what was taken back."""
    last = undoable(store, by)
    if last:
        store.decide(last["fingerprint"], "reopen", by, None, "撤销", last["latest"])
    return last


def assign(store: Store, fingerprints: Sequence[str], assignee: str | None, by: str, address: str | None = None) -> int:
    """Assign flags, or take them back (``None``)."""
    count = assignments.assign(store, fingerprints, assignee, by)
    audit.record(store, by, "assign", assignee, f"{count} 条：{' '.join(fingerprints)}", address)
    return count
