"""Forms: why a phone ends, why something is opened or discarded, a draft to be finished."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.design.forms import Chips, DateTimeInput
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer
from dongne.outreach.vocabulary.public import vocabulary_of

from .services import Typed


class EndForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("끝내는 까닭"),
        max_length=200,
        help_text=gettext_lazy("예: 휴대전화를 잃어버림, 새 휴대전화로 바꿈"),
    )


class OpenForm(forms.Form):
    purpose = forms.CharField(
        label=gettext_lazy("여는 까닭"),
        min_length=2,
        max_length=200,
        help_text=gettext_lazy("예: 퇴직한 담당자가 마지막 날 적은 활동 확인"),
    )


class DiscardForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("버리는 까닭"),
        max_length=200,
        help_text=gettext_lazy("예: 같은 활동을 이미 기록함"),
    )


class DraftForm(forms.Form):
    """One's own draft, as it was written so far. Photos and place stay with it."""

    memo = forms.CharField(
        label=gettext_lazy("보고 들은 것"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("활동 구분"), widget=Chips)
    field = forms.ChoiceField(label=gettext_lazy("분야"), widget=Chips)
    happened_at = forms.DateTimeField(label=gettext_lazy("언제"), widget=DateTimeInput)
    address = forms.CharField(label=gettext_lazy("장소"), required=False, max_length=200)
    tong = forms.TypedChoiceField(
        label=gettext_lazy("어느 통"), required=False, coerce=int, empty_value=None
    )
    measure = forms.CharField(
        label=gettext_lazy("조치사항"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    handover = forms.BooleanField(
        label=gettext_lazy("다른 담당자에게 넘길 일입니다"), required=False
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = vocabulary_of(viewer.dong_id)
        tongs = Tong.objects.for_viewer(viewer).filter(dong_id=viewer.dong_key)
        numbers = tongs.order_by("number").values_list("number", flat=True)
        choices: dict[str, list[tuple[str, str]]] = {
            "kind": [(slug, one.label) for slug, one in words.kinds.items()],
            "field": [(slug, one.label) for slug, one in words.fields.items()],
            "tong": [("", _("고르지 않음"))] + [(str(n), _("%(n)d통") % {"n": n}) for n in numbers],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def typed(self) -> Typed:
        return Typed(**self.cleaned_data)
