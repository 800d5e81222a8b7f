"""Kinds, fields, columns and titles, as each office has them in each month."""

from .document import Column, Field, Kind, ReportKind, Vocabulary
from .queries import Vocabularies, vocabularies_of, vocabulary_of
from .standard import STANDARD_FIELDS

__all__ = [
    "STANDARD_FIELDS",
    "Column",
    "Field",
    "Kind",
    "ReportKind",
    "Vocabularies",
    "Vocabulary",
    "vocabularies_of",
    "vocabulary_of",
]
