"""What somebody types to see their own report, and what they can do with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..rules import TEXT_LENGTH
from .reporting import PhotosField, text_field

ANSWER_LENGTH = 1000
NUMBER = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
QUIET = {"autocomplete": "off", "spellcheck": "false"}


class LookUpForm(forms.Form):
    """The number and the words of the receipt."""

    number = text_field(
        80,
        required=True,
        label=_("접수번호"),
        help_text=_("예: 7K3M-92QX-TRW. 줄표나 띄어쓰기는 없어도 됩니다."),
        error_messages={"required": _("접수번호를 적어 주세요.")},
        widget=forms.TextInput(attrs=NUMBER),
    )
    secret = text_field(
        200,
        required=True,
        label=_("비밀낱말"),
        help_text=_("접수증에 있는 낱말 여섯 개를 차례대로 적어 주세요."),
        error_messages={"required": _("비밀낱말을 적어 주세요.")},
        widget=forms.TextInput(attrs=QUIET),
    )


class CodeForm(forms.Form):
    """Without the words: the number, and the telephone or mailbox that was left with it."""

    number = text_field(
        80,
        required=True,
        label=_("접수번호"),
        error_messages={"required": _("접수번호를 적어 주세요.")},
        widget=forms.TextInput(attrs=NUMBER),
    )
    contact = text_field(
        120,
        required=True,
        label=_("신고할 때 남긴 전화번호나 이메일"),
        error_messages={"required": _("전화번호나 이메일을 적어 주세요.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )


class CodeGivenForm(CodeForm):
    """Then the code itself; the two others are carried along."""

    code = text_field(
        20,
        required=True,
        label=_("확인번호 여섯 자리"),
        error_messages={"required": _("확인번호를 적어 주세요.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "contact"):
            self.fields[name].widget = forms.HiddenInput()


class AddForm(forms.Form):
    text = text_field(
        TEXT_LENGTH,
        label=_("더 알려 주실 내용"),
        help_text=_("이름이나 전화번호는 여기에 적지 마세요."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    photos = PhotosField(required=False, label=_("사진"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("text") and not said.get("photos"):
            self.add_error("text", _("글이나 사진 가운데 하나는 있어야 합니다."))
        return said


class SolvedForm(forms.Form):
    """Whether it was solved; if not, what is still wrong."""

    solved = forms.ChoiceField(
        label=_("해결되었나요?"),
        choices=[("yes", _("네, 해결되었습니다")), ("no", _("아니요, 아직입니다"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("하나를 골라 주세요.")},
    )
    text = text_field(
        ANSWER_LENGTH,
        label=_("무엇이 아직 안 되었나요?"),
        help_text=_("‘아니요’를 고르셨으면 적어 주세요. 다시 살펴봅니다."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("solved") == "no" and not said.get("text") and "text" not in self.errors:
            self.add_error("text", _("무엇이 아직 안 되었는지 적어 주세요."))
        return said


class AgainForm(forms.Form):
    text = text_field(
        ANSWER_LENGTH,
        required=True,
        label=_("다시 살펴봐야 하는 까닭"),
        error_messages={"required": _("무엇이 문제인지 한 줄이라도 적어 주세요.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WithdrawForm(forms.Form):
    reason = text_field(
        200,
        label=_("까닭"),
        help_text=_("적지 않아도 됩니다."),
        widget=forms.TextInput(attrs=QUIET),
    )


def refused(form: forms.Form, message: str) -> None:
    form.add_error(None, ValidationError(message))
