"""Phones that record without network: sealed records, their keys, and what waits for a person."""
