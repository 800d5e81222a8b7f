"""Columns whose values are encrypted at rest and masked on every page, and their keys."""

from .fields import KeyedIndexField, SealedField, SealedModel
from .ring import KeyGone
from .sealed import Broken, Sealed, log_seal, log_seal_fits

__all__ = [
    "Broken",
    "KeyGone",
    "KeyedIndexField",
    "Sealed",
    "SealedField",
    "SealedModel",
    "log_seal",
    "log_seal_fits",
]
