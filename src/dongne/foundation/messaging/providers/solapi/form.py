"""What the office sets for Solapi."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SolapiForm(forms.Form):
    """`sender` and `secret` go into columns of their own, the rest are options."""

    sender = forms.RegexField(
        r"^[0-9][0-9-]{6,14}$",
        label=_("발신번호"),
        help_text=_("통신사와 솔라피에 미리 등록한 번호만 쓸 수 있습니다."),
        error_messages={"invalid": _("숫자와 붙임표로 적어 주세요. 예: 02-2620-3000")},
    )
    key = forms.CharField(label=_("API 키"), max_length=64)
    secret = forms.CharField(
        label=_("API 비밀키"),
        max_length=128,
        required=False,
        widget=forms.PasswordInput,
        help_text=_("비워 두면 지금 것을 그대로 씁니다."),
    )
    pf_id = forms.CharField(
        label=_("카카오 채널 번호(pfId)"),
        max_length=64,
        required=False,
        help_text=_("알림톡을 쓸 때만 넣습니다."),
    )
