"""Writes: reserving, loading, codes, doors, what controllers tell, what the office settles.

Rows are locked in one order: compartment, parcel, locker. So nobody waits for somebody who waits.
"""
