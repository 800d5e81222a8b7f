"""Sharing: the month. An append-only ledger, the tally kept from it, and the roll-up."""
