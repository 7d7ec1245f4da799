"""Checks: ties between the figures of one text, each with an exact verdict. One check per module in :mod:`extractors.checks.rules`."""

from extractors.checks.config import DEFAULT, CheckConfig, Override
from extractors.checks.coverage import Coverage, coverage
from extractors.checks.registry import Registered, all_checks
from extractors.checks.run import run_checks

__all__ = ["DEFAULT", "CheckConfig", "Coverage", "Override", "Registered", "all_checks", "coverage", "run_checks"]
