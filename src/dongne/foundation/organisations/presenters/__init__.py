"""What the pages of the office say."""
