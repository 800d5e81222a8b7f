"""Fields that residents fill in: judged by the server alone, told in words what to mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dongne.foundation.residents.public import (
    UNFIT,
    Line,
    Unfit,
    line_of,
    tidy_birth_date,
    tidy_name,
    tidy_phone,
)
from dongne.lib.seoul import seoul_day

ADDRESS_LENGTH = 200
QUIET = {"autocomplete": "off", "spellcheck": "false"}
NUMBER = {**QUIET, "autocapitalize": "characters"}


class Length(MaxLengthValidator):
    message = ngettext_lazy(
        "너무 깁니다. %(limit_value)d자까지 적을 수 있습니다. 지금은 %(show_value)d자입니다.",
        "너무 깁니다. %(limit_value)d자까지 적을 수 있습니다. 지금은 %(show_value)d자입니다.",
        "limit_value",
    )


def text_field(length: int, **given: Any) -> forms.CharField:
    """A text whose length is judged by the server alone: a browser would cut it off unsaid."""
    given.setdefault("required", False)
    return forms.CharField(validators=[Length(length)], **given)


class TidyField(forms.CharField):
    """Text that a rule of `residents` makes tidy or refuses with a sentence."""

    tidy: Callable[[str], str]

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        if not text:
            return ""
        try:
            return type(self).tidy(text)
        except Unfit as unfit:
            raise ValidationError(str(UNFIT[unfit.code]), code=unfit.code) from None


class NameField(TidyField):
    tidy = staticmethod(tidy_name)

    def __init__(self, **given: Any) -> None:
        given.setdefault("label", _("이름"))
        given.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name"}))
        given.setdefault("error_messages", {"required": _("이름을 적어 주세요.")})
        super().__init__(**given)


class BirthField(TidyField):
    def __init__(self, **given: Any) -> None:
        given.setdefault("label", _("생년월일"))
        given.setdefault("help_text", _("예: 1948-03-05. 주민등록번호는 적지 마세요."))
        given.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "bday", "inputmode": "numeric"})
        )
        given.setdefault("error_messages", {"required": _("생년월일을 적어 주세요.")})
        super().__init__(**given)

    @staticmethod
    def tidy(text: str) -> str:
        return tidy_birth_date(text, today=seoul_day(timezone.now()))


class PhoneField(TidyField):
    tidy = staticmethod(tidy_phone)

    def __init__(self, **given: Any) -> None:
        given.setdefault("label", _("전화번호"))
        given.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
        )
        given.setdefault("error_messages", {"required": _("전화번호를 적어 주세요.")})
        super().__init__(**given)


class MobileField(PhoneField):
    """To which a code can be sent."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("label", _("휴대전화 번호"))
        super().__init__(**given)

    def clean(self, value: Any) -> str:
        phone = super().clean(value)
        if phone and line_of(phone) is not Line.MOBILE:
            raise ValidationError(
                _(
                    "문자를 받을 수 있는 휴대전화 번호를 적어 주세요. 휴대전화가 없으면 "
                    "동주민센터에 전화하시거나 와 주세요."
                ),
                code="not_mobile",
            )
        return phone


def refused(form: forms.Form, message: str) -> None:
    form.add_error(None, ValidationError(message))
