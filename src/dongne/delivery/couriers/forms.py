"""What volunteers and the office type: a telephone, a code, hours, who becomes a courier."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import DateInput, MultiChips, TimeInput

from .models import Courier
from .services.couriers import MOST_A_RUN
from .states import Task
from .words import TASKS, WEEKDAY_WORDS

_QUIET = {"autocomplete": "off", "spellcheck": "false"}


class PhoneForm(forms.Form):
    phone = forms.CharField(
        max_length=40,
        label=_("휴대전화 번호"),
        help_text=_("주민센터에 알려 주신 번호를 적어 주세요. 예: 010-0000-0000"),
        error_messages={"required": _("휴대전화 번호를 적어 주세요.")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )


class CodeForm(forms.Form):
    """The code; the number is carried along in the form and stands in no address."""

    phone = forms.CharField(max_length=40, widget=forms.HiddenInput)
    code = forms.CharField(
        max_length=20,
        label=_("확인번호 여섯 자리"),
        help_text=_("문자로 온 번호를 적어 주세요. 5분 동안 쓸 수 있습니다."),
        error_messages={"required": _("확인번호를 적어 주세요.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
    )


class HoursForm(forms.Form):
    """Every week on some weekdays, or once on a day."""

    weekdays = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        label=_("매주 나올 수 있는 요일"),
        choices=list(enumerate(WEEKDAY_WORDS)),
        widget=MultiChips,
    )
    day = forms.DateField(
        required=False,
        label=_("하루만 나올 날짜"),
        help_text=_("매주가 아니라 하루만이면 요일 대신 날짜를 골라 주세요."),
        widget=DateInput,
    )
    starts = forms.TimeField(
        label=_("시작하는 때"),
        widget=TimeInput,
        initial=time(10),
        error_messages={"required": _("시작하는 때를 적어 주세요.")},
    )
    ends = forms.TimeField(
        label=_("끝나는 때"),
        widget=TimeInput,
        initial=time(12),
        error_messages={"required": _("끝나는 때를 적어 주세요.")},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("weekdays")) == bool(said.get("day")) and "day" not in self.errors:
            self.add_error("weekdays", _("요일이나 날짜 가운데 한 가지만 골라 주세요."))
        return said


class FindForm(forms.Form):
    """Whoever shall become a courier, among the dong's persons. Sent, never in the address."""

    words = forms.CharField(
        max_length=60,
        label=_("이름이나 전화번호"),
        help_text=_("이름은 성까지 모두, 전화번호는 전체나 뒤 네 자리를 적습니다."),
        error_messages={"required": _("이름이나 전화번호를 적어 주세요.")},
        widget=forms.TextInput(attrs=_QUIET),
    )

    def asked(self) -> dict[str, str]:
        """For `residents.find_persons`: four digits are the end of a number."""
        words = self.cleaned_data["words"].strip()
        digits = re.sub(r"\D", "", words)
        if not digits or re.search(r"[^\d\s+().\-]", words):
            return {"name": words}
        return {"last_four": digits} if len(digits) == 4 else {"phone": words}


class CourierForm(forms.Form):
    tasks = forms.MultipleChoiceField(
        label=_("맡을 일"),
        choices=[(task.value, TASKS[task]) for task in Task],
        widget=MultiChips,
        error_messages={"required": _("맡을 일을 하나 이상 골라 주세요.")},
    )
    corps = forms.CharField(
        max_length=40, required=False, label=_("봉사단"), help_text=_("예: 소담봉사단")
    )
    most = forms.IntegerField(
        min_value=1,
        max_value=MOST_A_RUN,
        initial=3,
        label=_("한 번에 맡는 봉투 수"),
    )
    since = forms.DateField(label=_("활동을 시작하는 날"), widget=DateInput)
    until = forms.DateField(
        required=False,
        label=_("활동을 마치는 날"),
        help_text=_("정하지 않았으면 비워 둡니다."),
        widget=DateInput,
    )
    consented_on = forms.DateField(
        required=False,
        label=_("동의서에 서명한 날"),
        help_text=_("서명한 동의서를 받기 전에는 일을 맡기지 않고, 들어올 수도 없습니다."),
        widget=DateInput,
    )

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class EditForm(CourierForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(forms.Form):
    why = forms.CharField(
        max_length=200,
        label=_("마치는 까닭"),
        error_messages={"required": _("마치는 까닭을 적어 주세요.")},
    )


def stored(row: Courier) -> dict[str, Any]:
    """What an edit begins with."""
    names = ("tasks", "corps", "most", "since", "until", "consented_on", "version")
    return {name: getattr(row, name) for name in names}
