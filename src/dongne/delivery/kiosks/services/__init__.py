"""Writes: documents sent to kiosks, visits, printing, wiping."""
