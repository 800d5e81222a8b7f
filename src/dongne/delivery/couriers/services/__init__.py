"""Writes: who is a courier, their hours, and signing in."""
