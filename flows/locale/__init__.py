"""Translations of what people read."""
