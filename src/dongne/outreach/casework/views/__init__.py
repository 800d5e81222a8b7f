"""Pages of cases: lists, one of them, everything that is done there, and new ones."""
