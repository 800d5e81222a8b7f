"""Time-limits in words and as a line of days; what is registered when the apps start."""

from .lines import Line, line_of
from .registering import register
from .rows import Row, due_words, limit_words, rows_of, state_of

__all__ = ["Line", "Row", "due_words", "limit_words", "line_of", "register", "rows_of", "state_of"]
