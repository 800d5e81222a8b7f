"""Categories of the place that a report is about, and how they are found by one's own words."""

from __future__ import annotations

from datetime import datetime

from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import Words, categories_of

from ..rules import Asked, Given


def offered(dong_id: int | None, *, now: datetime) -> tuple[Words, ...]:
    return categories_of(dong_id, day=seoul_day(now)).list()


def chosen(given: Given, *, now: datetime) -> Words | None:
    """The category that was chosen, if the place still has it."""
    if not given.category:
        return None
    return categories_of(given.dong_id, day=seoul_day(now)).get(given.category)


def asked_of(given: Given, *, now: datetime) -> Asked:
    words = chosen(given, now=now)
    if words is None:
        return Asked()
    required = tuple(question.code for question in words.questions if question.required)
    return Asked(known=True, questions=len(words.questions), required=required)


def fitting(categories: tuple[Words, ...], text: str) -> list[Words]:
    """Those that somebody's own words point at, best first: by name, words of the office, help."""
    sought = [word.casefold() for word in text.split()[:8]] or [text.casefold()]
    scored = []
    for at, words in enumerate(categories):
        names = " ".join(words.names.values()).casefold()
        keys = [key.casefold() for key in words.keywords]
        rest = " ".join(
            [*words.helps.values(), *words.easies.values(), *words.groups.values()]
        ).casefold()
        score = 0
        for word in sought:
            stems = {word, word[:-1]} if len(word) > 2 else {word}
            if any(stem in names for stem in stems):
                score += 5
            if any(key in word or word in key for key in keys):
                score += 4
            if any(stem in rest for stem in stems):
                score += 1
        if score:
            scored.append((-score, at, words))
    return [words for _score, _at, words in sorted(scored, key=lambda one: one[:2])]
