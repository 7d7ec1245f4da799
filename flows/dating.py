"""The issue date of a bulletin that prints none: from the name of its file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_.年](\d{1,2})[-_.月](\d{1,2})(?!\d)|(\d\d)(\d\d)(?!\d))")


def date_in_name(path: str) -> date | None:
    """The one full date in a file's name; ``None`` if there is none, or several.

    >>> date_in_name("简报/2008-03-20.txt"), date_in_name("工会信息20080320第5期.doc"), date_in_name("第5期.txt")
    (datetime.date(2008, 3, 20), datetime.date(2008, 3, 20), None)
    """
    found = set()
    for year, month, day, m, d in _NAMED.findall(PurePath(path).name):
        try:
            found.add(date(int(year), int(month or m), int(day or d)))
        except ValueError:
            continue
    return found.pop() if len(found) == 1 else None
