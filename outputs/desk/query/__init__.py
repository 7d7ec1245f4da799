"""Asking the tables: what may be asked (:mod:`listings`), how a question is an address (:mod:`question`), and its rows, facets and files."""
