"""Fieldwork: outings, what was done and seen there, and the reports made of it."""
