"""The form of one activity: what it offers, what it carries through a refusal, what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips, DateTimeInput, PhotoInput
from dongne.lib.ids import new_id

from ..models import Activity, ActivitySound, Outing
from ..queries import Choices
from ..rules import ADDRESS_LENGTH, MEASURE_LENGTH, MEMO_LENGTH, Record
from ..states import PhotoRole
from ..words import PHOTO_ROLES

ELSEWHERE = "other"
# Without HEIC in the list an iPhone sends a JPEG of its own accord.
PHOTO_TYPES = "image/jpeg,image/png,image/webp"


class PhotosField(forms.FileField):
    """Any number of files; which of them is a photo is found out when they are taken in."""

    widget = PhotoInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = PHOTO_TYPES

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return list(data or [])


class ManyPhotosInput(PhotoInput):
    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> list[Any]:
        return files.getlist(name) if hasattr(files, "getlist") else []


@dataclass(slots=True)
class KeptPhotos:
    """Photos that the server already has, carried through the form by their sha256."""

    photos: dict[str, str] = field(default_factory=dict)
    """sha256 → role, in their order."""

    @classmethod
    def sent(cls, data: MultiValueDict[str, str]) -> KeptPhotos:
        """Those that a form sent back, apart from the ones ticked for removal."""
        gone = set(data.getlist("photo_gone"))
        known = {role.value for role in PhotoRole}
        kept = cls()
        for sha256 in data.getlist("photo"):
            role = data.get(f"photo_role_{sha256}", PhotoRole.DURING)
            if _is_sha256(sha256) and sha256 not in gone:
                kept.photos[sha256] = role if role in known else PhotoRole.DURING
        return kept

    @classmethod
    def of(cls, activity: Activity) -> KeptPhotos:
        return cls({photo.sha256: photo.role for photo in activity.photos.all()})

    def add(self, sha256: str, role: str) -> None:
        self.photos.setdefault(sha256, role)

    def in_order(self) -> tuple[tuple[str, str], ...]:
        """Before, during, after; within each as they came."""
        order = [role.value for role in PHOTO_ROLES]
        return tuple(sorted(self.photos.items(), key=lambda pair: order.index(pair[1])))


class ActivityForm(forms.Form):
    """One activity as it is entered on a page."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    base = forms.UUIDField(widget=forms.HiddenInput, required=False)
    opened_at = forms.CharField(widget=forms.HiddenInput, required=False)
    photos_before = PhotosField(label=PHOTO_ROLES[PhotoRole.BEFORE], widget=ManyPhotosInput)
    photos_during = PhotosField(label=PHOTO_ROLES[PhotoRole.DURING], widget=ManyPhotosInput)
    photos_after = PhotosField(label=PHOTO_ROLES[PhotoRole.AFTER], widget=ManyPhotosInput)
    memo = forms.CharField(
        label=_("보고 들은 것"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": MEMO_LENGTH}),
        help_text=_(
            "주민의 이름은 알아볼 수 없어 그대로 남으니 적지 마세요. 전화번호와 이메일은 저장할 때 "
            "글에서 빼서 따로 보관합니다. 사진만 있어도 됩니다."
        ),
    )
    kind = forms.ChoiceField(label=_("활동 구분"), widget=Chips)
    field = forms.ChoiceField(label=_("분야"), widget=Chips)
    tong = forms.ChoiceField(label=_("어느 통"), widget=Chips, required=False)
    tong_other = forms.TypedChoiceField(
        label=_("다른 통"), required=False, coerce=int, empty_value=None
    )
    address = forms.CharField(
        label=_("장소"),
        required=False,
        max_length=ADDRESS_LENGTH,
        help_text=_("주소나 알아볼 수 있는 곳. 예: 신정로 300 앞, 은행정 어린이공원"),
    )
    latitude = forms.FloatField(widget=forms.HiddenInput, required=False)
    longitude = forms.FloatField(widget=forms.HiddenInput, required=False)
    happened_at = forms.DateTimeField(label=_("언제"), widget=DateTimeInput)
    measure = forms.CharField(
        label=_("조치사항"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": MEASURE_LENGTH}),
        help_text=_("그 자리에서 한 일이나 부탁한 일"),
    )
    handover = forms.BooleanField(
        label=_("담당자에게 넘겨야 합니다"),
        required=False,
        help_text=_("내 일이 아니면 표시해 주세요. 담당 부서로 인계할 건으로 남습니다."),
    )
    counted = forms.ChoiceField(
        label=_("실적"),
        widget=Chips,
        required=False,
        choices=[
            ("", _("구분에 따라")),
            ("yes", _("실적에 넣기")),
            ("no", _("넣지 않기")),
        ],
    )
    outing = forms.TypedChoiceField(label=_("출장"), required=False, coerce=UUID, empty_value=None)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = choices.vocabulary
        unit = choices.unit
        others = [n for n in choices.tongs if n not in choices.own_tongs]
        self.choices = choices
        for name in ("kind", "field", "tong", "tong_other", "outing", "counted"):
            self.fields[name].error_messages["invalid_choice"] = _("목록에서 골라 주세요.")
        self._offer("kind", _offered(words.kinds, words.retired_kinds, self._now("kind")))
        self._offer("field", _offered(words.fields, words.retired_fields, self._now("field")))
        self.fields["kind"].error_messages["required"] = _("활동 구분을 골라 주세요.")
        self.fields["field"].error_messages["required"] = _("분야를 골라 주세요.")
        self.fields["happened_at"].error_messages["required"] = _("날짜와 시각을 적어 주세요.")
        self.fields["happened_at"].error_messages["invalid"] = _("날짜와 시각을 확인해 주세요.")
        self.fields["counted"].help_text = _(
            "따로 고르지 않으면 %(kinds)s만 빼고 실적에 넣습니다."
        ) % {"kinds": ", ".join(k.label for k in words.kinds.values() if not k.counted) or "–"}
        if choices.own_tongs:
            own = [(str(n), f"{n}{unit}") for n in choices.own_tongs]
            elsewhere = [(ELSEWHERE, _("다른 곳"))] if others else []
            self._offer("tong", [*own, *elsewhere, ("", _("모름"))])
        else:
            # Nobody's own tong to offer: the list of all of them is the one question.
            self._offer("tong", [("", ""), (ELSEWHERE, "")])
            self.fields["tong"].widget = forms.HiddenInput()
            self.fields["tong_other"].label = _("어느 통")
        self._offer("tong_other", [("", _("고르세요")), *((n, f"{n}{unit}") for n in others)])
        self._offer(
            "outing",
            [("", _("출장 없이")), *((str(o.pk), _outing_words(o)) for o in choices.outings)],
        )

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def explained(self) -> list[tuple[str, str]]:
        """The office's own help for the words it offers."""
        words = self.choices.vocabulary
        offered = [*words.kinds.values(), *words.fields.values()]
        return [(word.label, word.help_text) for word in offered if word.help_text]

    def _now(self, name: str) -> str:
        """The word that the stored record has: it stays on offer though it was retired."""
        return str(self.initial.get(name, ""))

    @property
    def time_untouched(self) -> bool:
        """Whether the time is still the one that stood there when the page was opened."""
        return bool(self.data.get("opened_at")) and self.data.get("opened_at") == self.data.get(
            "happened_at"
        )

    def uploads(self) -> list[tuple[str, str, Any]]:
        """(name of the field, role, file) of every file that was sent."""
        return [
            (f"photos_{role}", role.value, file)
            for role in PHOTO_ROLES
            for file in self.files.getlist(f"photos_{role}")
        ]

    def record(
        self,
        *,
        photos: tuple[tuple[str, str], ...],
        sounds: Iterable[ActivitySound] = (),
        stored: datetime | None = None,
    ) -> Record:
        """The record; of a valid form only. `stored` keeps the seconds that no field shows.

        `sounds` are those that the activity has: a page takes some out and adds none.
        """
        gone = set(self.data.getlist("sound_gone")) if hasattr(self.data, "getlist") else set()
        values = self.cleaned_data
        happened_at = values["happened_at"]
        if stored is not None and stored.replace(second=0, microsecond=0) == happened_at:
            happened_at = stored
        return Record(
            id=values["id"],
            kind=values["kind"],
            field=values["field"],
            happened_at=happened_at,
            memo=values["memo"],
            latitude=values["latitude"],
            longitude=values["longitude"],
            address=values["address"],
            tong=self._tong(),
            outing=values["outing"],
            counted={"yes": True, "no": False}.get(values["counted"]),
            measure=values["measure"],
            handover=values["handover"],
            photos=photos,
            sounds=tuple((s.sha256, s.seconds) for s in sounds if s.sha256 not in gone),
        )

    def _tong(self) -> int | None:
        chosen = self.cleaned_data["tong"]
        if chosen and chosen != ELSEWHERE:
            return int(chosen)
        return self.cleaned_data["tong_other"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if (values.get("latitude") is None) != (values.get("longitude") is None):
            values["latitude"] = values["longitude"] = None
        if not self["tong"].is_hidden:
            other = values.get("tong_other")
            if values.get("tong") == ELSEWHERE and other is None:
                self.add_error("tong_other", _("어느 통인지 골라 주세요."))
            elif values.get("tong") != ELSEWHERE and other is not None:
                self.add_error("tong_other", _("통을 두 번 골랐습니다. 하나만 남겨 주세요."))
        return values

    def refuse(self, parts: Iterable[tuple[str, str]]) -> None:
        """Put what the service refused beside the field it is about."""
        places = {"latitude": "address", "photos": "photos_during"}
        for part, sentence in parts:
            name = places.get(part, part)
            self.add_error(name if name in self.fields else None, sentence)


def first_values(
    choices: Choices, *, now: datetime, day: date | None = None, outing: Outing | None = None
) -> dict[str, Any]:
    """What a new form says before anybody wrote in it."""
    moment = localtime(now).replace(second=0, microsecond=0)
    if outing:
        day = outing.day
    if day and day != moment.date():
        clock = (outing and outing.starts_at) or moment.time()
        moment = datetime.combine(day, clock, tzinfo=moment.tzinfo)
    return {
        "id": new_id(),
        "happened_at": moment,
        "opened_at": moment.strftime("%Y-%m-%dT%H:%M"),
        "tong": str(choices.own_tongs[0]) if len(choices.own_tongs) == 1 else "",
        "outing": str(outing.pk) if outing else "",
        "address": outing.place if outing else "",
    }


def stored_values(activity: Activity, choices: Choices) -> dict[str, Any]:
    """What the form of an existing activity says."""
    number = activity.tong.number if activity.tong else None
    own = number in choices.own_tongs
    usual = choices.vocabulary.kind(activity.kind).counted == activity.counted
    return {
        "id": activity.pk,
        "base": activity.receipt,
        "memo": activity.memo,
        "kind": activity.kind,
        "field": activity.field,
        "tong": str(number) if own else ELSEWHERE if number else "",
        "tong_other": "" if own or number is None else number,
        "address": activity.address,
        "latitude": activity.latitude,
        "longitude": activity.longitude,
        "happened_at": activity.happened_at,
        "measure": activity.measure,
        "handover": activity.handover,
        "counted": "" if usual else "yes" if activity.counted else "no",
        "outing": str(activity.outing_id) if activity.outing_id else "",
    }


def _offered(
    words: Mapping[str, Any], retired: Mapping[str, Any], now: str
) -> list[tuple[str, str]]:
    kept = [retired[now]] if now in retired else []
    return [(word.slug, word.label) for word in [*words.values(), *kept]]


def _outing_words(outing: Outing) -> str:
    return f"{outing.day.month}. {outing.day.day}. {outing.purpose}"


def _is_sha256(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")
