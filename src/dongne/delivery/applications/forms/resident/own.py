"""What somebody can do with their own application."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...rules import LONGEST_TEXT
from .fields import QUIET, text_field


class SupplyForm(forms.Form):
    supplied = text_field(
        LONGEST_TEXT,
        required=True,
        label=_("알려 주실 내용"),
        help_text=_("종이로 내야 하는 것이면 ‘언제 가져가겠다’고 적어 주세요."),
        error_messages={"required": _("무엇을 보완했는지 적어 주세요.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class WithdrawForm(forms.Form):
    reason = text_field(
        200,
        label=_("까닭"),
        help_text=_("적지 않아도 됩니다."),
        widget=forms.TextInput(attrs=QUIET),
    )


SCORES: list[tuple[str, Any]] = [
    ("5", _("아주 좋았습니다")),
    ("4", _("좋았습니다")),
    ("3", _("보통입니다")),
    ("2", _("아쉬웠습니다")),
    ("1", _("많이 아쉬웠습니다")),
]


class GoodForm(forms.Form):
    """How it was; once."""

    score = forms.ChoiceField(
        label=_("어떠셨나요?"),
        choices=SCORES,
        widget=forms.RadioSelect,
        error_messages={"required": _("하나를 골라 주세요.")},
    )
    words = text_field(
        1000,
        label=_("하고 싶은 말씀"),
        help_text=_("적지 않아도 됩니다. 이름이나 전화번호는 적지 마세요."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
