"""Persons and households: sealed, masked, opened for a purpose; blocks between relatives."""
