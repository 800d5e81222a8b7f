"""Pages of forms: reading them, and changing a draft."""
