"""Channels, places, hours and reasons in words."""
