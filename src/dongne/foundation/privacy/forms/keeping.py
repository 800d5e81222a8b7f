"""Times of keeping, holding back, deciding on a list."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import DateInput


class RetentionForm(forms.Form):
    months = forms.IntegerField(label=_("보유기간(개월)"), min_value=1, max_value=1200)
    basis = forms.CharField(
        label=_("근거"),
        max_length=300,
        help_text=_("법 조문이나 기관의 개인정보 처리방침을 적습니다."),
    )
    holds_from = forms.DateField(label=_("바뀌는 날"), widget=DateInput)


class HoldForm(forms.Form):
    reason = forms.CharField(
        label=_("보류하는 까닭"),
        max_length=300,
        help_text=_("예: 소송, 감사, 아직 끝나지 않은 민원. 이름은 적지 마세요."),
    )
    until = forms.DateField(
        label=_("언제까지"),
        required=False,
        widget=DateInput,
        help_text=_("비워 두면 보류를 풀 때까지입니다."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("판단한 까닭"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
