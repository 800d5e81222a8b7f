"""Deciding on a finding, signing a month, thresholds, taking the log out."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips, DateInput

from ..rules import FIGURES
from ..states import FindingState, Watch
from ..words import FIGURES as FIGURE_WORDS
from ..words import FINDINGS


class DecideForm(forms.Form):
    to = forms.ChoiceField(
        label=_("판단"),
        widget=Chips,
        choices=[
            (state.value, FINDINGS[state])
            for state in (FindingState.FINE, FindingState.ASKED, FindingState.BREACH)
        ],
    )
    reason = forms.CharField(
        label=_("판단한 까닭"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("무엇을 보고 그렇게 판단했는지 적습니다. 주민의 이름은 적지 마세요."),
    )

    def __init__(self, *args: Any, asked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked:
            field = cast(forms.ChoiceField, self.fields["to"])
            field.choices = [
                (state.value, FINDINGS[state]) for state in (FindingState.FINE, FindingState.BREACH)
            ]


class SignForm(forms.Form):
    note = forms.CharField(
        label=_("의견"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("다음 달에 살필 것이나 직원에게 알릴 것을 적습니다."),
    )


class WatchForm(forms.Form):
    """The figures of one rule, from a day on."""

    is_on = forms.BooleanField(label=_("이 기준으로 찾기"), required=False)

    def __init__(self, *args: Any, code: Watch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIGURES[code]:
            self.fields[name] = forms.IntegerField(
                label=str(FIGURE_WORDS[name]), min_value=1, max_value=9999
            )
        self.fields["holds_from"] = forms.DateField(
            label=_("바뀌는 날"),
            widget=DateInput,
            help_text=_("이 날부터 새 기준으로 찾습니다. 이미 찾은 것은 그대로 남습니다."),
        )


class ExportForm(forms.Form):
    reason = forms.CharField(
        label=_("내보내는 까닭"),
        max_length=200,
        help_text=_("누가 언제 왜 내보냈는지도 접속기록에 남습니다."),
    )
    form = forms.ChoiceField(
        label=_("파일"), widget=Chips, choices=[("xlsx", "XLSX"), ("csv", "CSV"), ("pdf", "PDF")]
    )
