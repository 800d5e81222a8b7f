"""What is asked when a clock stops, goes on, is made longer, or gets another officer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import DateTimeInput
from dongne.foundation.organisations.public import Officer
from dongne.lib.statute import Limit, StopKind, Unit

from .models import Deadline, ReasonChoices, StopChoices
from .subjects import kind_of

EMPTY_IS_NOW = _("비워 두면 지금입니다.")
MOST = {
    Unit.HOURS: _("%(n)d근무시간까지 늘릴 수 있습니다. 몇 근무시간인지 숫자로 적어 주세요."),
    Unit.DAYS: _("%(n)d일까지 늘릴 수 있습니다. 며칠인지 숫자로 적어 주세요."),
    Unit.WEEKS: _("%(n)d주까지 늘릴 수 있습니다. 몇 주인지 숫자로 적어 주세요."),
    Unit.MONTHS: _("%(n)d개월까지 늘릴 수 있습니다. 몇 개월인지 숫자로 적어 주세요."),
    Unit.YEARS: _("%(n)d년까지 늘릴 수 있습니다. 몇 년인지 숫자로 적어 주세요."),
    Unit.CIVIL_DAYS: _("%(n)d일까지 늘릴 수 있습니다. 며칠인지 숫자로 적어 주세요."),
    Unit.WORKING_DAYS: _("%(n)d일까지 늘릴 수 있습니다. 며칠인지 숫자로 적어 주세요."),
    Unit.PLAIN_HOURS: _("%(n)d시간까지 늘릴 수 있습니다. 몇 시간인지 숫자로 적어 주세요."),
}
NO_NAMES = _("이름이나 전화번호는 적지 마세요.")


class StopForm(forms.Form):
    kind = forms.ChoiceField(label=_("멈추는 까닭"))
    began_at = forms.DateTimeField(
        label=_("멈춘 때"), required=False, widget=DateTimeInput, help_text=EMPTY_IS_NOW
    )
    note = forms.CharField(label=_("덧붙일 말"), required=False, max_length=200, help_text=NO_NAMES)

    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = kind_of(deadline.kind).stops
        field: Any = self.fields["kind"]
        field.choices = [(one.value, one.label) for one in StopChoices if one.value in allowed]

    def said(self, now: datetime) -> dict[str, Any]:
        return {
            "kind": StopKind(self.cleaned_data["kind"]),
            "began_at": self.cleaned_data["began_at"] or now,
            "note": self.cleaned_data["note"],
        }


class GoOnForm(forms.Form):
    ended_at = forms.DateTimeField(
        label=_("다시 시작한 때"), required=False, widget=DateTimeInput, help_text=EMPTY_IS_NOW
    )
    longer = forms.BooleanField(label=_("현장 조사를 7일 더 늘렸습니다"), required=False)

    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stands = [one for one in deadline.known_stops if one.ended_at is None]
        if not stands or stands[0].kind != StopKind.SITE_SURVEY:
            del self.fields["longer"]

    def said(self, now: datetime) -> dict[str, Any]:
        return {
            "ended_at": self.cleaned_data["ended_at"] or now,
            "longer": self.cleaned_data.get("longer", False),
        }


class ExtendForm(forms.Form):
    """So many more of the limit's own unit."""

    amount = forms.IntegerField(label=_("얼마나 늘릴까요"), min_value=1, max_value=999)
    reason = forms.ChoiceField(label=_("늘리는 사유"), choices=ReasonChoices.choices)
    note = forms.CharField(
        label=_("신청인에게 알릴 설명"), required=False, max_length=200, help_text=NO_NAMES
    )
    consent = forms.BooleanField(label=_("신청인이 동의했습니다 (두 번째 연장)"), required=False)

    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit = Limit.parse(deadline.limit)
        self.unit = Unit.HOURS if self.limit.unit is Unit.NOW else self.limit.unit
        most = 3 if self.limit.unit is Unit.NOW else self.limit.amount
        self.fields["amount"].max_value = most  # type: ignore[attr-defined]
        self.fields["amount"].widget.attrs["max"] = most
        self.fields["amount"].help_text = MOST[self.unit] % {"n": most}
        if not deadline.known_extensions:
            del self.fields["consent"]

    def said(self, _now: datetime) -> dict[str, Any]:
        return {
            "more": Limit(self.cleaned_data["amount"], self.unit),
            "reason": self.cleaned_data["reason"],
            "note": self.cleaned_data["note"],
            "consent": self.cleaned_data.get("consent", False),
        }


class TransferForm(forms.Form):
    officer = forms.TypedChoiceField(label=_("새 담당자"), coerce=int)

    def __init__(
        self, *args: Any, deadline: Deadline, people: list[Officer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["officer"]
        field.choices = [
            (one.pk, f"{one.name} ({one.team.name})")
            for one in people
            if one.pk != deadline.officer_id
        ]

    def said(self, _now: datetime) -> dict[str, Any]:
        return {"officer_id": self.cleaned_data["officer"]}
