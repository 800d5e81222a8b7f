"""Pages of whoever looks after other programs."""
