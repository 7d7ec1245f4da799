"""A bulletin as it was printed, with what was read from it laid over the text in layers."""
