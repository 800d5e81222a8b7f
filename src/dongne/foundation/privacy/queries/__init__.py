"""Reads: the log, what is unusual in it, lists, what is due."""
