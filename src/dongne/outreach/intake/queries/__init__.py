"""Reads: what is near, whose place it is, what stands on posters and cards."""
