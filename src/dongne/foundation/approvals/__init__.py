"""Approvals: a line of people who sign one after another, whatever the paper is about."""
