"""Couriers in words: their hours, changes told, what is held of a person."""
