"""What a service asks besides copies, by the slugs in its row of the catalogue."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Choices = tuple[tuple[str, str | Promise], ...]

YES_NO: Choices = (("no", _("아니요")), ("yes", _("네")))

LABELS: dict[str, str | Promise] = {
    "purpose": _("어디에 쓰시나요?"),
    "show_numbers": _("주민등록번호 뒷자리도 나오게 할까요?"),
    "address_history": _("예전 주소도 나오게 할까요?"),
}
HELPS: dict[str, str | Promise] = {
    "purpose": _("예: 은행 제출, 학교 제출"),
    "show_numbers": _("내는 곳에서 달라고 할 때만 고르세요."),
}
CHOICES: dict[str, Choices] = {
    "show_numbers": YES_NO,
    "address_history": (
        ("none", _("지금 주소만")),
        ("five_years", _("최근 5년")),
        ("all", _("모두")),
    ),
}
REQUIRED: frozenset[str] = frozenset()


def label_of(slug: str) -> str:
    return str(LABELS.get(slug) or slug.replace("_", " "))


def answer_words(slug: str, value: str) -> str:
    """As it stands on the page of answers; the first choice says nothing."""
    return str(dict(CHOICES.get(slug, ())).get(value, value))
