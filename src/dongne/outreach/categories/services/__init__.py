"""Writes: a place says something of a category from a day on, and takes it back."""

from .publishing import Unfit, publish
from .undoing import undo_publication

__all__ = ["Unfit", "publish", "undo_publication"]
