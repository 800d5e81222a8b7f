"""Telling other programs what has happened: signed, repeated until it arrives."""
