"""Writes: a place says something of a service from a day on, and takes it back."""

from .publishing import Prepared, Unfit, last_number, prepared, publish
from .undoing import undo_publication

__all__ = ["Prepared", "Unfit", "last_number", "prepared", "publish", "undo_publication"]
