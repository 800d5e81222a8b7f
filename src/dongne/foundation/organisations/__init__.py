"""Organisations: accounts, teams, officers, their roles, and who stands in for whom."""
