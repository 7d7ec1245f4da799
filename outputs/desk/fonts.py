"""A Chinese font for browsers on machines that have none: Noto Sans CJK SC, taken once out of the collection that an installed package carries.

The style sheet names it behind the fonts that systems ship, so a browser that has one of those fetches nothing.
"""

from __future__ import annotations

import os
import threading
from functools import lru_cache
from pathlib import Path

from outputs.errors import StoreError

FACE = "NotoSansCJKsc-Regular"
ADDRESS = "/fonts/noto-sans-sc.otf"
FAMILY = "Gouji Sans"
"""What the style sheet calls it."""
_taking = threading.Lock()


def collection() -> Path | None:
    """The installed font collection, if its package is there."""
    try:
        from noto_cjk_sans_otc import FONT_PATH
    except ImportError:
        return None
    return Path(str(FONT_PATH))


def cache() -> Path:
    """Where the face is kept: ``GOUJI_CACHE``, else the user's cache folder."""
    return Path(os.environ.get("GOUJI_CACHE") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "gouji"))


@lru_cache(1)
def face() -> Path:
    """The file of the face (16 MB), taken out on first use (a second). Raises ``font-missing`` where the package is not installed."""
    whole = collection()
    if whole is None:
        raise StoreError("font-missing")
    taken = cache() / f"{FACE}-{whole.stat().st_size}.otf"
    with _taking:
        if not taken.exists():
            _take(whole, taken)
    return taken


def _take(whole: Path, to: Path) -> None:
    from fontTools.ttLib import TTCollection

    to.parent.mkdir(parents=True, exist_ok=True)
    part = to.with_suffix(f".{os.getpid()}")
    with TTCollection(str(whole), lazy=True) as faces:
        next(f for f in faces if f["name"].getDebugName(6) == FACE).save(part, reorderTables=False)  # tables as they are, none parsed
    part.replace(to)
