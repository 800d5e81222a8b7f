"""The checks that hold the house, beside those that tools bring (`make check` runs them all).

Each check is a function from the root of a source tree to a list of sentences, one a fault:
empty when all is well. `test_planted.py` shows that each of them finds what it is there for.
"""
