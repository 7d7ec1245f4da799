"""Reviewing: which flags are meant, in which order, what an auditor must see of one, and what they may do to it."""
