"""Writes of persons, households and blocks."""
