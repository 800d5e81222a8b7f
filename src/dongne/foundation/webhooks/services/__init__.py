"""Writes: telling of an event, sending, and the endpoints themselves."""
