"""Audit: one row for every write, with who, when, what, and what changed."""
