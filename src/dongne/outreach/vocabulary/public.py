"""Kinds and fields of activities, as each dong calls and orders them."""

from .models import Field, Kind
from .queries import Vocabulary, vocabulary_of
from .standard import STANDARD_FIELDS

__all__ = ["STANDARD_FIELDS", "Field", "Kind", "Vocabulary", "vocabulary_of"]
