"""To whom a case is handed: one of the people, units or bodies that the page lists, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips

from ..states import HandoverKind
from ..words import HANDOVER_KINDS
from .deeds import CaseForm, text_field

BODY = "body"


class HandOverForm(CaseForm):
    """`to` is `officer:<id>`, `team:<id>` or `body`; the page lists which there are."""

    kind = forms.ChoiceField(
        label=_("어떻게 넘기나요"),
        widget=Chips,
        error_messages={"required": _("어떻게 넘길지 골라 주세요.")},
    )
    to = forms.CharField(
        max_length=40, error_messages={"required": _("누구에게 넘길지 골라 주세요.")}
    )
    to_body = forms.CharField(
        label=_("기관 이름"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("예: 지역사회보장협의체, 마을계획단, 지구대, 한국전력"),
    )
    reason = text_field(
        _("까닭"),
        rows=2,
        help=_("받는 사람이 처음부터 다시 묻지 않게, 무엇을 부탁하는지 적어 주세요."),
        empty=_("왜 넘기는지 적어 주세요. 받는 사람이 가장 먼저 읽습니다."),
    )

    def __init__(self, *args: Any, kinds: list[HandoverKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (one.value, HANDOVER_KINDS[one]) for one in kinds
        ]
        self.fields["reason"].max_length = 500  # type: ignore[attr-defined]

    def clean_to(self) -> str:
        to: str = self.cleaned_data["to"]
        what, _colon, key = to.partition(":")
        if to != BODY and (what not in ("officer", "team") or not key.isdecimal()):
            raise forms.ValidationError(_("목록에서 골라 주세요."))
        return to

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("to") == BODY and not given.get("to_body"):
            self.add_error("to_body", _("어느 기관인지 적어 주세요."))
        if given.get("to") == BODY and given.get("kind") not in (None, "", HandoverKind.REFERRAL):
            self.add_error("kind", _("프로그램을 쓰지 않는 기관에는 ‘협조 요청’만 할 수 있습니다."))
        return given

    def taker(self) -> dict[str, Any]:
        """For the service; of a valid form only."""
        to = self.cleaned_data["to"]
        if to == BODY:
            return {"to_body": self.cleaned_data["to_body"]}
        what, _colon, key = to.partition(":")
        return {"to_officer_id" if what == "officer" else "to_team_id": int(key[:12])}
