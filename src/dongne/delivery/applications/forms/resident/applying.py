"""The questions of an application, one form a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dongne.delivery.catalogue.public import EXEMPT
from dongne.delivery.ways.public import Circle, Service
from dongne.foundation.places.public import Dong
from dongne.lib.seoul import seoul_day

from ...models import Letter
from ...queries.offering import letter_of_number
from ...queries.questions import asked_online
from ...queries.receiving import Way
from ...queries.steps import Given, Somebody
from ...rules import MOST_ITEMS
from ...words import CIRCLES, REFUSALS
from .fields import (
    ADDRESS_LENGTH,
    NUMBER,
    BirthField,
    MobileField,
    NameField,
    PhoneField,
    text_field,
)
from .questions import LONGEST_PURPOSE, answer_field, plain


class OfficeForm(forms.Form):
    dong = forms.ChoiceField(
        label=_("어느 동주민센터에 신청하시나요?"),
        error_messages={
            "required": _("동주민센터를 골라 주세요."),
            "invalid_choice": _("목록에서 다시 골라 주세요."),
        },
    )

    def __init__(self, *args: Any, dongs: Sequence[Dong], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for dong in dongs:
            of = f"{dong.district.city.label} {dong.district.label}"
            groups.setdefault(of, []).append((str(dong.pk), dong.label))
        self.fields["dong"].choices = [("", gettext("고르세요")), *groups.items()]  # type: ignore[attr-defined]

    def put(self, given: Given) -> None:
        dong_id = int(self.cleaned_data["dong"])
        if given.dong_id != dong_id:
            given.dong_id, given.letter = dong_id, ""
            given.forget_receiving()


class WhatForm(forms.Form):
    """`here`: what can be asked for on this page."""

    services = forms.MultipleChoiceField(
        label=_("무엇이 필요하신가요?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("하나 이상 골라 주세요."),
            "invalid_choice": _("여기서 신청할 수 없는 것이 있습니다. 다시 골라 주세요."),
        },
    )

    def __init__(
        self, *args: Any, here: Mapping[str, str], finding: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["services"].choices = list(here.items())  # type: ignore[attr-defined]
        self.fields["services"].required = not finding

    def clean_services(self) -> list[str]:
        chosen = list(dict.fromkeys(self.cleaned_data["services"]))
        if len(chosen) > MOST_ITEMS:
            raise ValidationError(str(REFUSALS["too_many_items"]), code="too_many_items")
        return chosen

    def put(self, given: Given) -> None:
        given.choose(self.cleaned_data["services"])


class WhomForm(forms.Form):
    circle = forms.ChoiceField(
        label=_("누구의 서류인가요?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("하나를 골라 주세요."),
            "invalid_choice": _("고른 민원을 여기서 그렇게는 신청할 수 없습니다."),
        },
    )

    def __init__(self, *args: Any, circles: Collection[Circle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["circle"].choices = [  # type: ignore[attr-defined]
            (one.value, CIRCLES[one]) for one in Circle if one in circles
        ]

    def put(self, given: Given) -> None:
        circle = self.cleaned_data["circle"]
        if given.circle != circle:
            given.forget_receiving()
        if circle == Circle.SELF:
            given.principal = Somebody()
        if circle != Circle.PROXY:
            given.letter = ""
        given.circle = circle


class LetterForm(forms.Form):
    """The number of the letter that a proxy has in hand; what it says is checked at once."""

    letter = text_field(
        80,
        required=True,
        label=_("위임장 번호"),
        help_text=_("위임장 위쪽에 있습니다. 예: 7K3M-92QX-TRW"),
        error_messages={"required": _("위임장 번호를 적어 주세요.")},
        widget=forms.TextInput(attrs=NUMBER),
    )

    def __init__(
        self, *args: Any, given: Given, services: Sequence[Service], now: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.given, self.services, self.now = given, services, now

    def clean_letter(self) -> str:
        letter = letter_of_number(self.given.dong_id, self.cleaned_data["letter"])
        if letter is None:
            raise ValidationError(str(REFUSALS["letter_not_found"]), code="letter_not_found")
        if code := letter_fault(letter, self.services, self.given.copies, now=self.now):
            raise ValidationError(str(REFUSALS[code]), code=code)
        return letter.number

    def put(self, given: Given) -> None:
        given.letter = self.cleaned_data["letter"]


def letter_fault(
    letter: Letter, services: Sequence[Service], copies: Mapping[str, int], *, now: Any
) -> str:
    """Why the letter does not hold for these services; empty where it does."""
    if letter.revoked_at is not None:
        return "letter_revoked"
    if letter.used_up_at is not None:
        return "letter_used"
    if letter.valid_until < seoul_day(now):
        return "letter_expired"
    covered = {str(one["code"]): int(one.get("copies", 1)) for one in letter.services}
    if any(covered.get(one.code, 0) < copies.get(one.code, 1) for one in services):
        return "letter_not_covering"
    return ""


class PrincipalForm(forms.Form):
    """Whose matter it is, where that is somebody else."""

    name = NameField()
    birth_date = BirthField()
    phone = PhoneField(required=False, help_text=_("없으면 비워 두세요."))

    def put(self, given: Given) -> None:
        told = self.cleaned_data
        given.principal = Somebody(
            name=told["name"], birth_date=told["birth_date"], phone=told["phone"]
        )


class DetailsForm(forms.Form):
    """Copies, purpose and what else each service asks; who pays nothing."""

    def __init__(self, *args: Any, services: Sequence[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = list(services)
        for at, service in enumerate(self.services):
            most = min(service.most_copies, 99)
            self.fields[f"copies_{at}"] = forms.IntegerField(
                min_value=1,
                max_value=most,
                initial=1,
                label=_("몇 부"),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "required": _("몇 부 필요한지 적어 주세요."),
                    "invalid": _("숫자로 적어 주세요."),
                    "min_value": str(REFUSALS["no_copies"]),
                    "max_value": gettext("%(n)d부까지 신청할 수 있습니다.") % {"n": most},
                },
            )
            for slug in asked_online(service.questions):
                self.fields[f"q_{at}_{slug}"] = answer_field(slug)
        if groups := self._groups():
            self.fields["groups"] = forms.MultipleChoiceField(
                required=False,
                choices=groups,
                widget=forms.CheckboxSelectMultiple,
                label=_("해당하는 것이 있으면 골라 주세요"),
                help_text=_("수수료를 내지 않을 수 있습니다. 받을 때 확인합니다."),
            )

    def _groups(self) -> list[tuple[str, Any]]:
        named = {one.code for service in self.services if service.fee for one in service.exemptions}
        return [(code, label) for code, label in EXEMPT.items() if code in named]

    def parts(self) -> list[dict[str, Any]]:
        """The fields of each service, for the page."""
        return [
            {
                "service": service,
                "fields": [
                    self[name]
                    for name in self.fields
                    if name == f"copies_{at}" or name.startswith(f"q_{at}_")
                ],
            }
            for at, service in enumerate(self.services)
        ]

    def put(self, given: Given) -> None:
        told = self.cleaned_data
        before = dict(given.copies), list(given.groups)
        for at, service in enumerate(self.services):
            code = service.code
            given.copies[code] = told[f"copies_{at}"]
            answers = {
                slug: plain(told.get(f"q_{at}_{slug}")) for slug in asked_online(service.questions)
            }
            given.purposes[code] = answers.pop("purpose", "")[:LONGEST_PURPOSE]
            given.answers[code] = {slug: text for slug, text in answers.items() if text}
        given.groups = list(told.get("groups") or [])
        given.detailed = True
        if before != (given.copies, given.groups):
            given.forget_receiving()

    @staticmethod
    def initial_of(given: Given, services: Sequence[Service]) -> dict[str, Any]:
        found: dict[str, Any] = {"groups": given.groups}
        for at, service in enumerate(services):
            code = service.code
            found[f"copies_{at}"] = given.copies.get(code, 1)
            found[f"q_{at}_purpose"] = given.purposes.get(code, "")
            for slug, text in given.answers.get(code, {}).items():
                found[f"q_{at}_{slug}"] = text
        return found


class ReceiveForm(forms.Form):
    """One of the ways there are; each is told with its moment and cost."""

    receive = forms.ChoiceField(
        label=_("어떻게 받으시겠어요?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("받는 방법을 골라 주세요."),
            "invalid_choice": _("그 방법은 그사이 받을 수 없게 되었습니다. 다시 골라 주세요."),
        },
    )

    def __init__(
        self, *args: Any, ways: Sequence[Way], names: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ways = {way.value: way for way in ways}
        self.fields["receive"].choices = [  # type: ignore[attr-defined]
            (value, names[value]) for value in self.ways
        ]

    @property
    def way(self) -> Way:
        return self.ways[self.cleaned_data["receive"]]

    def put(self, given: Given) -> None:
        way = self.way
        given.receive = way.channel.key
        given.receive_site = str(way.site.id) if way.site else ""
        given.promised_at, given.fee = way.in_hand_at.isoformat(), way.fee


class WhoForm(forms.Form):
    """Who asks, and how they are reached. `address` only where it is brought or posted."""

    name = NameField()
    birth_date = BirthField()
    phone = MobileField(help_text=_("확인번호와 소식을 이 번호로 보냅니다."))
    address = text_field(
        ADDRESS_LENGTH,
        label=_("받을 주소"),
        help_text=_("예: 포천시 군내면 청성로 1"),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    address_detail = text_field(
        ADDRESS_LENGTH,
        label=_("동·호수"),
        help_text=_("예: 101동 302호. 없으면 비워 두세요."),
        widget=forms.TextInput(attrs={"autocomplete": "address-line2"}),
    )

    def __init__(self, *args: Any, address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not address:
            del self.fields["address"], self.fields["address_detail"]
        else:
            self.fields["address"].required = True
            self.fields["address"].error_messages["required"] = gettext("받을 주소를 적어 주세요.")

    def put(self, given: Given) -> None:
        told = self.cleaned_data
        given.who = Somebody(
            name=told["name"],
            birth_date=told["birth_date"],
            phone=told["phone"],
            address=told.get("address", given.who.address),
            address_detail=told.get("address_detail", given.who.address_detail),
        )


class CodeForm(forms.Form):
    code = text_field(
        20,
        required=True,
        label=_("확인번호 여섯 자리"),
        error_messages={"required": _("확인번호를 적어 주세요.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
