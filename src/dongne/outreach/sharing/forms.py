"""The notes that the lead writes beside the month's fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.design.forms import DateInput

from .queries import FieldRow

LENGTH = 300


class DueForm(forms.Form):
    """Whether due days move off days on which the office does not work."""

    moves = forms.BooleanField(
        label=gettext_lazy("쉬는 날이면 다음 일하는 날로 미루기"),
        required=False,
        help_text=gettext_lazy(
            "5일이 토요일·일요일이나 휴일, 하루 휴무이면 다음에 일하는 날까지 공유하면 됩니다."
        ),
    )


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


class ReopenForm(forms.Form):
    """다시 열기: why, and until when."""

    reason = forms.CharField(
        label=gettext_lazy("다시 여는 이유"),
        help_text=gettext_lazy("구와 시의 화면에도 보입니다. 예: 결재가 늦은 보고서 2건을 넣음"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = forms.DateField(
        label=gettext_lazy("언제까지 열어 둘까요"),
        help_text=gettext_lazy("이 날이 지나면 저절로 다시 마감됩니다."),
        widget=DateInput,
    )
