"""What somebody can do with their own application."""

from __future__ import annotations

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
