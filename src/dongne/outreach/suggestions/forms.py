"""A text to try."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TryForm(forms.Form):
    text = forms.CharField(
        label=_("적어 볼 말"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("예: 골목 전봇대 아래에 쓰레기가 쌓여 냄새가 남. 적은 말은 저장하지 않습니다."),
    )
