"""The settings of a week."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .rules import MOST
from .words import weekday_word


class ExpectationForm(forms.Form):
    outings = forms.IntegerField(
        label=_("한 주에 나가기 (회)"),
        min_value=0,
        max_value=MOST,
        help_text=_("출장이나 활동이 있는 날을 하루 한 번으로 셉니다."),
    )
    reports = forms.IntegerField(
        label=_("한 주에 보고 (건)"),
        min_value=0,
        max_value=MOST,
        help_text=_("올린 보고서를 셉니다. 결재가 끝나지 않았어도 셉니다."),
    )
    remind_on = forms.TypedChoiceField(
        label=_("알림을 보내는 요일"),
        coerce=int,
        help_text=_("아침 10시에, 다하지 못한 사람에게 한 주에 한 번만 보냅니다."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(n, weekday_word(n)) for n in (*range(1, 6), 0)]
        self.fields["remind_on"].choices = choices  # type: ignore[attr-defined]
