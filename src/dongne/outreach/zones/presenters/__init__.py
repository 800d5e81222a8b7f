"""Words of the pages of zones."""
