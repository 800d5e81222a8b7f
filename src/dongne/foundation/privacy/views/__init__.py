"""Pages of the privacy officer."""
