"""Thin Django, to compare with: what `startproject` gives, one view with one ORM statement.

Served by the same server with the same options, against a database of its own on the same
PostgreSQL.
"""
