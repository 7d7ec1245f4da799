"""Checks: ties between the figures of one text, each with an exact verdict. One check per module in :mod:`extractors.checks.rules`."""

from extractors.checks.config import DEFAULT, CheckConfig, Override
from extractors.checks.registry import Registered, all_checks
from extractors.checks.run import run_checks

__all__ = ["DEFAULT", "CheckConfig", "Override", "Registered", "all_checks", "run_checks"]
