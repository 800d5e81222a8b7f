"""What the pages of the privacy officer ask."""
