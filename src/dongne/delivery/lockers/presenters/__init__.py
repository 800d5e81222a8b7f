"""Lockers in words and pictures."""
