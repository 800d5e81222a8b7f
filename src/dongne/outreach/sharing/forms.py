"""The notes that the lead writes beside the month's fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from .queries import FieldRow

LENGTH = 300


class NotesForm(forms.Form):
    """주요내용·비고: two short texts for each field of the dong."""

    def __init__(self, *args: Any, rows: Sequence[FieldRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = rows
        for row in rows:
            slug = row.field.slug
            self.fields[f"contents-{slug}"] = forms.CharField(
                label=_("%(field)s 주요내용") % {"field": row.field.label},
                required=False,
                max_length=LENGTH,
                initial=row.contents,
            )
            self.fields[f"remarks-{slug}"] = forms.CharField(
                label=_("%(field)s 비고") % {"field": row.field.label},
                required=False,
                max_length=LENGTH,
                initial=row.remarks,
            )

    def rows_with_fields(self) -> Iterator[tuple[FieldRow, forms.BoundField, forms.BoundField]]:
        for row in self._rows:
            slug = row.field.slug
            yield row, self[f"contents-{slug}"], self[f"remarks-{slug}"]

    def changed(self) -> Iterator[tuple[str, str, str]]:
        for row in self._rows:
            slug = row.field.slug
            contents = self.cleaned_data[f"contents-{slug}"]
            remarks = self.cleaned_data[f"remarks-{slug}"]
            if (contents, remarks) != (row.contents, row.remarks):
                yield slug, contents, remarks
