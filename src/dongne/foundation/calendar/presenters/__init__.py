"""Words and marks of the calendar's pages, its feed, and its changes told."""
