"""Columns whose values are encrypted at rest and masked on every page, and their keys."""

from .fields import KeyedIndexField, SealedField, SealedModel
from .ring import KeyGone
from .sealed import Broken, Sealed

__all__ = ["Broken", "KeyGone", "KeyedIndexField", "Sealed", "SealedField", "SealedModel"]
