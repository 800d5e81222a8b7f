"""Letters and files in words, and where they stand on other pages."""
