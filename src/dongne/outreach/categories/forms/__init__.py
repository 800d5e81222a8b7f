"""What pages ask about a category: its parts, its questions, its tongs, from when it holds."""

from .editing import CategoryForm, Sheet, filled, sent

__all__ = ["CategoryForm", "Sheet", "filled", "sent"]
