"""The form of a new key."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.design.forms import DateInput, MultiChips
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import at_seoul

from .queries import Place, places_for
from .services.keying import MOST_A_MINUTE
from .words import SCOPES


class KeyForm(forms.Form):
    """Whose key it is, where it holds, what it may do and how often."""

    program = forms.CharField(
        label=gettext_lazy("프로그램 이름"),
        max_length=80,
        help_text=gettext_lazy("예: 양천구 스마트불편신고"),
    )
    contact = forms.CharField(
        label=gettext_lazy("책임질 사람"),
        max_length=120,
        help_text=gettext_lazy("기관과 부서, 업무용 연락처를 적어 주세요."),
    )
    place = forms.ChoiceField(
        label=gettext_lazy("쓸 곳"),
        help_text=gettext_lazy("고른 곳과 그 아래 동에서만 쓸 수 있습니다."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("허용한 일"), choices=list(SCOPES.items()), widget=MultiChips
    )
    per_minute = forms.IntegerField(
        label=gettext_lazy("1분에 몇 번까지"), min_value=1, max_value=MOST_A_MINUTE, initial=60
    )
    last_day = forms.DateField(
        label=gettext_lazy("쓸 수 있는 마지막 날"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("비워 두면 없앨 때까지 쓸 수 있습니다."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, Place] = {
            f"{place._meta.model_name}-{place.pk}": place for place in places_for(viewer)
        }
        choices = [(code, place_label(place)) for code, place in self.places.items()]
        if viewer.administers:
            choices.insert(0, ("", _("모든 곳")))
            self.fields["place"].required = False
        self.fields["place"].choices = choices  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What `make_key` takes."""
        said = self.cleaned_data
        last = said["last_day"]
        until: datetime | None = at_seoul(last, time(23, 59, 59)) if last else None
        return {
            "program": said["program"],
            "contact": said["contact"],
            "place": self.places.get(said["place"]),
            "scopes": said["scopes"],
            "per_minute": said["per_minute"],
            "good_until": until,
        }


def place_label(place: Place) -> str:
    district = getattr(place, "district", None)
    return f"{district.label} {place.label}" if district is not None else place.label
