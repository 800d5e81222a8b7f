"""Why somebody's name and number are opened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips
from dongne.foundation.openings.public import PURPOSES


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("여는 까닭"),
        widget=Chips,
        error_messages={"required": _("왜 여는지 골라 주세요.")},
    )
    detail = forms.CharField(
        label=_("자세한 까닭"),
        max_length=180,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("“기타”를 고르면 꼭 적어 주세요. 이름이나 전화번호는 적지 마세요."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = list(PURPOSES.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("purpose") == "other" and not (said.get("detail") or "").strip():
            self.add_error("detail", gettext("무엇 때문에 여는지 적어 주세요."))
        return said

    @property
    def said(self) -> str:
        """The code of a purpose; with details, its words and them."""
        purpose = self.cleaned_data["purpose"]
        detail = " ".join((self.cleaned_data.get("detail") or "").split())
        if not detail:
            return str(purpose)
        return detail if purpose == "other" else f"{PURPOSES[purpose]}: {detail}"
