"""A letter of attorney, one question a page; looking it up, signing, revoking."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dongne.delivery.ways.public import Service
from dongne.design.forms import DateInput

from ...queries.steps import Given, Somebody
from ...words import REFUSALS
from .fields import (
    ADDRESS_LENGTH,
    NUMBER,
    QUIET,
    BirthField,
    NameField,
    PhoneField,
    text_field,
)
from .questions import LONGEST_PURPOSE

LONGEST_LETTER = timedelta(days=366)


class LetterHowForm(forms.Form):
    """How many copies of each, for what, until when."""

    purpose = text_field(LONGEST_PURPOSE, label=_("어디에 쓰나요?"), help_text=_("예: 은행 제출"))
    until = forms.DateField(
        label=_("언제까지 쓸 수 있게 할까요?"),
        widget=DateInput,
        error_messages={
            "required": _("날짜를 골라 주세요."),
            "invalid": _("날짜를 다시 골라 주세요. 예: 2026-12-31"),
        },
    )
    takes_too = forms.BooleanField(
        required=False, label=_("서류를 받는 일도 맡깁니다"), initial=True
    )

    def __init__(
        self, *args: Any, services: Sequence[Service], names: Mapping[str, str], today: date,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.services, self.today = list(services), today
        copies: dict[str, forms.Field] = {}
        for at, service in enumerate(self.services):
            most = min(service.most_copies, 99)
            copies[f"copies_{at}"] = forms.IntegerField(
                min_value=1,
                max_value=most,
                initial=1,
                label=gettext("%(name)s, 몇 부") % {"name": names[service.code]},
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "required": _("몇 부 필요한지 적어 주세요."),
                    "invalid": _("숫자로 적어 주세요."),
                    "min_value": str(REFUSALS["no_copies"]),
                    "max_value": gettext("%(n)d부까지 신청할 수 있습니다.") % {"n": most},
                },
            )
        self.fields = {**copies, **self.fields}

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise ValidationError(str(REFUSALS["day_over"]), code="day_over")
        if until > self.today + LONGEST_LETTER:
            raise ValidationError(str(REFUSALS["day_far"]), code="day_far")
        return until

    def put(self, given: Given) -> None:
        told = self.cleaned_data
        for at, service in enumerate(self.services):
            given.copies[service.code] = told[f"copies_{at}"]
        given.purposes[""] = told["purpose"]
        given.until, given.takes_too = told["until"].isoformat(), bool(told["takes_too"])

    @staticmethod
    def initial_of(given: Given, services: Sequence[Service], until: date) -> dict[str, Any]:
        found: dict[str, Any] = {
            f"copies_{at}": given.copies.get(one.code, 1) for at, one in enumerate(services)
        }
        found["purpose"] = given.purposes.get("", "")
        found["until"] = given.until or until
        found["takes_too"] = given.takes_too
        return found


class NamedForm(forms.Form):
    """Somebody whom the letter names. Their number box on the paper stays empty."""

    name = NameField()
    birth_date = BirthField()
    phone = PhoneField(
        help_text=_("위임장을 쓸 때마다 이 번호로 알려 드리고, 거둘 때 확인번호를 보냅니다.")
    )
    address = text_field(
        ADDRESS_LENGTH,
        label=_("주소"),
        help_text=_("비워 두고 종이에 손으로 적어도 됩니다."),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def somebody(self) -> Somebody:
        told = self.cleaned_data
        return Somebody(
            name=told["name"],
            birth_date=told["birth_date"],
            phone=told["phone"],
            address=told["address"],
        )


class ErrandForm(forms.Form):
    """Number and telephone of somebody whom a letter names."""

    number = text_field(
        80,
        required=True,
        label=_("위임장 번호"),
        help_text=_("위임장 위쪽에 있습니다. 예: 7K3M-92QX-TRW"),
        error_messages={"required": _("위임장 번호를 적어 주세요.")},
        widget=forms.TextInput(attrs=NUMBER),
    )
    phone = PhoneField(label=_("위임장에 적힌 내 전화번호"))


class ErrandCodeForm(ErrandForm):
    """Then the code itself; the two others are carried along."""

    code = text_field(
        20,
        required=True,
        label=_("확인번호 여섯 자리"),
        error_messages={"required": _("확인번호를 적어 주세요.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "phone"):
            self.fields[name].widget = forms.HiddenInput()


class RevokeForm(forms.Form):
    why = text_field(
        200,
        label=_("까닭"),
        help_text=_("적지 않아도 됩니다."),
        widget=forms.TextInput(attrs=QUIET),
    )


class SignForm(forms.Form):
    """A drawing: strokes of points, as JSON."""

    signature = text_field(
        20_000,
        required=True,
        widget=forms.HiddenInput,
        error_messages={"required": _("네모 칸 안에 손가락이나 마우스로 이름을 써 주세요.")},
    )

    def clean_signature(self) -> str:
        text = str(self.cleaned_data["signature"])
        if not strokes_of(text):
            raise ValidationError(
                _("네모 칸 안에 손가락이나 마우스로 이름을 써 주세요."), code="empty"
            )
        return text


def strokes_of(text: str) -> list[list[list[float]]]:
    """Lines of points between 0 and 1; nothing for anything else, or for a mere dot."""
    try:
        told = json.loads(text)
        strokes = [
            [[min(1.0, max(0.0, float(x))), min(1.0, max(0.0, float(y)))] for x, y in line]
            for line in told
        ]
    except (ValueError, TypeError, RecursionError):
        return []
    return strokes if sum(len(line) for line in strokes) >= 8 else []
