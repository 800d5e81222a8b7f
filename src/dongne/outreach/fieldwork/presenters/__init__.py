"""Words, tones and rows of the pages of fieldwork."""
