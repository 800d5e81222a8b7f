"""Correcting what a case is, and where; what everybody may see; how a dong works with cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dongne.design.forms import Chips, MultiChips
from dongne.foundation.places.public import Tong

from ..rules import ADDRESS_LENGTH
from ..states import Publicity
from ..words import PUBLICITY
from .deeds import NO_NAMES, CaseForm, text_field


class PlaceMixin(forms.Form):
    """Where something is. All of it may be left out."""

    address = forms.CharField(
        label=_("어디"),
        required=False,
        max_length=ADDRESS_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("주소나 알아볼 수 있는 곳. 예: 신정로 300 앞, 은행정 어린이공원"),
    )
    tong = forms.TypedChoiceField(
        label=pgettext_lazy("label", "통"), required=False, coerce=int, empty_value=None, choices=()
    )
    latitude = forms.FloatField(
        widget=forms.HiddenInput, required=False, min_value=-90, max_value=90
    )
    longitude = forms.FloatField(
        widget=forms.HiddenInput, required=False, min_value=-180, max_value=180
    )

    def offer_tongs(self, tongs: Iterable[Tong]) -> None:
        self.fields["tong"].choices = [  # type: ignore[attr-defined]
            ("", _("모름 (지도로 정함)")),
            *((one.number, one.dong.numbered(one.number)) for one in tongs),
        ]


class EditForm(PlaceMixin, CaseForm):
    category = forms.ChoiceField(
        label=_("분류"), error_messages={"invalid_choice": _("목록에서 골라 주세요.")}
    )
    title = forms.CharField(
        label=_("제목"), max_length=120, error_messages={"required": _("제목을 적어 주세요.")}
    )
    urgent = forms.BooleanField(
        label=_("급합니다"), required=False, help_text=_("다칠 수 있거나 곧 커지는 일")
    )
    field_order = ("category", "title", "address", "tong", "urgent")

    def __init__(
        self, *args: Any, categories: list[tuple[str, str]], tongs: Iterable[Tong], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = categories  # type: ignore[attr-defined]
        self.offer_tongs(tongs)


class PublicForm(CaseForm):
    """`photos` are the hashes of those that everybody may see."""

    publicity = forms.ChoiceField(
        label=_("무엇을 공개하나요"),
        widget=Chips,
        choices=[(one.value, PUBLICITY[one]) for one in Publicity],
        error_messages={"required": _("무엇을 공개할지 골라 주세요.")},
    )
    photos = forms.MultipleChoiceField(label=_("공개할 사진"), required=False, widget=MultiChips)
    looked = forms.BooleanField(
        label=_(
            "사진에 얼굴이나 차량 번호가 없고, 글에 이름이나 집이 드러나지 않는 것을 보았습니다"
        ),
        required=False,
    )

    def __init__(self, *args: Any, photos: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photos"].choices = photos  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        shows = said.get("publicity") == Publicity.SHOWN or said.get("photos")
        if shows and not said.get("looked"):
            self.add_error(
                "looked", _("글과 사진을 한 번 더 보고 표시해 주세요. 올린 뒤에는 누구나 봅니다.")
            )
        return said


class SettingsForm(forms.Form):
    """How long things may lie still, and what is shown to whom."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    unclaimed_hours = forms.IntegerField(
        label=_("아무도 맡지 않으면 팀장에게 알리기까지 (근무시간)"),
        min_value=1,
        max_value=80,
        help_text=_("부서로 보냈는데 답이 없을 때도 같습니다."),
    )
    dormant_days = forms.IntegerField(
        label=_("움직임이 없으면 담당에게 알리기까지 (근무일)"), min_value=1, max_value=60
    )
    lead_after_days = forms.IntegerField(
        label=_("그 뒤에도 움직임이 없으면 팀장에게 알리기까지 (근무일)"), min_value=1, max_value=60
    )
    welfare_counts_only = forms.BooleanField(
        label=_("복지 건은 담당과 복지팀만 내용을 봅니다"),
        required=False,
        help_text=_("다른 직원에게는 건수만 보입니다."),
    )
    public_map = forms.BooleanField(
        label=_("공개 지도를 씁니다"),
        required=False,
        help_text=_("끄면 이 동의 건은 누리집 지도에 나오지 않습니다."),
    )
    asks_whether_solved = forms.BooleanField(
        label=_("종결한 뒤 주민에게 해결되었는지 한 번 묻습니다"), required=False
    )


class FollowForm(CaseForm):
    """Somebody else who is to hear of it."""

    name = forms.CharField(
        label=_("이름"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-no-draft": True}),
        error_messages={"required": _("이름을 적어 주세요.")},
    )
    phone = forms.CharField(
        label=_("전화번호"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "tel", "data-no-draft": True}
        ),
        error_messages={"required": _("결과를 알릴 전화번호를 적어 주세요.")},
    )
    note = text_field(_("그 사람이 한 말"), rows=2, required=False, help=NO_NAMES)
