"""Forms: a place of a channel, a closing, what a dong switches, what the matrix is asked for."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.delivery.ways.public import DAY, Channel, Feature, Service, Spans
from dongne.design.forms import Chips, DateInput, MultiChips, TimeInput

from .models import ChannelSetting, ChannelSite
from .rules import AROUND_THE_CLOCK, Week, week_read
from .services import SiteGiven
from .states import OnHolidays
from .words import ASKERS, FEATURES, LANGUAGES, ON_HOLIDAYS, in_language

OFFICE, ALWAYS, OWN = "office", "always", "own"
CALENDARS = (
    (OFFICE, gettext_lazy("주민센터 근무시간과 같음")),
    (ALWAYS, gettext_lazy("늘 열려 있음")),
    (OWN, gettext_lazy("따로 정함")),
)
WEEKDAYS = (
    gettext_lazy("월요일"),
    gettext_lazy("화요일"),
    gettext_lazy("수요일"),
    gettext_lazy("목요일"),
    gettext_lazy("금요일"),
    gettext_lazy("토요일"),
    gettext_lazy("일요일"),
)
SPAN = re.compile(r"^(\d{1,2}):?(\d{2})\s*[-–~]\s*(\d{1,2}):?(\d{2})$")


class HoursField(forms.CharField):
    """`09:00-12:00, 13:00-18:00`; `22:00-02:00` goes on after midnight; empty is closed."""

    def to_python(self, value: Any) -> Any:
        text = str(value or "").replace("~", "-").strip()
        return tuple(_span(part.strip()) for part in text.split(",") if part.strip())

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return ", ".join(_typed(span) for span in value)

    def validate(self, value: Any) -> None:
        """An empty day is a closed one."""

    def run_validators(self, value: Any) -> None:
        """Spans were read already; lengths of text say nothing about them."""


def _span(text: str) -> tuple[int, int]:
    found = SPAN.match(text)
    if not found:
        raise forms.ValidationError(_("09:00-18:00처럼 적어 주세요."))
    a, b, c, d = map(int, found.groups())
    start, end = a * 60 + b, c * 60 + d
    if a > 23 or c > 24 or b > 59 or d > 59 or end > DAY:
        raise forms.ValidationError(_("시각을 다시 확인해 주세요. 09:00-18:00처럼 적습니다."))
    return start, end if end > start else end + DAY


def _typed(span: tuple[int, int]) -> str:
    end = span[1] if span[1] <= DAY else span[1] - DAY
    return f"{span[0] // 60:02d}:{span[0] % 60:02d}-{end // 60:02d}:{end % 60:02d}"


class SiteForm(forms.Form):
    """Where a channel is and when."""

    name = forms.CharField(label=gettext_lazy("이름"), max_length=60)
    name_en = forms.CharField(label=gettext_lazy("영어 이름"), max_length=100, required=False)
    address = forms.CharField(label=gettext_lazy("주소"), max_length=200, required=False)
    telephone = forms.CharField(
        label=gettext_lazy("그곳 전화"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("사무실 대표 전화만 적습니다. 개인 휴대전화는 적지 않습니다."),
    )
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    calendar = forms.ChoiceField(
        label=gettext_lazy("여는 시간"), choices=CALENDARS, widget=Chips, initial=OFFICE
    )
    on_holidays = forms.ChoiceField(
        label=gettext_lazy("공휴일에는"),
        choices=list(ON_HOLIDAYS.items()),
        widget=Chips,
        initial=OnHolidays.CLOSED,
        help_text=gettext_lazy("주민센터 근무시간과 같으면 주민센터를 따릅니다."),
    )
    features = forms.MultipleChoiceField(
        label=gettext_lazy("갖춘 것"),
        choices=[(one.value, word) for one, word in FEATURES.items()],
        widget=MultiChips,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("안내하는 말"),
        choices=list(LANGUAGES.items()),
        widget=MultiChips,
        required=False,
        help_text=gettext_lazy("한국어는 늘 됩니다."),
    )
    services = forms.MultipleChoiceField(
        label=gettext_lazy("이 민원만"),
        widget=MultiChips,
        required=False,
        help_text=gettext_lazy("아무것도 고르지 않으면 이 창구가 다루는 모든 민원입니다."),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("칸이나 자리 수"),
        min_value=0,
        max_value=999,
        required=False,
        help_text=gettext_lazy("세지 않으면 비워 둡니다."),
    )
    notice = forms.CharField(
        label=gettext_lazy("오는 사람에게 하는 안내"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("예: 1층 안내대 옆, 지하 주차장 무료"),
    )
    notice_en = forms.CharField(label=gettext_lazy("영어 안내"), max_length=300, required=False)
    open_from = forms.DateField(label=gettext_lazy("여는 첫날"), widget=DateInput, required=False)
    open_until = forms.DateField(
        label=gettext_lazy("마지막 날"),
        widget=DateInput,
        required=False,
        help_text=gettext_lazy("시범 운영처럼 기간이 있을 때만 적습니다."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, services: dict[str, Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["services"]
        assert isinstance(choice, forms.MultipleChoiceField)
        choice.choices = [(code, in_language(one.names)) for code, one in services.items()]
        for number, name in enumerate(WEEKDAYS):
            self.fields[f"day{number}"] = HoursField(label=name, max_length=100, required=False)

    @property
    def day_fields(self) -> list[Any]:
        return [self[f"day{number}"] for number in range(7)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("calendar") == OWN and not self.errors:
            try:
                week_read([said[f"day{number}"] for number in range(7)])
            except ValueError as problem:
                text = (
                    _("밤 시간이 다음 날 여는 시간과 겹칩니다.")
                    if str(problem) == "into_next_day"
                    else _("여는 시간은 앞선 것부터, 서로 겹치지 않게 적어 주세요.")
                )
                self.add_error("day0", text)
        return said

    def given(self, channel: str) -> SiteGiven:
        """Of a valid form only."""
        said = self.cleaned_data
        weeks: dict[str, Week | None] = {OFFICE: None, ALWAYS: AROUND_THE_CLOCK}
        own: tuple[Spans, ...] = tuple(said[f"day{number}"] for number in range(7))
        plain = ("name", "name_en", "address", "telephone", "latitude", "longitude", "notice")
        return SiteGiven(
            channel=channel,
            week=weeks.get(said["calendar"], own),
            on_holidays=OnHolidays(said["on_holidays"]),
            features=frozenset(Feature(one) for one in said["features"]),
            languages=frozenset(said["languages"]),
            services=said["services"] or None,
            capacity=said["capacity"] or 0,
            notice_en=said["notice_en"],
            open_from=said["open_from"],
            open_until=said["open_until"],
            **{name: said[name] for name in plain},
        )


def site_initial(row: ChannelSite) -> dict[str, Any]:
    """The form of a place that is there."""
    names = (
        "name",
        "name_en",
        "address",
        "telephone",
        "latitude",
        "longitude",
        "on_holidays",
        "features",
        "languages",
        "notice",
        "notice_en",
        "open_from",
        "open_until",
        "version",
    )
    week = None if row.hours is None else week_read(row.hours)
    kind = OFFICE if week is None else ALWAYS if week == AROUND_THE_CLOCK else OWN
    days = {f"day{n}": hours for n, hours in enumerate(week or ())} if kind == OWN else {}
    return {
        **{name: getattr(row, name) for name in names},
        **days,
        "calendar": kind,
        "services": row.services or [],
        "capacity": row.capacity or None,
    }


class ClosingForm(forms.Form):
    """Days on which a place is closed, or open shorter."""

    first = forms.DateField(label=gettext_lazy("첫날"), widget=DateInput)
    last = forms.DateField(
        label=gettext_lazy("마지막 날"),
        widget=DateInput,
        required=False,
        help_text=gettext_lazy("하루면 비워 둡니다."),
    )
    opens = forms.TimeField(label=gettext_lazy("여는 시각"), widget=TimeInput, required=False)
    closes = forms.TimeField(
        label=gettext_lazy("닫는 시각"),
        widget=TimeInput,
        required=False,
        help_text=gettext_lazy("짧게 열 때만 적습니다. 비우면 하루 종일 닫습니다."),
    )
    reason = forms.CharField(
        label=gettext_lazy("까닭"),
        max_length=100,
        help_text=gettext_lazy("오는 사람에게 그대로 보입니다. 예: 승강기 점검"),
    )
    reason_en = forms.CharField(label=gettext_lazy("영어 까닭"), max_length=150, required=False)

    def hours(self) -> tuple[int | None, int | None]:
        opens, closes = self.cleaned_data["opens"], self.cleaned_data["closes"]
        found = [None if one is None else one.hour * 60 + one.minute for one in (opens, closes)]
        return found[0], DAY if found[1] == 0 else found[1]


class SettingForm(forms.Form):
    """What a dong says of one channel."""

    on = forms.BooleanField(label=gettext_lazy("우리 동에서 씁니다"), required=False)
    accepts_hours = forms.IntegerField(
        label=gettext_lazy("접수까지 걸리는 근무시간"),
        min_value=0,
        max_value=40,
        required=False,
        help_text=gettext_lazy(
            "비우면 법에 정한 대로 8근무시간입니다(민원 처리에 관한 법률 시행령 제6조). 더 짧게만 "
            "정할 수 있습니다."
        ),
    )
    posting_first = forms.IntegerField(
        label=gettext_lazy("우편이 빠르면 며칠"), min_value=0, max_value=30, required=False
    )
    posting_last = forms.IntegerField(
        label=gettext_lazy("늦으면 며칠"),
        min_value=0,
        max_value=30,
        required=False,
        help_text=gettext_lazy("우체국 근무일로 셉니다."),
    )
    reason = forms.CharField(
        label=gettext_lazy("쓰지 않는 까닭"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("찾는 사람에게 보입니다."),
    )

    def __init__(self, *args: Any, channel: Channel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not channel.accepts_within:
            del self.fields["accepts_hours"]
        if channel.posting_days == (0, 0):
            del self.fields["posting_first"], self.fields["posting_last"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (said.get("posting_first") is None) != (said.get("posting_last") is None):
            self.add_error("posting_last", _("두 칸을 모두 적거나 모두 비워 주세요."))
        return said

    def values(self) -> dict[str, Any]:
        """For `set_channel`."""
        said = self.cleaned_data
        hours, first = said.get("accepts_hours"), said.get("posting_first")
        return {
            "on": said["on"],
            "accepts_within": None if hours is None else hours * 60,
            "posting_days": None if first is None else (first, said["posting_last"]),
            "reason": said["reason"],
        }


def setting_initial(row: ChannelSetting | None) -> dict[str, Any]:
    if row is None:
        return {"on": True}
    within = row.accepts_within
    return {
        "on": row.on,
        "accepts_hours": None if within is None else within // 60,
        "posting_first": row.posting_first,
        "posting_last": row.posting_last,
        "reason": row.reason,
    }


class MatrixForm(forms.Form):
    """What the matrix is asked for."""

    service = forms.ChoiceField(label=gettext_lazy("어느 민원"), required=False)
    circle = forms.ChoiceField(
        label=gettext_lazy("누가"), choices=list(ASKERS.items()), required=False
    )

    def __init__(self, *args: Any, services: dict[str, Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["service"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("모든 민원"))] + [
            (code, in_language(one.names)) for code, one in services.items() if one.offered
        ]
