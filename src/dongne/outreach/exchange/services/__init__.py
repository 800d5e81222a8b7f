"""Writes: a file taken in, compared, mended, applied, undone, forgotten."""
