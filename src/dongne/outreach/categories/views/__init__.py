"""Pages: the list, one category, its history, who is responsible where, and changing one."""

from .editing import category_edit, category_new
from .reading import categories, category, category_history, category_matrix

__all__ = [
    "categories",
    "category",
    "category_edit",
    "category_history",
    "category_matrix",
    "category_new",
]
