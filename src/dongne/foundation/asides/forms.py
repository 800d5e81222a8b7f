"""What for a number is opened, and a number of the office itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips
from dongne.foundation.openings.public import PURPOSES

OTHER = "other"
OFFERED = ("contact", "counsel", "visit", "correction", "subject_request", OTHER)


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("무엇 때문에 여나요?"),
        widget=Chips,
        choices=[(code, PURPOSES[code]) for code in OFFERED],
        error_messages={"required": _("여는 까닭을 골라 주세요.")},
    )
    why = forms.CharField(
        label=_("기타일 때 까닭"), required=False, max_length=200, help_text=_("예: 분실물 연락")
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("purpose") == OTHER and len(values.get("why", "").strip()) < 2:
            self.add_error("why", _("여는 까닭을 두 글자 이상 적어 주세요."))
        return values

    @property
    def told(self) -> str:
        """As the log has it; of a valid form."""
        chosen: str = self.cleaned_data["purpose"]
        return self.cleaned_data["why"].strip() if chosen == OTHER else chosen


class PublicNumberForm(forms.Form):
    number = forms.CharField(
        label=_("사무실 전화번호"),
        max_length=20,
        help_text=_(
            "지역번호부터 적어 주세요. 앞자리만 적으면 그 앞자리로 시작하는 번호가 모두 글에 "
            "남습니다. 예: 02-2620"
        ),
        error_messages={"required": _("전화번호를 적어 주세요.")},
    )
    title = forms.CharField(
        label=_("어디 번호인가요"),
        required=False,
        max_length=60,
        help_text=_("예: 동주민센터 대표"),
    )
