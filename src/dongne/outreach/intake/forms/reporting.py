"""The questions of a report, one form a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import DateInput, PhotoInput
from dongne.foundation.places.public import Dong, spot_at
from dongne.outreach.categories.public import Question, QuestionKind, Words

from ..queries.places import dong_in_words
from ..rules import ADDRESS_LENGTH, NAME_LENGTH, TEXT_LENGTH, Contact, Given

ANSWER_LENGTH = 1000
NOT_DIGITS = re.compile(r"[^\d+]")
NAMED_MOST = 6
"""So many dongs are named in a sentence; of more only the number helps."""


class Length(MaxLengthValidator):
    message = ngettext_lazy(
        "너무 깁니다. %(limit_value)d자까지 적을 수 있습니다. 지금은 %(show_value)d자입니다.",
        "너무 깁니다. %(limit_value)d자까지 적을 수 있습니다. 지금은 %(show_value)d자입니다.",
        "limit_value",
    )


def text_field(length: int, **given: Any) -> forms.CharField:
    """A text whose length is judged by the server alone: a browser would cut it off unsaid."""
    given.setdefault("required", False)
    return forms.CharField(validators=[Length(length)], **given)


class WhereForm(forms.Form):
    """A point, or an address and the dong. After validation `spot` is what lies there."""

    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    address = text_field(
        ADDRESS_LENGTH,
        label=_("주소나 눈에 띄는 것"),
        help_text=_("예: 신월로12길 43 앞, 초등학교 정문 건너편"),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    dong = forms.ChoiceField(required=False, label=_("어느 동네인가요?"))
    drop = forms.BooleanField(required=False, label=_("표시한 곳 지우기"))

    def __init__(self, *args: Any, dongs: list[Dong], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dongs = {str(dong.pk): dong for dong in dongs}
        self.tong: int | None = None
        self.dong_id: int | None = None
        if len(dongs) < 2:
            del self.fields["dong"]
            return
        groups: dict[str, list[tuple[str, str]]] = {}
        for dong in dongs:
            of = f"{dong.district.city.label} {dong.district.label}"
            groups.setdefault(of, []).append((str(dong.pk), dong.label))
        self.fields["dong"].choices = [("", gettext("고르세요")), *groups.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        point = told.get("latitude"), told.get("longitude")
        if told.get("drop"):
            point = None, None
        if point[0] is not None and point[1] is not None:
            spot = spot_at(point[0], point[1])
            if spot is None:
                raise ValidationError(self._outside(), code="outside")
            self.dong_id, self.tong = spot.dong_id, spot.tong_number
            return told
        told["latitude"] = told["longitude"] = None
        if "address" in self.errors:
            return told
        if not told.get("address"):
            raise ValidationError(
                _("어디인지 알려 주세요. 지도에서 고르거나 주소를 적으면 됩니다."), code="no_place"
            )
        if told.get("dong"):
            self.dong_id = int(told["dong"])
        elif len(self.dongs) == 1:
            self.dong_id = next(iter(self.dongs.values())).pk
        elif found := dong_in_words(told["address"]):
            self.dong_id = found.pk
        else:
            self.add_error("dong", _("어느 동네인지 골라 주세요. 맡을 사람을 찾는 데 필요합니다."))
        return told

    def _outside(self) -> str:
        names = [dong.label for dong in self.dongs.values()]
        if len(names) <= NAMED_MOST:
            return gettext(
                "그곳은 우리가 맡은 동네(%(names)s)가 아닙니다. "
                "지도에서 다시 고르거나 주소를 적어 주세요."
            ) % {"names": ", ".join(names)}
        return gettext(
            "그곳은 우리가 맡은 동네가 아닙니다. 지도에서 다시 고르거나 주소를 적어 주세요."
        )

    def put(self, given: Given) -> None:
        told = self.cleaned_data
        if given.dong_id not in (None, self.dong_id):
            # Another dong keeps its own photos and asks its own questions.
            given.photos, given.seen_near, given.followed = [], False, ""
        given.dong_id, given.tong = self.dong_id, self.tong
        given.latitude, given.longitude = told["latitude"], told["longitude"]
        given.address, given.from_photo = told["address"], False
        given.sign = given.place = ""
        given.seen_near, given.followed = False, ""


class WhatForm(forms.Form):
    category = forms.ChoiceField(
        label=_("무엇에 관한 일인가요?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("하나를 골라 주세요. 맞는 것이 없으면 ‘기타’를 고르세요."),
            "invalid_choice": _("이 동네에 없는 것입니다. 다시 골라 주세요."),
        },
    )

    def __init__(self, *args: Any, offered: Iterable[Words], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [(one.code, one.name()) for one in offered]  # type: ignore[attr-defined]

    def put(self, given: Given) -> None:
        if given.category != self.cleaned_data["category"]:
            given.answers, given.seen_near, given.followed = {}, False, ""
        given.category = self.cleaned_data["category"]


class DetailsForm(forms.Form):
    """The category's own questions."""

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        for question in words.questions:
            self.fields[f"q_{question.code}"] = _answer_field(question)

    def put(self, given: Given) -> None:
        given.answers = {
            question.code: _plain(self.cleaned_data.get(f"q_{question.code}"))
            for question in self.words.questions
        }

    @staticmethod
    def initial_of(given: Given) -> Mapping[str, Any]:
        return {f"q_{code}": value for code, value in given.answers.items()}


