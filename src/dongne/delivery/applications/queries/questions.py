"""What a service asks besides copies, by the slugs in its row of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dongne.delivery.catalogue.public import QUESTIONS

Choices = tuple[tuple[str, str | Promise], ...]

YES_NO: Choices = (("no", _("아니요")), ("yes", _("네")))

HELPS: dict[str, str | Promise] = {
    "purpose": _("예: 은행 제출, 학교 제출"),
    "show_numbers": _("내는 곳에서 달라고 할 때만 고르세요."),
}
CHOICES: dict[str, Choices] = {
    "show_numbers": YES_NO,
    "detail": (("general", _("일반")), ("detailed", _("상세"))),
    "lost_or_worn": (("lost", _("잃어버렸어요")), ("worn", _("못 쓰게 되었어요"))),
    "address_history": (
        ("none", _("지금 주소만")),
        ("five_years", _("최근 5년")),
        ("all", _("모두")),
    ),
}
NOT_ONLINE = frozenset(
    {"child_name", "born_on", "new_address", "who_moves", "address_asked", "registered_place"}
)
"""Names, birth dates and addresses of people: answers are kept in the clear, so an officer asks for
these when the application is accepted."""
REQUIRED: frozenset[str] = frozenset()


def asked_online(slugs: Iterable[str]) -> list[str]:
    return [slug for slug in slugs if slug not in NOT_ONLINE]


def label_of(slug: str) -> str:
    return str(QUESTIONS.get(slug) or slug.replace("_", " "))


def answer_words(slug: str, value: str) -> str:
    """As it stands on the page of answers; empty for the first choice, which says nothing."""
    if slug in CHOICES and value == CHOICES[slug][0][0]:
        return ""
    return str(dict(CHOICES.get(slug, ())).get(value, value))
