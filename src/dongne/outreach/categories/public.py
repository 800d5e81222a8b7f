"""Kinds of cases: who is responsible where, how long it may take, what is asked and promised."""

from .models import CategoryEdition
from .queries import (
    Categories,
    Choice,
    Due,
    Question,
    Responsible,
    Words,
    categories_in,
    categories_of,
    due_of,
    responsible_for,
    words_of,
    words_of_many,
)
from .states import Gap, PetitionKind, QuestionKind
from .subjects import register_usage

__all__ = [
    "Categories",
    "CategoryEdition",
    "Choice",
    "Due",
    "Gap",
    "PetitionKind",
    "Question",
    "QuestionKind",
    "Responsible",
    "Words",
    "categories_in",
    "categories_of",
    "due_of",
    "register_usage",
    "responsible_for",
    "words_of",
    "words_of_many",
]
