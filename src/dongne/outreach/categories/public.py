"""Kinds of cases: who is responsible where, how long it may take, what is asked and promised."""

from .models import CategoryEdition
from .queries import (
    Categories,
    Choice,
    Due,
    Question,
    Responsible,
    Words,
    WrongAnswer,
    answers_told,
    categories_anywhere,
    categories_in,
    categories_of,
    changed_at,
    due_of,
    facts_of,
    in_language,
    read_answers,
    responsible_for,
    responsible_in,
    teams_named,
    words_of,
    words_of_many,
)
from .services import publish
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
    "WrongAnswer",
    "answers_told",
    "categories_anywhere",
    "categories_in",
    "categories_of",
    "changed_at",
    "due_of",
    "facts_of",
    "in_language",
    "publish",
    "read_answers",
    "register_usage",
    "responsible_for",
    "responsible_in",
    "teams_named",
    "words_of",
    "words_of_many",
]
