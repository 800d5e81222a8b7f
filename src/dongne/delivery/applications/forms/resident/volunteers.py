"""What a volunteer types who applies for somebody."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ...words import REFUSALS
from .fields import NUMBER, text_field


class ErrandNumberForm(forms.Form):
    letter = text_field(
        80,
        required=True,
        label=_("위임장 번호"),
        help_text=_("받으신 위임장 위쪽에 있습니다. 예: 7K3M-92QX-TRW"),
        error_messages={"required": _("위임장 번호를 적어 주세요.")},
        widget=forms.TextInput(attrs=NUMBER),
    )

    def none(self) -> None:
        """The same for a number that nobody has, and a letter of somebody else."""
        if self.is_valid():
            self.add_error("letter", str(REFUSALS["letter_not_found"]))
