"""Pages of volunteers, and those of the office about them."""
