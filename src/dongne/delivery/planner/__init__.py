"""What is possible for this person, when it would be in hand, and what one change would open."""
