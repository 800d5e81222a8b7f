"""Services in words: what clerks read, what residents read, what a change does."""
