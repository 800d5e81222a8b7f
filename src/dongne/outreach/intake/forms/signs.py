"""What is asked for a poster, a card, and the office's telephone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.outreach.categories.public import Words

from ..models import SignKind

CALL = r"[0-9+][0-9 \-()]{2,28}"


def call_field(**given: Any) -> forms.RegexField:
    return forms.RegexField(
        f"^{CALL}$",
        max_length=30,
        error_messages={"invalid": _("전화번호를 다시 확인해 주세요. 예: 02-2620-0000")},
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        **given,
    )


class PosterForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("어디에 붙이나요?"),
        choices=[choice for choice in SignKind.choices if choice[0] != SignKind.OFFICER],
    )
    label = forms.CharField(
        max_length=60,
        label=_("곳의 이름"),
        help_text=_("주민이 읽고 아는 이름으로 적습니다. 예: 신정시장 정류장"),
    )
    address = forms.CharField(max_length=120, required=False, label=_("주소"))
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    category = forms.ChoiceField(
        required=False,
        label=_("미리 골라 둘 종류"),
        help_text=_("비워 두면 주민이 고릅니다."),
    )

    def __init__(self, *args: Any, offered: tuple[Words, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", _("주민이 고름")), *((one.code, one.name()) for one in offered)
        ]  # fmt: skip


class CardForm(forms.Form):
    officer = forms.TypedChoiceField(label=_("누구의 명함인가요?"), coerce=int)
    call = call_field(label=_("명함에 적을 전화번호"))

    def __init__(self, *args: Any, officers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = officers  # type: ignore[attr-defined]


class OfficeCallForm(forms.Form):
    call = call_field(label=_("주민이 거는 전화번호"))
    hours = forms.CharField(
        max_length=60, required=False, label=_("받는 시간"), help_text=_("예: 평일 9시–18시")
    )
