"""Notices: a list of their own for officers, inside the program."""
