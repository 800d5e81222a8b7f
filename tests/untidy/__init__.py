"""The untidy spreadsheets of a made-up office, and what the truth in them is.

`truth.py` knows the office, `draft.py` is a table on its way into a file, `dirt.py` has the
kinds of dirt by name, each a small function. All seeded: the same seed makes the same files.
"""
