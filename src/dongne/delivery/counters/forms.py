"""What residents and the office type: who books, the code, rhythms, sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dongne.design.forms import DateInput, MultiChips, TimeInput
from dongne.foundation.residents.public import (
    UNFIT,
    Line,
    Unfit,
    line_of,
    tidy_name,
    tidy_phone,
)

from .words import NTH, WEEKDAYS


def _tidied(tidy: Callable[[str], str], text: str) -> str:
    try:
        return tidy(text)
    except Unfit as unfit:
        raise ValidationError(str(UNFIT[unfit.code]), code=unfit.code) from None


class WhatForm(forms.Form):
    """What somebody comes for; nothing ticked is an answer too."""

    services = forms.MultipleChoiceField(
        required=False,
        label=_("무엇을 하러 오시나요?"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, services: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["services"].choices = list(services)  # type: ignore[attr-defined]


class WhoForm(forms.Form):
    name = forms.CharField(
        label=_("이름"),
        max_length=40,
        error_messages={"required": _("이름을 적어 주세요.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("휴대전화 번호"),
        help_text=_("이 번호로 확인번호와 예약 안내를 보내 드립니다."),
        max_length=40,
        error_messages={"required": _("휴대전화 번호를 적어 주세요.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_name(self) -> str:
        return _tidied(tidy_name, self.cleaned_data["name"])

    def clean_phone(self) -> str:
        phone = _tidied(tidy_phone, self.cleaned_data["phone"])
        if line_of(phone) is not Line.MOBILE:
            raise ValidationError(
                _(
                    "문자를 받을 수 있는 휴대전화 번호를 적어 주세요. 휴대전화가 없으면 "
                    "동주민센터에 전화해 주세요."
                ),
                code="not_mobile",
            )
        return phone


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("확인번호 여섯 자리"),
        help_text=_("문자로 온 번호를 적어 주세요. 5분 동안 쓸 수 있습니다."),
        max_length=20,
        error_messages={"required": _("확인번호를 적어 주세요.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class ArriveForm(forms.Form):
    phone = forms.CharField(
        label=_("예약할 때 적은 전화번호"),
        max_length=40,
        error_messages={"required": _("전화번호를 눌러 주세요.")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def clean_phone(self) -> str:
        return _tidied(tidy_phone, self.cleaned_data["phone"])


class BookForForm(forms.Form):
    """By the office, for somebody on the telephone: a landline is good enough."""

    begins = forms.TypedChoiceField(coerce=int, label=_("시간"))
    name = forms.CharField(
        label=_("이름"),
        max_length=40,
        error_messages={"required": _("이름을 적어 주세요.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("전화번호"),
        max_length=40,
        error_messages={"required": _("전화번호를 적어 주세요.")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    services = forms.MultipleChoiceField(
        required=False, label=_("하러 오는 일"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        slots: Sequence[tuple[int, str]],
        services: Sequence[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["begins"].choices = list(slots)  # type: ignore[attr-defined]
        self.fields["services"].choices = list(services)  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return _tidied(tidy_name, self.cleaned_data["name"])

    def clean_phone(self) -> str:
        return _tidied(tidy_phone, self.cleaned_data["phone"])


def minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


class TimesForm(forms.Form):
    """From, until, and how many people at once."""

    starts = forms.TimeField(
        label=pgettext_lazy("when a counter opens", "여는 시간"),
        initial=time(14),
        widget=TimeInput,
        error_messages={"required": _("여는 시간을 적어 주세요.")},
    )
    ends = forms.TimeField(
        label=_("닫는 시간"),
        initial=time(17),
        widget=TimeInput,
        error_messages={"required": _("닫는 시간을 적어 주세요.")},
    )
    slot_minutes = forms.IntegerField(
        label=_("예약 한 번의 길이"),
        initial=20,
        min_value=5,
        max_value=120,
        error_messages={"required": _("예약 한 번의 길이를 적어 주세요.")},
    )
    cap = forms.IntegerField(
        label=_("한 시간대에 받는 인원"),
        initial=1,
        min_value=1,
        max_value=20,
        error_messages={"required": _("한 시간대에 받는 인원을 적어 주세요.")},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("starts") and said.get("ends") and said["ends"] <= said["starts"]:
            self.add_error("ends", _("닫는 시간이 여는 시간보다 빠릅니다."))
        return said

    def times(self) -> dict[str, int]:
        said = self.cleaned_data
        return {
            "starts": minutes(said["starts"]),
            "ends": minutes(said["ends"]),
            "slot_minutes": said["slot_minutes"],
            "cap": said["cap"],
        }


class RhythmForm(TimesForm):
    field_order = ("weekday", "nth", "starts", "ends", "slot_minutes", "cap", "officer", "since")

    weekday = forms.TypedChoiceField(
        coerce=int, label=_("요일"), choices=list(enumerate(WEEKDAYS)), initial=2
    )
    nth = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        label=_("몇째 주"),
        help_text=_("고르지 않으면 매주입니다."),
        choices=list(NTH.items()),
        widget=MultiChips,
    )
    officer = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label=_("보통 누가 나가나요?")
    )
    since = forms.DateField(
        label=_("언제부터"),
        widget=DateInput,
        error_messages={"required": _("언제부터인지 골라 주세요.")},
    )
    until = forms.DateField(
        required=False, label=_("언제까지"), help_text=_("비우면 계속합니다."), widget=DateInput
    )

    def __init__(self, *args: Any, officers: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["officer"].choices = [("", _("정하지 않음")), *officers]  # type: ignore[attr-defined]


class SessionForm(TimesForm):
    field_order = ("day", "starts", "ends", "slot_minutes", "cap", "note", "note_en", "officers")

    day = forms.DateField(
        label=_("날짜"), widget=DateInput, error_messages={"required": _("날짜를 골라 주세요.")}
    )
    note = forms.CharField(
        required=False,
        max_length=200,
        label=_("주민께 드리는 한마디"),
        help_text=_("예: 오늘은 여권도 드립니다."),
    )
    note_en = forms.CharField(required=False, max_length=300, label=_("한마디 (영어)"))
    officers = forms.TypedMultipleChoiceField(
        required=False, coerce=int, label=_("누가 나가나요?"), widget=MultiChips
    )

    def __init__(self, *args: Any, officers: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["officers"].choices = list(officers)  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    reason = forms.CharField(
        max_length=100,
        label=_("왜 열지 않나요?"),
        help_text=_("예약한 분들께 이 말 그대로 알립니다. 예: 담당 직원이 아픕니다."),
        error_messages={"required": _("왜 열지 않는지 적어 주세요. 예약한 분들께 알립니다.")},
    )
    reason_en = forms.CharField(required=False, max_length=150, label=_("까닭 (영어)"))


class RunForm(forms.Form):
    weeks_ahead = forms.IntegerField(
        label=_("몇 주 앞까지 예약을 받나요?"), min_value=1, max_value=26
    )
    places = forms.IntegerField(label=_("창구 수"), min_value=1, max_value=9)
    walk_in = forms.BooleanField(required=False, label=_("예약하지 않고 오신 분께 번호표를 드림"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ServersForm(forms.Form):
    officers = forms.TypedMultipleChoiceField(
        required=False, coerce=int, label=_("누가 나가나요?"), widget=MultiChips
    )

    def __init__(self, *args: Any, officers: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["officers"].choices = list(officers)  # type: ignore[attr-defined]


def first_day(today: date) -> dict[str, Any]:
    return {"since": today, "day": today}
