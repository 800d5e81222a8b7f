"""The form of an endpoint."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .occasions import occasions
from .queries.places import Where
from .rules import URL_LENGTH
from .states import TRIAL


class EndpointForm(forms.Form):
    """`id` is made with the page: sent twice, it makes one endpoint."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("이름"),
        max_length=60,
        help_text=gettext_lazy("예: 도로과 작업 관리 시스템"),
    )
    url = forms.CharField(
        label=gettext_lazy("받는 주소"),
        max_length=URL_LENGTH,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=gettext_lazy("https://로 시작하는 주소입니다. 이 주소로 POST 요청을 보냅니다."),
    )
    where = forms.ChoiceField(
        label=gettext_lazy("어느 곳의 일을 알릴까요"),
        help_text=gettext_lazy("구를 고르면 그 구 모든 동의 일을 알립니다."),
    )
    events = forms.MultipleChoiceField(
        label=gettext_lazy("무엇을 알릴까요"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, places: list[tuple[Where, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._where = {one.key: one for one, _place in places}
        chosen: Any = self.fields["where"]
        chosen.choices = [
            (one.key, place.label if place is not None else _("모든 곳")) for one, place in places
        ]
        offered: Any = self.fields["events"]
        offered.choices = [
            (one.code, f"{one.title} ({one.code})") for one in occasions() if one.code != TRIAL
        ]

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "where": self._where[said["where"]],
            "title": said["title"],
            "url": said["url"],
            "events": said["events"],
        }
