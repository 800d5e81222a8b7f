"""Names of background jobs, and how they are asked for."""

TELL = "applications.tell"
"""Tells whoever a change of an application concerns: `application_id`, `what` happened, `version`,
`by` whom."""
REMIND = "applications.remind"
"""Arrived and nearly not accepted in time: whoever accepts is reminded once."""
