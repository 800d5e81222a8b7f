"""Kinds of cases: who is responsible where, how long it may take, what is asked and promised."""
