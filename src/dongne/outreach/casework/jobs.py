"""Names of background jobs, and how they are asked for."""

TELL = "casework.tell"
"""Tells whoever a change of a case concerns: `case_id`, `what` happened, `version`, `by` whom."""
