"""The questions on the way to a plan, one form a page; for staff all on one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dongne.delivery.catalogue.public import EXEMPT, GROUPS
from dongne.delivery.ways.public import Circle, Service
from dongne.design.forms import TimeInput
from dongne.foundation.places.public import Dong, spot_at

from .. import words
from ..rules.answers import HOURS, Answers

NEAR = 3
"""Decimals of a degree that are kept of where somebody lives: about a hundred metres."""


def choices_of(services: Mapping[str, Service], language: str) -> list[tuple[str, Any]]:
    """By group, in the catalogue's order."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for service in services.values():
        grouped.setdefault(service.group, []).append((service.code, service.name(language)))
    order = [*GROUPS, *(group for group in grouped if group not in GROUPS)]
    return [(str(GROUPS.get(key, key)), grouped[key]) for key in order if key in grouped]


class ServiceForm(forms.Form):
    service = forms.ChoiceField(
        label=_("어떤 서류나 민원인가요?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("하나를 골라 주세요.")},
    )

    def __init__(self, *args: Any, services: Mapping[str, Service], language: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [  # type: ignore[attr-defined]
            (code, service.name(language)) for code, service in services.items()
        ]

    def put(self, answers: Answers) -> Answers:
        return replace(answers, service=self.cleaned_data["service"])


class WhoForm(forms.Form):
    who = forms.ChoiceField(
        label=_("누구의 서류인가요?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("하나를 골라 주세요.")},
    )

    def __init__(self, *args: Any, circles: Iterable[Circle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = frozenset(circles)
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (one.value, words.WHO[one]) for one in Circle if one in there
        ]

    def put(self, answers: Answers) -> Answers:
        return replace(answers, who=Circle(self.cleaned_data["who"]))


class WhenForm(forms.Form):
    """Nothing chosen is any time."""

    when = forms.MultipleChoiceField(
        label=_("언제 시간이 나시나요?"),
        help_text=_("여러 개를 골라도 됩니다. 아무 때나 괜찮으면 고르지 않고 넘어가세요."),
        choices=list(words.WHEN.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    begins = forms.TimeField(label=_("몇 시부터"), required=False, widget=TimeInput)
    ends = forms.TimeField(label=_("몇 시까지"), required=False, widget=TimeInput)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        begins, ends = told.get("begins"), told.get("ends")
        if HOURS in told.get("when", ()) or begins or ends:
            if begins is None or ends is None:
                raise ValidationError(
                    _("몇 시부터 몇 시까지인지 둘 다 적어 주세요."), code="no_hours"
                )
            if begins >= ends:
                raise ValidationError(
                    _("끝나는 시각이 시작하는 시각보다 뒤여야 합니다."), code="not_hours"
                )
            told["when"] = [*dict.fromkeys([*told.get("when", ()), HOURS])]
        return told

    def put(self, answers: Answers) -> Answers:
        told = self.cleaned_data
        hours = None
        if HOURS in told["when"]:
            begins, ends = told["begins"], told["ends"]
            hours = begins.hour * 60 + begins.minute, ends.hour * 60 + ends.minute
        return replace(answers, when=tuple(told["when"]), hours=hours)


class HardForm(forms.Form):
    hard = forms.MultipleChoiceField(
        label=_("어려운 것이 있나요?"),
        help_text=_("여러 개를 골라도 됩니다. 없으면 고르지 않고 넘어가세요."),
        choices=list(words.HARD.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def put(self, answers: Answers) -> Answers:
        return replace(answers, hard=tuple(self.cleaned_data["hard"]))


class WhereForm(forms.Form):
    """The dong, and roughly the place if they like: to a hundred metres, kept on their device."""

    dong = forms.ChoiceField(
        required=False,
        label=_("어느 동네에 사시나요?"),
        error_messages={"required": _("어느 동네인지 골라 주세요.")},
    )
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    drop = forms.BooleanField(required=False, label=_("표시한 곳 지우기"))

    def __init__(self, *args: Any, dongs: list[Dong], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dongs = {dong.pk: dong for dong in dongs}
        self.single = dongs[0].code if len(dongs) == 1 else ""
        groups: dict[str, list[tuple[str, str]]] = {}
        for dong in dongs:
            of = f"{dong.district.city.label} {dong.district.label}"
            groups.setdefault(of, []).append((dong.code, dong.label))
        self.fields["dong"].choices = [("", _("고르세요")), *groups.items()]  # type: ignore[attr-defined]
        if self.single:
            del self.fields["dong"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        code = self.single or told.get("dong", "")
        point = told.get("latitude"), told.get("longitude")
        if told.get("drop") or point[0] is None or point[1] is None:
            point = None, None
        elif (spot := spot_at(point[0], point[1])) is None or spot.dong_id not in self.dongs:
            raise ValidationError(
                _("표시한 곳은 우리가 맡은 동네가 아닙니다. 다시 고르거나 지워 주세요."),
                code="outside",
            )
        else:
            code = self.dongs[spot.dong_id].code
        if not code:
            self.add_error("dong", _("어느 동네인지 골라 주세요."))
        told["code"], told["point"] = code, point
        return told

    def put(self, answers: Answers) -> Answers:
        latitude, longitude = self.cleaned_data["point"]
        place = None
        if latitude is not None and longitude is not None:
            place = round(latitude, NEAR), round(longitude, NEAR)
        return replace(answers, dong=self.cleaned_data["code"], place=place)


class GroupsForm(forms.Form):
    """For the fee alone, once the ways are there."""

    groups = forms.MultipleChoiceField(
        label=_("수수료를 안 내는 분인가요?"),
        choices=list(EXEMPT.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def put(self, answers: Answers) -> Answers:
        return replace(answers, groups=tuple(self.cleaned_data["groups"]))


class StaffForm(WhenForm, HardForm, GroupsForm):
    """For somebody at the counter or on the telephone. Nothing of it is kept."""

    service = forms.ChoiceField(label=pgettext_lazy("way", "민원"))
    who = forms.ChoiceField(label=_("누구의 것"))
    copies = forms.IntegerField(label=_("몇 부"), min_value=1, max_value=30, initial=1)

    field_order = ["service", "who", "copies", "when", "begins", "ends", "hard", "groups"]

    def __init__(
        self, *args: Any, services: Mapping[str, Service], language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [  # type: ignore[attr-defined]
            ("", _("고르세요")),
            *choices_of(services, language),
        ]
        self.fields["who"].choices = [(one.value, words.WHO[one]) for one in Circle]  # type: ignore[attr-defined]
        self.fields["when"].help_text = ""
        self.fields["hard"].help_text = ""

    def put(self, answers: Answers) -> Answers:
        told = self.cleaned_data
        for form in (WhenForm, HardForm, GroupsForm):
            answers = form.put(self, answers)
        return replace(
            answers, service=told["service"], who=Circle(told["who"]), copies=told["copies"]
        )
