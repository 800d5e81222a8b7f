"""A place of one's own, and what was ticked to become a stop."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from .states import StopKind

MOST_SENT = 400


class PlaceForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("어떤 곳인가요"),
        max_length=120,
        help_text=_("예: 은행정 어린이공원 뒷문, 12통 경로당"),
        error_messages={"required": _("어떤 곳인지 한 줄로 적어 주세요.")},
    )
    note = forms.CharField(
        label=_("거기서 할 일"),
        max_length=200,
        required=False,
        help_text=_("예: 벤치 다시 살펴보기, 회장님께 안내문 전하기"),
    )
    latitude = forms.FloatField(
        required=False, widget=forms.HiddenInput, min_value=-90, max_value=90
    )
    longitude = forms.FloatField(
        required=False, widget=forms.HiddenInput, min_value=-180, max_value=180
    )


def read_choices(values: Iterable[str]) -> list[tuple[StopKind, str]]:
    """`case:<key>` as the page sends them; what is none is left out."""
    found = []
    for value in list(values)[:MOST_SENT]:
        kind, colon, of = value.partition(":")
        if colon and of and len(of) <= 64 and kind in set(StopKind):
            found.append((StopKind(kind), of))
    return found
