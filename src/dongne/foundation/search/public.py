"""Search by any part of any word, filters that are kept, and what can be found where."""

from .models import SavedFilter, WordsField
from .queries import counted, holding, saved_filters, words_of
from .services import drop_filter, save_filter
from .sources import SHOWN, Hit, Hits, Source, register, sources

__all__ = [
    "SHOWN",
    "Hit",
    "Hits",
    "SavedFilter",
    "Source",
    "WordsField",
    "counted",
    "drop_filter",
    "holding",
    "register",
    "save_filter",
    "saved_filters",
    "sources",
    "words_of",
]
