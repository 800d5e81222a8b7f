"""Files of the office taken in row by row, and everything of a dong given out."""

from .models import ImportRow, ImportRun

__all__ = ["ImportRow", "ImportRun"]
