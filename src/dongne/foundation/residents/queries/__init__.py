"""Reads of persons, households and blocks."""
