"""What is typed at a kiosk, and what the office sends there."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips

from .states import Paper
from .words import PAPERS

_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "data-keypad": ""}


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=20,
        label=_("인쇄번호 여덟 자리"),
        help_text=_("문자로 받은 번호입니다."),
        error_messages={"required": _("인쇄번호를 눌러 주세요.")},
        widget=forms.TextInput(attrs=_DIGITS),
    )
    birth_date = forms.CharField(
        required=False,
        max_length=20,
        label=_("생년월일 여덟 자리"),
        help_text=_("예: 1948년 3월 5일이면 19480305"),
        widget=forms.TextInput(attrs=_DIGITS),
    )


class SendForm(forms.Form):
    file = forms.FileField(
        label=_("서류 (PDF)"),
        help_text=_("4MB까지. 뽑거나 기한이 지나면 지워집니다."),
        error_messages={"required": _("PDF 파일을 골라 주세요.")},
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
    pages = forms.IntegerField(min_value=1, max_value=500, label=_("모두 몇 쪽인가요?"))
    most = forms.IntegerField(
        min_value=1,
        max_value=5,
        initial=2,
        label=_("몇 번까지 뽑을 수 있나요?"),
        help_text=_("종이가 걸리면 다시 뽑아야 하므로 두 번이 알맞습니다."),
    )


class WhyForm(forms.Form):
    why = forms.CharField(
        max_length=200,
        label=_("거두는 까닭"),
        error_messages={"required": _("거두는 까닭을 적어 주세요.")},
    )


class VisitForm(forms.Form):
    """The number that a kiosk's screen shows to whoever asks for help."""

    code = forms.RegexField(
        r"^\d{4}$",
        max_length=4,
        label=_("화면의 네 자리 번호"),
        error_messages={
            "required": _("KIOSK 화면에 있는 네 자리 번호를 적어 주세요."),
            "invalid": _("KIOSK 화면에 있는 네 자리 번호를 적어 주세요."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class PaperForm(forms.Form):
    paper = forms.ChoiceField(
        label=_("종이가 얼마나 있나요?"),
        choices=[(one.value, PAPERS[one]) for one in Paper],
        widget=Chips,
    )


class KioskForm(forms.Form):
    name = forms.CharField(
        max_length=60,
        label=_("KIOSK의 이름"),
        error_messages={"required": _("KIOSK의 이름을 적어 주세요.")},
    )
    place = forms.CharField(
        max_length=120, label=_("놓인 곳"), help_text=_("예: 종합사회복지관 1층 로비")
    )
