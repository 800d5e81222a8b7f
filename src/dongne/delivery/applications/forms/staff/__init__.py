"""What the office is asked."""
