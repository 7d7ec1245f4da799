"""The target tracker: every target in force with the latest figure that tells how far it has come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outputs.store import Store

STATUSES = {"open": "未到期", "met": "已达到", "missed": "未达到", "overdue": "已到期，未见结果"}

# the latest figure reported after the target on the same measure in the same unit, of the same owner or, where one is not named, by the same publisher
_TARGETS = """
SELECT t.*, d.path AS file, d.sha256, a.ordinal AS article_ordinal, a.title, f.id AS progress_figure, f.text AS progress_text, f.low AS progress_low,
       f.high AS progress_high, f.issued AS progress_issued, f.document AS progress_document
FROM targets t JOIN documents d ON d.id = t.document JOIN articles_all a ON a.id = t.article
LEFT JOIN figures_all f ON f.id = (
    SELECT g.id FROM figures_all g JOIN articles_all b ON b.id = g.article
    WHERE g.current = 1 AND g.measure = t.measure AND g.issued > t.issued AND coalesce(g.unit, '') = coalesce(t.unit, '')
      AND g.modality IN ('reported', 'cumulative', 'revised')
      AND (g.subject = t.owner OR ((g.subject IS NULL OR t.owner IS NULL) AND b.publisher = a.publisher))
    ORDER BY g.issued DESC, g.id LIMIT 1)
ORDER BY t.deadline IS NULL, t.deadline, t.document, t.start"""


def targets(store: Store, as_of: date | None = None, status: str = "all") -> list[dict[str, Any]]:
    """Targets by deadline. ``as_of``: the day that statuses are computed for (default today); ``status``: a key of :data:`STATUSES` or all.

    Each row: the columns of ``targets``, ``file``, ``title``, ``progress`` (``None`` or figure, text, low, high, issued, document) and ``status``.
    """
    today = (as_of or date.today()).isoformat()
    out = []
    for row in store.read(_TARGETS):
        progress = {key.removeprefix("progress_"): row.pop(key) for key in list(row) if key.startswith("progress_")}
        row["progress"] = progress if progress["figure"] else None
        row["status"] = _status(row, today)
        if status in ("all", row["status"]):
            out.append(row)
    return out


def _status(target: dict[str, Any], today: str) -> str:
    progress = target["progress"]
    if progress and _reached(target, progress):
        return "met"
    if target["deadline"] and target["deadline"] < today:
        return "missed" if progress else "overdue"
    return "open"


def _reached(target: dict[str, Any], progress: dict[str, Any]) -> bool:
    """Whether all that the progress may stand for satisfies the target."""
    low, high = progress["low"], progress["high"]
    if target["comparator"] in ("<=", "<"):
        bound = target["high"] if target["high"] is not None else target["low"]
        return bound is not None and high is not None and (high < bound or (high == bound and target["comparator"] == "<="))
    bound = target["low"] if target["low"] is not None else target["high"]
    return bound is not None and low is not None and (low > bound or (low == bound and target["comparator"] != ">"))
