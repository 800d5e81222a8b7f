"""Writes: photos and sounds taken in, parts of what is on its way, what is left behind."""
