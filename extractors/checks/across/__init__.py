"""Checks across bulletins: what observations with equal keys must satisfy. One check per module in :mod:`extractors.checks.across.rules`."""

from extractors.checks.across.group import Group
from extractors.checks.across.registry import Found, all_rules, run_family, run_series, run_text

__all__ = ["Found", "Group", "all_rules", "run_family", "run_series", "run_text"]
