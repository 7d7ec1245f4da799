"""Reports to be printed: what a bulletin, a run or a body's bulletins say, which flags they have and what was decided; as a page and as PDF."""
