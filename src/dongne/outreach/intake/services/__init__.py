"""Writes: drafts of reports, sending them, codes for posters and cards."""
