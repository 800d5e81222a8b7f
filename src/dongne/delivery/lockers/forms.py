"""What is typed at a locker, and what the office says of one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips

from .states import Found, Size
from .words import FOUNDS, SIZES

_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "data-keypad": ""}


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=40,
        label=_("열림번호 여덟 자리"),
        help_text=_("문자로 받은 번호입니다. 내 신청 화면의 QR을 찍어도 됩니다."),
        error_messages={"required": _("열림번호를 눌러 주세요.")},
        widget=forms.TextInput(attrs=_DIGITS),
    )
    birth_date = forms.CharField(
        required=False,
        max_length=20,
        label=_("생년월일 여덟 자리"),
        help_text=_("예: 1948년 3월 5일이면 19480305"),
        widget=forms.TextInput(attrs=_DIGITS),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=200,
        label=_("까닭"),
        help_text=_("기록에 남습니다. 이름이나 전화번호는 적지 마세요."),
        error_messages={"required": _("까닭을 적어 주세요.")},
    )


class SettleForm(forms.Form):
    found = forms.ChoiceField(
        label=_("열어 보니 어땠나요?"),
        choices=[(one.value, FOUNDS[one]) for one in Found],
        widget=forms.RadioSelect,
        error_messages={"required": _("하나를 골라 주세요.")},
    )
    reason = forms.CharField(
        max_length=200,
        label=_("어떻게 확인했나요?"),
        error_messages={"required": _("어떻게 확인했는지 적어 주세요.")},
    )


class BagForm(forms.Form):
    bag = forms.CharField(
        max_length=40,
        label=_("봉투의 QR이나 번호"),
        help_text=_("봉투에 붙은 표의 번호를 적거나 찍어 주세요."),
        error_messages={"required": _("봉투의 번호를 적어 주세요.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class LoadForm(forms.Form):
    """Which bag, and how large it is."""

    parcel = forms.ChoiceField(
        label=_("어느 봉투를 넣나요?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("넣을 봉투를 골라 주세요.")},
    )
    size = forms.ChoiceField(
        label=_("봉투의 크기"),
        choices=[(one.value, SIZES[one]) for one in Size],
        initial=Size.SMALL,
        widget=Chips,
    )
    low_reach = forms.BooleanField(
        required=False,
        label=_("휠체어를 쓰시는 분의 봉투입니다 (낮은 칸)"),
    )

    def __init__(self, *args: object, parcels: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["parcel"].choices = parcels  # type: ignore[attr-defined]


class SetUpForm(forms.Form):
    name = forms.CharField(
        max_length=60,
        label=_("택배함의 이름"),
        help_text=_("예: 소담택배함"),
        error_messages={"required": _("택배함의 이름을 적어 주세요.")},
    )
    place = forms.CharField(
        max_length=120, label=_("놓인 곳"), help_text=_("예: 복지관 1층 현관 왼쪽")
    )
    columns = forms.IntegerField(min_value=1, max_value=12, initial=4, label=_("몇 줄인가요?"))
    rows = forms.IntegerField(
        min_value=1, max_value=12, initial=4, label=_("한 줄에 작은 칸이 몇 개인가요?")
    )
