"""Forms: a day, a week of hours, and why something is taken back."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.design.forms import Chips, DateInput, TimeInput

from .models import MINUTES, WorkingHours
from .services import Day

HOLIDAY, CLOSED, SHORTER = "holiday", "closed", "shorter"
WHATS = (
    (HOLIDAY, gettext_lazy("휴일")),
    (CLOSED, gettext_lazy("하루 휴무")),
    (SHORTER, gettext_lazy("단축 운영")),
)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("사유"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("지난 날을 바로잡을 때에는 꼭 적습니다."),
    )


class EntryForm(forms.Form):
    """휴일, 휴무, 단축 운영. A holiday may run over some days."""

    what = forms.ChoiceField(
        label=gettext_lazy("종류"),
        choices=WHATS,
        widget=Chips,
        help_text=gettext_lazy(
            "휴일은 기한을 셀 때 빠집니다. 휴무와 단축 운영은 근무시간만 줄고, 날로 세는 기한에는 "
            "그대로 들어갑니다."
        ),
    )
    first = forms.DateField(label=gettext_lazy("날짜"), widget=DateInput)
    last = forms.DateField(
        label=gettext_lazy("마지막 날"),
        widget=DateInput,
        required=False,
        help_text=gettext_lazy("휴일이 여러 날이면 적습니다."),
    )
    name = forms.CharField(label=gettext_lazy("이름"), max_length=60)
    name_en = forms.CharField(label=gettext_lazy("영어 이름"), max_length=100, required=False)
    opens = forms.TimeField(label=gettext_lazy("여는 시각"), widget=TimeInput, required=False)
    closes = forms.TimeField(
        label=gettext_lazy("닫는 시각"),
        widget=TimeInput,
        required=False,
        help_text=gettext_lazy("단축 운영일 때 적습니다."),
    )
    reason = forms.CharField(
        label=gettext_lazy("근거·사유"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("조례나 공문 번호를 적어 두면 나중에 근거가 됩니다."),
    )

    def __init__(self, *args: Any, only: tuple[str, ...] = (), one: bool = False, **kw: Any):
        """`only`: what may be chosen; `one`: a row that is there, which is of one day."""
        super().__init__(*args, **kw)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        if only:
            what.choices = [choice for choice in WHATS if choice[0] in only]
        if len(what.choices) == 1:  # type: ignore[arg-type]
            what.widget = forms.HiddenInput()
            what.initial = only[0]
            if only[0] == HOLIDAY:
                del self.fields["opens"], self.fields["closes"]
        if one:
            del self.fields["last"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        what, last = said.get("what"), said.get("last")
        if last and said.get("first") and what != HOLIDAY and last != said["first"]:
            self.add_error(
                "last", _("휴무와 단축 운영은 하루씩 등록합니다. 마지막 날을 비워 주세요.")
            )
        if what == SHORTER and not (said.get("opens") and said.get("closes")):
            self.add_error("closes", _("단축 운영이면 여는 시각과 닫는 시각을 모두 적어 주세요."))
        return said

    def hours(self) -> tuple[int | None, int | None]:
        """From when until when a shorter day is open, in minutes; nothing of any other."""
        said = self.cleaned_data
        if said["what"] != SHORTER:
            return None, None
        return minutes(said["opens"]), minutes(said["closes"], end=True)


WEEKDAYS = (
    gettext_lazy("월요일"),
    gettext_lazy("화요일"),
    gettext_lazy("수요일"),
    gettext_lazy("목요일"),
    gettext_lazy("금요일"),
    gettext_lazy("토요일"),
    gettext_lazy("일요일"),
)


class DayForm(forms.Form):
    """One weekday; empty times: closed."""

    opens = forms.TimeField(label=gettext_lazy("여는 시각"), widget=TimeInput, required=False)
    closes = forms.TimeField(label=gettext_lazy("닫는 시각"), widget=TimeInput, required=False)
    lunch_from = forms.TimeField(label=gettext_lazy("점심 시작"), widget=TimeInput, required=False)
    lunch_until = forms.TimeField(label=gettext_lazy("점심 끝"), widget=TimeInput, required=False)
    evening_until = forms.TimeField(
        label=gettext_lazy("야간 운영 끝"), widget=TimeInput, required=False
    )
    evening_counts = forms.BooleanField(label=gettext_lazy("야간도 기한에 넣기"), required=False)

    def __init__(self, *args: Any, weekday: int, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.weekday = weekday
        self.name = WEEKDAYS[weekday - 1]

    def said(self) -> Day:
        said = self.cleaned_data
        ends = ("closes", "lunch_until", "evening_until")
        times = {
            name: minutes(said[name], end=name in ends) if said[name] is not None else None
            for name in ("opens", "lunch_from", *ends)
        }
        return Day(evening_counts=said["evening_counts"], **times)


class HoursForm(forms.Form):
    """From which day a week holds, and why."""

    valid_from = forms.DateField(
        label=gettext_lazy("바뀌는 날"),
        widget=DateInput,
        help_text=gettext_lazy("이 날부터 새 근무시간입니다. 그 전은 그대로 남습니다."),
    )
    reason = forms.CharField(label=gettext_lazy("근거·사유"), required=False, max_length=200)


def day_forms(data: Any, week: list[WorkingHours]) -> list[DayForm]:
    """Seven of them; filled in with the week that holds, or the usual one."""
    rows = {row.weekday: row for row in week}
    return [
        DayForm(
            data,
            weekday=weekday,
            prefix=f"d{weekday}",
            initial=_initial(rows.get(weekday)) if week else _usual(weekday),
        )
        for weekday in range(1, 8)
    ]


def _initial(row: WorkingHours | None) -> dict[str, Any]:
    if row is None:
        return {}
    names = ("opens", "closes", "lunch_from", "lunch_until", "evening_until")
    return {name: clock(getattr(row, name)) for name in names} | {
        "evening_counts": row.evening_counts
    }


def _usual(weekday: int) -> dict[str, Any]:
    if weekday > 5:
        return {}
    return {
        "opens": time(9),
        "closes": time(18),
        "lunch_from": time(12),
        "lunch_until": time(13),
    }


def minutes(clock_time: time, *, end: bool = False) -> int:
    """Since midnight; an end at 00:00 is the midnight after."""
    found = clock_time.hour * 60 + clock_time.minute
    return MINUTES if end and found == 0 else found


def clock(value: int | None) -> time | None:
    return None if value is None else time(*divmod(value % MINUTES, 60))


def entry_initial(row: Any) -> dict[str, Any]:
    """The form of a row that is there."""
    day: date = row.date
    said = {"first": day, "name": row.name, "name_en": row.name_en, "reason": ""}
    if not hasattr(row, "opens"):
        return said | {"what": HOLIDAY}
    if row.opens is None:
        return said | {"what": CLOSED}
    return said | {"what": SHORTER, "opens": clock(row.opens), "closes": clock(row.closes)}
