"""A case entered for somebody on the telephone, at the counter or in the street: one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips, DateInput, MultiChips
from dongne.foundation.places.public import Tong
from dongne.lib.ids import new_id
from dongne.outreach.categories.public import Question, QuestionKind, Words

from ..rules import MOST_PHOTOS, TEXT_LENGTH, Contact, Opening
from ..states import Channel, PhotoRole
from ..words import BY_STAFF, CHANNELS
from .deeds import NO_NAMES, PhotosField, text_field
from .editing import PlaceMixin

OFF = {"autocomplete": "off", "data-no-draft": True}
NOBODY, NEW = "", "new"
ANSWER = "answer_"


class EntryForm(PlaceMixin, forms.Form):
    """`id` makes a second sending the same case. Who it is never stays in the browser."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    activity = forms.UUIDField(widget=forms.HiddenInput, required=False)
    photo_fields = (("photos", PhotoRole.BEFORE.value),)

    channel = forms.ChoiceField(
        label=_("어떻게 왔나요"),
        widget=Chips,
        choices=[(one.value, CHANNELS[one]) for one in BY_STAFF],
        error_messages={"required": _("어떻게 왔는지 골라 주세요.")},
    )
    category = forms.ChoiceField(
        label=_("무슨 일인가요"),
        error_messages={
            "required": _("종류를 골라 주세요."),
            "invalid_choice": _("목록에서 골라 주세요."),
        },
    )
    text = text_field(
        _("주민이 말한 것"),
        rows=4,
        help=NO_NAMES,
        empty=_("무슨 일인지 적어 주세요."),
    )
    who_name = forms.CharField(
        label=_("이름"), required=False, max_length=80, widget=forms.TextInput(attrs=OFF)
    )
    who_phone = forms.CharField(
        label=_("전화번호"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={**OFF, "inputmode": "tel"}),
        help_text=_("결과를 알릴 번호입니다. 알려 주지 않으면 비워 두세요."),
    )
    person = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    language = forms.ChoiceField(
        label=_("어느 말로 알릴까요"),
        required=False,
        choices=[("ko", _("한국어")), ("en", "English"), ("zh", "中文"), ("vi", "Tiếng Việt")],
    )
    wants = forms.BooleanField(label=_("도중 소식도 받겠다고 함"), required=False)
    agreed_oral = forms.BooleanField(label=_("전화로 결과를 들어도 된다고 함"), required=False)
    may_be_public = forms.BooleanField(
        label=_("공개 지도에 종류와 위치가 나와도 된다고 함"), required=False
    )
    urgent = forms.BooleanField(
        label=_("급합니다"), required=False, help_text=_("다칠 수 있거나 곧 커지는 일")
    )
    photos = PhotosField(label=_("사진"))

    def __init__(
        self,
        *args: Any,
        categories: Sequence[Words],
        tongs: Iterable[Tong],
        chosen: Words | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].max_length = TEXT_LENGTH  # type: ignore[attr-defined]
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in categories:
            groups.setdefault(one.group(), []).append((one.code, one.name()))
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", _("고르세요")),
            *groups.items(),
        ]
        self.offer_tongs(tongs)
        self.chosen = chosen
        for question in chosen.questions if chosen else ():
            self.fields[f"{ANSWER}{question.code}"] = answer_field(question)

    def questions(self) -> list[Any]:
        """Fields of the category's own questions."""
        return [self[name] for name in self.fields if name.startswith(ANSWER)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (said.get("latitude") is None) != (said.get("longitude") is None):
            said["latitude"] = said["longitude"] = None
        if said.get("who_phone") and not said.get("who_name") and not said.get("person"):
            self.add_error("who_name", _("전화번호와 함께 이름을 적어 주세요."))
        return said

    def opening(self, *, photos: tuple[tuple[str, str], ...], dong_id: int) -> Opening:
        """Of a valid form only."""
        said = self.cleaned_data
        answers = {
            name.removeprefix(ANSWER): _plain(value)
            for name, value in said.items()
            if name.startswith(ANSWER) and value not in (None, "", [])
        }
        return Opening(
            id=said["id"],
            category=said["category"],
            text=said["text"],
            channel=Channel(said["channel"]),
            dong_id=dong_id,
            tong=said["tong"],
            address=said["address"],
            latitude=said["latitude"],
            longitude=said["longitude"],
            answers=answers,
            photos=photos[:MOST_PHOTOS],
            contacts=self.contacts(),
            activity_id=said["activity"],
            urgent=said["urgent"],
            may_be_public=said["may_be_public"],
        )

    def contacts(self) -> tuple[Contact, ...]:
        said = self.cleaned_data
        person = said["person"]
        shared = {
            "language": said["language"] or "ko",
            "wants": said["wants"],
            "agreed_oral": said["agreed_oral"],
        }
        if person and person != NEW:
            return (Contact(person_id=UUID(person), **shared),)
        if said["who_name"] or said["who_phone"]:
            return (Contact(name=said["who_name"], phone=said["who_phone"], **shared),)
        return ()

    def clean_person(self) -> str:
        person: str = self.cleaned_data["person"]
        if person in (NOBODY, NEW):
            return person
        try:
            return str(UUID(person))
        except ValueError:
            return NOBODY


def answer_field(question: Question) -> forms.Field:
    """The field for one question of a category."""
    kwargs: dict[str, Any] = {
        "label": question.text(),
        "required": question.required,
        "error_messages": {"required": _("이 물음에 답해 주세요.")},
    }
    choices = [(one.key, one.name()) for one in question.choices]
    match question.kind:
        case QuestionKind.YES_NO | QuestionKind.CHOICE:
            return forms.ChoiceField(widget=Chips, choices=choices, **kwargs)
        case QuestionKind.CHOICES:
            return forms.MultipleChoiceField(widget=MultiChips, choices=choices, **kwargs)
        case QuestionKind.NUMBER:
            return forms.FloatField(**kwargs)
        case QuestionKind.DATE:
            return forms.DateField(widget=DateInput, **kwargs)
        case QuestionKind.TEXT:
            return forms.CharField(
                max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), **kwargs
            )
    return forms.CharField(max_length=200, **kwargs)


def _plain(value: Any) -> Any:
    """As it stands in JSON."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def first_values(*, channel: str = "", activity: UUID | None = None) -> dict[str, Any]:
    """What a new form says before anybody wrote in it."""
    return {
        "id": new_id(),
        "activity": activity,
        "channel": channel or Channel.PHONE.value,
        "language": "ko",
        "wants": True,
        "may_be_public": True,
    }
