"""One channel in one direction, as the form asks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.delivery.ways.public import Identity, Source
from dongne.design.forms import MultiChips

from ..words import CIRCLES, CLOSED, IDENTITIES, REASONS, SOURCES

OPEN, NONE = "open", "none"


class WayLine(forms.Form):
    """`state`: open, none, or why it is closed. `with_fee` only where one asks for something."""

    state = forms.ChoiceField(
        label=gettext_lazy("하는지"),
        choices=[
            (OPEN, gettext_lazy("열려 있음")),
            (NONE, gettext_lazy("하지 않음 (까닭을 보이지 않음)")),
            *((code, REASONS[code]) for code in CLOSED),
        ],
    )
    circles = forms.MultipleChoiceField(
        label=gettext_lazy("누구에게"),
        choices=list(CIRCLES.items()),
        required=False,
        widget=MultiChips,
    )
    identity = forms.ChoiceField(label=gettext_lazy("신분 확인"), choices=list(IDENTITIES.items()))
    fee = forms.IntegerField(
        label=gettext_lazy("여기서의 수수료(원)"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("비우면 위의 수수료를 따릅니다."),
    )
    basis_kind = forms.ChoiceField(label=gettext_lazy("근거"), choices=list(SOURCES.items()))
    basis_text = forms.CharField(
        label=gettext_lazy("근거 조문이나 까닭"), required=False, max_length=200
    )

    def __init__(self, *args: Any, with_fee: bool, locked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locked = locked
        if not with_fee:
            del self.fields["fee"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("state") == OPEN and not said.get("circles"):
            self.add_error("circles", _("열려면 누구에게 열지 골라 주세요."))
        return said

    def said(self, before: Mapping[str, Any] | None) -> dict[str, Any] | None:
        """The part as the content has it; what the form doesn't ask is as it was."""
        said = self.cleaned_data
        if said["state"] == NONE:
            return None
        basis = {"kind": said["basis_kind"], "text": said["basis_text"]}
        if said["state"] != OPEN:
            return {"closed": said["state"], "basis": basis}
        told: dict[str, Any] = {
            "circles": [one.value for one in CIRCLES if one in said["circles"]],
            "identity": said["identity"],
            "basis": basis,
        }
        if said.get("fee") is not None:
            told["fee"] = said["fee"]
        if before and before.get("copies"):
            told["copies"] = before["copies"]
        return told


def way_value(told: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the line is filled with."""
    if told is None:
        return {"state": NONE, "identity": Identity.CODE, "basis_kind": Source.OFFICE}
    basis = told.get("basis") or {}
    found: dict[str, Any] = {
        "basis_kind": basis.get("kind", Source.OPEN),
        "basis_text": basis.get("text", ""),
        "identity": told.get("identity", Identity.NONE),
        "circles": told.get("circles", []),
        "fee": told.get("fee"),
    }
    found["state"] = told.get("closed", OPEN)
    return found
