"""Reads: the categories of an office, who is responsible, until when."""

from .due import Due, due_of
from .holding import Categories, categories_in, categories_of, words_of, words_of_many
from .responsible import Responsible, responsible_for
from .words import Choice, Question, UnitOf, Words, in_language, words_from

__all__ = [
    "Categories",
    "Choice",
    "Due",
    "Question",
    "Responsible",
    "UnitOf",
    "Words",
    "categories_in",
    "categories_of",
    "due_of",
    "in_language",
    "responsible_for",
    "words_from",
    "words_of",
    "words_of_many",
]
