"""What people read: Chinese by default, English with ``GOUJI_LANG=en``.

The code carries the English text; ``locale/zh_CN/LC_MESSAGES/messages.po`` the Chinese, for our own messages and for those of click, which asks
the standard ``gettext`` too. ``make messages`` compiles it.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "messages"  # the domain that click's own texts are looked up in
CHINESE = "zh_CN"


def install() -> None:
    """Choose the language for this process and those that it starts. Call before the first module that asks for a text at import."""
    chosen = os.environ.get("GOUJI_LANG", "zh").lower()
    os.environ["LANGUAGE"] = "en" if chosen.startswith("en") else CHINESE
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)


def _(text: str) -> str:
    """``text`` in the chosen language; as it stands where no translation is known."""
    return gettext.gettext(text)


def chinese() -> bool:
    """Whether Chinese was chosen."""
    return os.environ.get("LANGUAGE") == CHINESE
