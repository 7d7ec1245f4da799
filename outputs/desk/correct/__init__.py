"""Correcting at the desk: through the same functions as everywhere, with a line in the log; and what others may learn from corrections."""
