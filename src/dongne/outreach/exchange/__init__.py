"""Exchange: files of the office taken in row by row, and everything of a dong given out."""
