"""Form renderer and the widgets that pages share.

`FORM_RENDERER = "dongne.design.forms.Renderer"` makes `{{ form }}` and
`{{ form.name.as_field_group }}` come out as KRDS fields.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.forms.renderers import DjangoTemplates


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
