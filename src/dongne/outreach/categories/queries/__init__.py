"""Reads: the categories of an office, who is responsible, until when."""

from .answers import WrongAnswer, answers_told, read_answers
from .changed import changed_at
from .due import Due, due_of
from .facts import Facts, facts_of
from .holding import (
    Categories,
    categories_anywhere,
    categories_in,
    categories_of,
    words_of,
    words_of_many,
)
from .responsible import Responsible, responsible_for, responsible_in, teams_named
from .words import Choice, Question, UnitOf, Words, in_language, words_from

__all__ = [
    "Categories",
    "Choice",
    "Due",
    "Facts",
    "Question",
    "Responsible",
    "UnitOf",
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
    "read_answers",
    "responsible_for",
    "responsible_in",
    "teams_named",
    "words_from",
    "words_of",
    "words_of_many",
]
