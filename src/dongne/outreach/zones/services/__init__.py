"""Writes: zones, tong charges, exclusions, boundaries, addresses."""
