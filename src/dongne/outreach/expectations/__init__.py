"""Expectations: outings and reports a week, who is below them, and reminders."""
