"""Names of background jobs."""

TELL = "expectations.tell"
"""Notices to those who were reminded of a week."""
