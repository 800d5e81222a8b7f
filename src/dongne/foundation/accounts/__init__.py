"""Accounts: signing in, second factors, sessions, grants, and the first set-up."""
