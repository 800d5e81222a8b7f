"""Pages of zones: the board, who looks after what, boundaries, addresses."""
