"""Words and addresses of what everybody sees."""