def _answer_field(question: Question) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.text(),
        "required": question.required,
        "error_messages": {"required": _("이 물음에 답해 주세요.")},
    }
    choices = [(choice.key, choice.name()) for choice in question.choices]
    match question.kind:
        case QuestionKind.CHOICE | QuestionKind.YES_NO:
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case QuestionKind.CHOICES:
            return forms.MultipleChoiceField(
                choices=choices, widget=forms.CheckboxSelectMultiple, **common
            )
        case QuestionKind.NUMBER:
            return forms.DecimalField(max_digits=12, decimal_places=3, **common)
        case QuestionKind.DATE:
            return forms.DateField(widget=DateInput, **common)
        case QuestionKind.TEXT:
            return text_field(ANSWER_LENGTH, widget=forms.Textarea(attrs={"rows": 4}), **common)
        case _:
            return text_field(200, **common)


def _plain(value: Any) -> Any:
    """As JSON can hold it."""
    if value is None:
        return ""
    return value if isinstance(value, str | list) else str(value)


class PhotosInput(PhotoInput):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class PhotosField(forms.FileField):
    """Any number of files; which of them is a photo is found out when they are taken in."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [self.to_python(file) and file for file in data or [] if file and file.size]


class PhotosForm(forms.Form):
    photos = PhotosField(required=False, label=_("사진"))


class TextForm(forms.Form):
    text = text_field(
        TEXT_LENGTH,
        label=_("어떤 일인지 적어 주세요"),
        help_text=_(
            "무엇이 어떤지, 언제부터인지 짧게 적어도 "
            "됩니다. 이름이나 전화번호는 여기에 적지 마세요."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, with_photos: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.with_photos = with_photos

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if not text and not self.with_photos:
            raise ValidationError(
                _("글이나 사진 가운데 하나는 있어야 합니다. 한 줄이라도 적어 주세요.")
            )
        return text

    def put(self, given: Given) -> None:
        given.text = self.cleaned_data["text"]


CONTACTS = [
    (Contact.PHONE.value, _("휴대전화로 알려 주세요")),
    (Contact.EMAIL.value, _("이메일로 알려 주세요")),
    (Contact.NONE.value, _("연락처를 남기지 않겠습니다")),
]


class ContactForm(forms.Form):
    contact = forms.ChoiceField(
        label=_("결과를 어떻게 알려 드릴까요?"),
        choices=CONTACTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("하나를 골라 주세요. 연락처 없이도 알릴 수 있습니다.")},
    )
    phone = text_field(
        30,
        label=_("전화번호"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        required=False,
        max_length=254,
        label=_("이메일"),
        error_messages={"invalid": _("이메일 주소를 다시 확인해 주세요. 예: name@example.com")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = text_field(
        NAME_LENGTH, label=_("이름"), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(required=False, label=_("어느 말로 알려 드릴까요?"))
    agreed = forms.BooleanField(required=False, label=_("위와 같이 연락처를 쓰는 데 동의합니다"))

    def __init__(self, *args: Any, follows: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if follows:
            # Whoever only follows has nothing but being told.
            self.fields["contact"].choices = [  # type: ignore[attr-defined]
                choice for choice in CONTACTS if choice[0] != Contact.NONE
            ]
        self.fields["language"].choices = list(settings.LANGUAGES)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        by = told.get("contact")
        if by in (None, "", Contact.NONE):
            # Whatever stands in fields that were not chosen is not looked at.
            for name in ("phone", "email", "name"):
                self.errors.pop(name, None)
            return told
        if by == Contact.PHONE:
            self.errors.pop("email", None)
            self._check_phone(told)
        else:
            self.errors.pop("phone", None)
            if "email" not in self.errors and not told.get("email"):
                self.add_error("email", _("이메일 주소를 적어 주세요."))
        if not told.get("agreed"):
            self.add_error(
                "agreed",
                _(
                    "연락처를 남기려면 동의가 필요합니다. 원하지 "
                    "않으면 ‘남기지 않겠습니다’를 고르세요."
                ),
            )
        return told

    def _check_phone(self, told: dict[str, Any]) -> None:
        if "phone" in self.errors:
            return
        if not told.get("phone"):
            self.add_error("phone", _("전화번호를 적어 주세요."))
        elif not phone_of(told["phone"]):
            self.add_error("phone", _("전화번호를 다시 확인해 주세요. 예: 010-1234-5678"))

    def put(self, given: Given) -> None:
        told = self.cleaned_data
        by = told["contact"]
        given.contact, given.agreed = by, bool(told["agreed"]) and by != Contact.NONE
        given.name = told.get("name", "") if by != Contact.NONE else ""
        given.phone = told.get("phone", "") if by == Contact.PHONE else ""
        given.email = told.get("email", "") if by == Contact.EMAIL else ""
        given.language = told.get("language") or given.language


def phone_of(text: str) -> str:
    """Digits of a number that can be one, Korean or with a country's code; else nothing."""
    plain = NOT_DIGITS.sub("", text)
    if re.fullmatch(r"0\d{8,10}|1\d{7}|\+\d{8,15}", plain):
        return plain
    return ""


class CheckForm(forms.Form):
    hidden = forms.BooleanField(required=False, label=_("동네 지도에는 올리지 마세요"))


class TextReceiptForm(forms.Form):
    phone = text_field(
        30,
        required=True,
        label=_("문자를 받을 휴대전화 번호"),
        error_messages={"required": _("전화번호를 적어 주세요.")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_phone(self) -> str:
        if not phone_of(self.cleaned_data["phone"]):
            raise ValidationError(_("전화번호를 다시 확인해 주세요. 예: 010-1234-5678"))
        return str(self.cleaned_data["phone"])
