"""What somebody may say when signing, and must say when returning. The services judge it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .services import OPINION_LENGTH


class OpinionForm(forms.Form):
    opinion = forms.CharField(
        label=_("의견"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": OPINION_LENGTH}),
        help_text=_("적으면 결재란에 함께 남습니다."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("반려 사유"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": OPINION_LENGTH, "autofocus": True}),
        help_text=_("무엇을 어떻게 고치면 되는지 적어 주세요. 기안한 사람에게 그대로 보입니다."),
    )
