"""Rounds: where an outing stops, in which order, and what is ticked off on the way."""
