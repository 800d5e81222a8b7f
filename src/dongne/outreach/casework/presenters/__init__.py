"""Cases in words."""
