"""Writes: what is counted, proven, given and let in."""
