"""Words of the pages of messages."""
