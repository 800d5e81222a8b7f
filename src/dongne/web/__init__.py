"""Web: the shell around every page, and the JSON interface."""
