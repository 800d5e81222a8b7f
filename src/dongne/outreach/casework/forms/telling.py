"""What a resident is told, and how."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips, MultiChips

from ..states import TellingMeans
from ..words import TELLING_MEANS
from .deeds import RESIDENT_READS, CaseForm, text_field

BY_HAND = (
    TellingMeans.MESSAGE,
    TellingMeans.PHONE,
    TellingMeans.VISIT,
    TellingMeans.LETTER,
)


class TellForm(CaseForm):
    """One text for everybody who is ticked."""

    to = forms.MultipleChoiceField(
        label=_("누구에게"),
        widget=MultiChips,
        error_messages={"required": _("알릴 사람을 골라 주세요.")},
    )
    means = forms.ChoiceField(
        label=_("어떻게"),
        widget=Chips,
        choices=[(one.value, TELLING_MEANS[one]) for one in BY_HAND],
        error_messages={"required": _("어떻게 알리는지 골라 주세요.")},
    )
    text = text_field(
        _("알리는 내용"),
        rows=5,
        help=RESIDENT_READS,
        empty=_("무엇을 알렸는지 적어 주세요. 전화나 방문도 무슨 말을 했는지 남깁니다."),
    )
    why_oral = forms.CharField(
        label=_("글로 알리지 않은 까닭"),
        required=False,
        max_length=200,
        help_text=_(
            "글로 알려야 하는 민원을 전화나 방문으로 알렸을 때만 적습니다. 예: 급한 일이라 먼저 "
            "전화함, 주민이 말로 들어도 된다고 함"
        ),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = people  # type: ignore[attr-defined]

    def reporters(self) -> list[UUID]:
        return [UUID(key) for key in self.cleaned_data["to"]]
