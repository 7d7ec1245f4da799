"""What may be set about the checks: tolerances, and which checks are off or demoted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, Literal, get_args

from extractors.model import Severity, Verdict


@dataclass(frozen=True, slots=True)
class Override:
    """Another treatment of one check: its new severity or ``off``, and why (printed in the message of every outcome that it changes)."""

    to: Severity | Literal["off"]
    reason: str


@dataclass(frozen=True, slots=True)
class CheckConfig:
    """Tolerances are shares of the printed number; they may be given as numbers or strings, overrides as ``{id: {"to": …, "reason": …}}``.

    ``near``: 近/将近/接近 n may be as little as ``(1 - near) n``. ``about``: 约/左右/上下 n is ``n`` give or take that share. ``doubling``: 翻番 is a round word;
    the ratio may miss 2^k by that share. ``overrides``: check id → :class:`Override`, of the checks within an article and across bulletins alike; an unknown id is refused when the checks run.
    Raises ``ValueError`` for a tolerance that is not a share or an override that is not complete.
    """

    near: Decimal = Decimal("0.1")
    about: Decimal = Decimal("0.05")
    doubling: Decimal = Decimal("0.2")
    overrides: Mapping[str, Override] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for name in ("near", "about", "doubling"):
            object.__setattr__(self, name, _share(name, getattr(self, name)))
        object.__setattr__(self, "overrides", MappingProxyType({id: _override(id, o) for id, o in self.overrides.items()}))

    def applied(self, id: str, verdict: Verdict, severity: Severity, message: str) -> tuple[Verdict, Severity, str]:
        """An outcome of check ``id`` as its override, if any, would have it; the reason is in the message."""
        override = self.overrides.get(id)
        if override is None:
            return verdict, severity, message
        if override.to == "off":
            return "unchecked", "info", f"本项检查已停用：{override.reason}"
        return verdict, override.to, f"{message}（按配置改为{override.to}：{override.reason}）"

    def known(self, ids: Iterable[str]) -> None:
        """Raise ``ValueError`` where an override names a check that is none of ``ids``."""
        if unknown := set(self.overrides) - set(ids):
            raise ValueError(f"unknown check {sorted(unknown)}; known: {sorted(ids)}")


def _share(name: str, given: Any) -> Decimal:
    try:
        share = Decimal(str(given))
    except InvalidOperation:
        raise ValueError(f"{name}: {given!r} is not a number") from None
    if not 0 <= share < 1:
        raise ValueError(f"{name}: {given!r} is not a share between 0 and 1")
    return share


def _override(id: str, given: Any) -> Override:
    override = given if isinstance(given, Override) else Override(str(given.get("to")), str(given.get("reason") or ""))  # type: ignore[arg-type]
    if override.to not in (*get_args(Severity), "off") or not override.reason:
        raise ValueError(f"{id}: an override needs `to` (error, warning, info, off) and a `reason`")
    return override


DEFAULT = CheckConfig()
