"""Outreach (우리동네주무관): zones, what officers see and do there, and the month made of it."""
