"""What the office sets for its mail server."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SmtpForm(forms.Form):
    """`sender` and `secret` go into columns of their own, the rest are options."""

    sender = forms.EmailField(
        label=_("보내는 주소"), help_text=_("주민에게 보이는 전자우편 주소입니다.")
    )
    host = forms.CharField(label=_("메일 서버"), max_length=200)
    port = forms.IntegerField(label=_("포트"), min_value=1, max_value=65535, initial=587)
    security = forms.ChoiceField(
        label=_("연결 방식"),
        choices=[("starttls", "STARTTLS"), ("tls", "TLS"), ("none", _("암호화하지 않음"))],
    )
    user = forms.CharField(label=_("사용자"), max_length=200, required=False)
    secret = forms.CharField(
        label=_("비밀번호"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput,
        help_text=_("비워 두면 지금 것을 그대로 씁니다."),
    )
