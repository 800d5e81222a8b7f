"""What is asked of whoever seals, moves, hands over, looks for what is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from dongne.delivery.ways.public import Identity
from dongne.design.forms import Chips, DateInput, TimeInput

from .services.settings import BOUNDS
from .states import AlarmEnd, AlarmKind, AttemptWhy, TakerKind
from .words import ALARMS, ENDS, IDENTITIES, TAKERS, WHYS

_QUIET = {"autocomplete": "off", "spellcheck": "false", "data-no-draft": ""}
_DIGITS = {**_QUIET, "inputmode": "numeric"}


class SealForm(forms.Form):
    """One bag; which applications go into it is ticked in the list."""

    bag = forms.CharField(
        required=False,
        max_length=40,
        label=_("봉투 번호"),
        help_text=_("봉투에 찍힌 번호를 적거나 찍어 주세요. 비우면 다음 번호를 붙입니다."),
        widget=forms.TextInput(attrs=_QUIET),
    )
    seal = forms.CharField(
        required=False,
        max_length=30,
        label=_("봉인 번호"),
        help_text=_("봉인에 따로 번호가 있을 때만 적어 주세요."),
        widget=forms.TextInput(attrs=_QUIET),
    )
    pages = forms.IntegerField(
        min_value=1,
        max_value=999,
        initial=1,
        label=_("들어간 쪽수"),
        error_messages={"required": _("쪽수를 적어 주세요.")},
    )


class MoveForm(forms.Form):
    """To whom or where, and for a courier when the receiver can be met."""

    to = forms.ChoiceField(
        label=_("누구에게 넘길까요"),
        error_messages={"required": _("넘겨받을 사람이나 둘 곳을 골라 주세요.")},
    )
    place = forms.CharField(
        required=False,
        max_length=100,
        label=_("어디에서"),
        help_text=_("사무실이 아닌 곳에서 넘길 때만 적어 주세요."),
    )
    day = forms.DateField(required=False, label=_("찾아갈 날"), widget=DateInput)
    starts = forms.TimeField(required=False, label=_("부터"), widget=TimeInput)
    ends = forms.TimeField(required=False, label=_("까지"), widget=TimeInput)

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, Any]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("골라 주세요")), *choices]  # type: ignore[attr-defined]
        self.fields["day"].initial = today
        self.fields["starts"].initial = time(9)
        self.fields["ends"].initial = time(20)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("to", "").startswith("volunteer:"):
            for name in ("day", "starts", "ends"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("받는 분을 만날 수 있는 때를 적어 주세요."))
            if said.get("starts") and said.get("ends") and said["starts"] >= said["ends"]:
                self.add_error("ends", _("끝나는 때가 시작하는 때보다 늦어야 합니다."))
        return said


class TakeForm(forms.Form):
    code = forms.CharField(
        required=False,
        max_length=80,
        label=_("확인번호나 봉투 QR"),
        help_text=_("주는 사람의 화면에 있는 여섯 자리를 적거나 봉투의 QR을 찍어 주세요."),
        widget=forms.TextInput(attrs=_QUIET),
    )


class HandForm(forms.Form):
    """How the taker showed who they are; no number of a card is asked for."""

    taker = forms.ChoiceField(
        label=_("누가 받나요"),
        choices=list(TAKERS.items()),
        initial=TakerKind.RECEIVER,
        widget=Chips,
    )
    letter_number = forms.CharField(
        required=False,
        max_length=40,
        label=_("위임장 번호"),
        help_text=_("대리인이 받을 때만 적어 주세요."),
        widget=forms.TextInput(attrs=_QUIET),
    )
    kind = forms.ChoiceField(
        label=_("받는 사람 확인"),
        choices=[(one, IDENTITIES[one]) for one in (Identity.CARD, Identity.CODE, Identity.KNOWN)],
        widget=Chips,
        error_messages={"required": _("어떻게 확인했는지 골라 주세요.")},
    )
    code = forms.CharField(
        required=False,
        max_length=20,
        label=_("받는 분의 확인번호"),
        help_text=_("받는 분의 휴대전화로 간 여섯 자리입니다."),
        widget=forms.TextInput(attrs=_DIGITS),
    )
    birth = forms.CharField(
        required=False,
        max_length=20,
        label=_("받는 분의 생년월일"),
        help_text=_("여덟 자리로 적어 주세요. 예: 19410302"),
        widget=forms.TextInput(attrs=_DIGITS),
    )


class ReportForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("무슨 일인가요"),
        choices=[(one, ALARMS[one]) for one in (AlarmKind.BROKEN, AlarmKind.LOST)],
        widget=Chips,
        error_messages={"required": _("무슨 일인지 골라 주세요.")},
    )
    text = forms.CharField(
        max_length=2000,
        label=_("언제, 어디서, 어떻게"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("무슨 일인지 적어 주세요.")},
    )


class EndForm(forms.Form):
    end = forms.ChoiceField(
        label=_("어떻게 되었나요"),
        choices=list(ENDS.items()),
        error_messages={"required": _("어떻게 되었는지 골라 주세요.")},
    )
    seal = forms.CharField(
        required=False,
        max_length=30,
        label=_("새 봉인 번호"),
        help_text=_("다시 봉함했을 때만 적어 주세요."),
        widget=forms.TextInput(attrs=_QUIET),
    )
    finding = forms.CharField(
        max_length=2000,
        label=_("알아낸 것"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("무엇을 알아냈는지 적어 주세요.")},
    )

    def __init__(self, *args: Any, lost: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fits = (AlarmEnd.FOUND, AlarmEnd.GONE) if lost else (AlarmEnd.SOUND, AlarmEnd.RESEALED)
        self.fields["end"].choices = [("", _("골라 주세요")), *((one, ENDS[one]) for one in fits)]  # type: ignore[attr-defined]


class ScanForm(forms.Form):
    """A bag, and where it goes; a scanner that types ends each code with Enter."""

    to = forms.ChoiceField(label=_("어디로 옮기나요"), widget=Chips)
    code = forms.CharField(
        max_length=80,
        label=_("봉투의 QR이나 번호"),
        widget=forms.TextInput(attrs={**_QUIET, "autofocus": True}),
        error_messages={"required": _("봉투를 찍거나 번호를 적어 주세요.")},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = list(choices)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=200,
        label=_("까닭"),
        error_messages={"required": _("까닭을 적어 주세요.")},
    )


class NobodyForm(forms.Form):
    why = forms.ChoiceField(
        label=_("왜 전하지 못했나요"),
        choices=list(WHYS.items()),
        initial=AttemptWhy.NOBODY,
        widget=Chips,
    )
    next_on = forms.DateField(
        required=False,
        label=_("다시 갈 날"),
        help_text=_("비우면 사무실로 가져옵니다."),
        widget=DateInput,
    )


class SettingsForm(forms.Form):
    compartment_days = forms.IntegerField(label=_("무인민원택배함에 두는 날"))
    desk_remind_days = forms.IntegerField(label=_("보관함에서 며칠마다 알릴까요"))
    most_reminders = forms.IntegerField(label=_("알림은 몇 번까지"))
    leg_hours = forms.IntegerField(label=_("전달에 걸려도 되는 시간"))
    most_tries = forms.IntegerField(label=_("문 앞까지 몇 번 가나요"))
    volunteers_see_cards = forms.BooleanField(
        required=False,
        label=_("전화가 없는 분은 봉사자가 신분증을 보고 전합니다"),
        help_text=_("그때마다 사무실에서 받았는지 전화로 확인합니다."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most) in BOUNDS.items():
            field = self.fields[name]
            assert isinstance(field, forms.IntegerField)
            field.min_value, field.max_value = least, most
            field.widget.attrs |= {"min": least, "max": most}
            field.validators += [
                MinValueValidator(least),
                MaxValueValidator(most),
            ]
