"""The checks across bulletins, one per module."""
