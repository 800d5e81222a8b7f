"""What pages ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .words import SCORES


class AnswerForm(forms.Form):
    score = forms.TypedChoiceField(
        label=_("어떠셨나요?"),
        choices=SCORES,
        coerce=int,
        error_messages={"required": _("얼마나 만족하셨는지 골라 주세요.")},
    )
    text = forms.CharField(
        label=_("더 하실 말씀"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("이름이나 전화번호는 적지 않으셔도 됩니다."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["score"].widget = forms.RadioSelect(choices=SCORES)
