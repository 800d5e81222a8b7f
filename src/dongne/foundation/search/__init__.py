"""Search: Korean words cut into bigrams, saved filters, and who can be found where."""
