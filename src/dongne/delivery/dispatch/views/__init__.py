"""Pages: what goes out by post today, and files that are handed in and fetched."""
