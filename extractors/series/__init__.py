"""Bulletins as points of series: what each figure observes (whose, of what, for when), and how observations of several bulletins bear on one another."""

from extractors.series.observe import find_observations
from extractors.series.records import Entry, Observation

__all__ = ["Entry", "Observation", "find_observations"]
