"""A field for each question of a service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...queries.questions import CHOICES, HELPS, REQUIRED, label_of
from .fields import text_field

LONGEST_PURPOSE = 200
LONGEST_ANSWER = 1000


def answer_field(slug: str) -> forms.Field:
    """The first of some choices stands already; a text may be left empty unless it is required."""
    common: dict[str, Any] = {"label": label_of(slug), "help_text": HELPS.get(slug, "")}
    if slug in CHOICES:
        return forms.ChoiceField(
            choices=CHOICES[slug],
            initial=CHOICES[slug][0][0],
            widget=forms.RadioSelect,
            error_messages={"required": _("하나를 골라 주세요.")},
            **common,
        )
    needed = slug in REQUIRED
    if slug == "purpose":
        return text_field(LONGEST_PURPOSE, required=needed, **common)
    return text_field(
        LONGEST_ANSWER,
        required=needed,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("이 물음에 답해 주세요.")},
        **common,
    )


def plain(value: Any) -> str:
    return "" if value is None else str(value)
