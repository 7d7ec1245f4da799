"""What the desk is told when it starts. Whatever lies outside of ``outputs`` is handed in here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Segment = Callable[[str], Sequence[str]]
"""The words of a query, as the stored text was segmented."""

Retry = Callable[[Sequence[str]], Sequence[Mapping[str, Any]]]
"""Read quarantined files again, all or those at the given paths; gives for each ``path``, ``fate`` (read, quarantined, gone), ``code``, ``reason``, ``remedy``."""


Settle = Callable[[], object]
"""Read again what was corrected, so that targets, observations and checks follow. Waits for a run that is writing."""


@dataclass(frozen=True, slots=True)
class Access:
    """How people get in.

    ``token``: the one that opens the desk on loopback, for ``owner`` with every role; ``None``: users with passwords from the file ``users``.
    ``proxy_header``: a header in which a reverse proxy names the user who signed in there; believed only when it is set, and only from ``proxies``
    (addresses). ``secure``: the desk is behind TLS, so that cookies may be limited to it.
    """

    token: str | None = None
    owner: str = "auditor"
    users: str | None = None
    proxy_header: str | None = None
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    secure: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """``store``: a path or URL; ``checks``: the rule of each check in a sentence, by its id; ``port`` keeps the cookies of two desks on one host apart."""

    store: str
    access: Access = field(default_factory=Access)
    segment: Segment | None = None
    retry: Retry | None = None
    settle: Settle | None = None
    checks: Mapping[str, str] = field(default_factory=dict)
    title: str = "勾稽"
    port: int = 8600
