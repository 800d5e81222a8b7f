"""What the calendar tells. Later: each one is a job row, written with the change."""

from __future__ import annotations

CALENDAR_CHANGED = "calendar.changed"
"""Job; ids: `entry` (the audit row of the change). Whoever has due dates moves them then, by
`register_moves`."""
