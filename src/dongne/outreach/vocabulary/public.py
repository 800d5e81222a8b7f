"""Kinds, fields, columns and titles, as each office has them in each month."""

from .document import Column, Field, Kind, ReportKind, Vocabulary
from .queries import Vocabularies, vocabularies_of, vocabulary_of
from .services import publish, start_draft, write_list, write_word
from .standard import STANDARD_FIELDS
from .subjects import Preview, Used, register_preview, register_usage

__all__ = [
    "STANDARD_FIELDS",
    "Column",
    "Field",
    "Kind",
    "Preview",
    "ReportKind",
    "Used",
    "Vocabularies",
    "Vocabulary",
    "publish",
    "register_preview",
    "register_usage",
    "start_draft",
    "vocabularies_of",
    "vocabulary_of",
    "write_list",
    "write_word",
]
