"""Form renderer and the widgets that pages share.

`FORM_RENDERER = "dongne.design.forms.Renderer"` makes `{{ form }}` and
`{{ form.name.as_field_group }}` come out as KRDS fields.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dongne.lib.refusals import Refused
from dongne.lib.registration_numbers import Kind, find, masked, texts_in

NUMBER_REFUSED = "registration_number"
NUMBER_REFUSALS: dict[Kind, Promise] = {
    Kind.REGISTRATION: _(
        "주민등록번호나 외국인등록번호는 저장할 수 없습니다. 생년월일만 적거나 번호를 지워 주세요."
    ),
    Kind.PASSPORT: _("여권번호는 저장할 수 없습니다. 번호를 지워 주세요."),
    Kind.LICENCE: _("운전면허번호는 저장할 수 없습니다. 번호를 지워 주세요."),
}


class Renderer(DjangoTemplates):
    form_template_name = "design/form.html"
    field_template_name = "design/field.html"


class DateInput(forms.DateInput):
    """The browser's own date picker; it speaks ISO whatever the language of the page is."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MonthInput(forms.DateInput):
    input_type = "month"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m")


class Chips(forms.RadioSelect):
    """One of a few, as large touch targets side by side."""

    design_look = "chips"


class MultiChips(forms.CheckboxSelectMultiple):
    design_look = "chips"


class PhotoInput(forms.FileInput):
    """Any number of photos; with JavaScript they are shown before they are sent. Gives a list.

    The files go up as they are: the server reads time and place from them first. Without HEIC in
    the list of types an iPhone sends a JPEG of its own accord.
    """

    design_look = "photos"
    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        defaults = {
            "accept": "image/jpeg,image/png,image/webp",
            "data-max-bytes": getattr(settings, "PHOTO_MAX_BYTES", 0),
        }
        super().__init__({**defaults, **(attrs or {})})


def number_refusal(value: Any) -> Promise | None:
    """Why the value, a text or a tree of them, cannot be stored; None if it can."""
    found = (one for text in texts_in(value) for one in find(text))
    first = next(found, None)
    return NUMBER_REFUSALS[first.kind] if first else None


def refuse_numbers(*texts: Any) -> None:
    """For texts that come by another way than a form. Raises Refused."""
    if sentence := number_refusal(texts):
        raise Refused(str(sentence), code=NUMBER_REFUSED)


def guard_every_form() -> None:
    """No text field of any form, ours or a library's, lets a registration number through.

    Fields are given the check by their class and not one by one, so that a form written tomorrow
    has it as well. What was typed stays on the page, its last six digits hidden. Passwords are
    neither shown nor stored, and pass.
    """
    of_text, of_file = forms.CharField.run_validators, forms.FileField.to_python
    if of_text is _check_text:
        return
    _before["text"], _before["file"] = of_text, of_file
    forms.CharField.run_validators = _check_text  # type: ignore[method-assign, assignment]
    forms.FileField.to_python = _check_file_name  # type: ignore[method-assign, assignment]
    forms.Field.bound_data = _shown_again  # type: ignore[method-assign, assignment]


_before: dict[str, Any] = {}


def _check_text(field: forms.CharField, value: Any) -> None:
    if not isinstance(field.widget, forms.PasswordInput) and (told := number_refusal(value)):
        raise ValidationError(str(told), code=NUMBER_REFUSED)
    _before["text"](field, value)


def _check_file_name(field: forms.FileField, data: Any) -> Any:
    if number_refusal(getattr(data, "name", None)):
        raise ValidationError(
            _("파일 이름에 주민등록번호 같은 고유식별번호가 있습니다. 이름을 바꿔 올려 주세요."),
            code=NUMBER_REFUSED,
        )
    return _before["file"](field, data)


def _shown_again(field: forms.Field, data: Any, initial: Any) -> Any:
    return initial if field.disabled else masked(data) if isinstance(data, str) else data
