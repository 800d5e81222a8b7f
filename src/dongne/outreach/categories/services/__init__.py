"""Writes: a place says something of a category from a day on, and takes it back."""

from .publishing import Unfit, last_number, prepared, publish, units_for
from .undoing import undo_publication

__all__ = ["Unfit", "last_number", "prepared", "publish", "undo_publication", "units_for"]
