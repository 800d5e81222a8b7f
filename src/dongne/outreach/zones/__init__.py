"""Zones: which officer looks after which tongs, and who stands in."""
