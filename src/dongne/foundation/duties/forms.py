"""The form of a team's table: a line for each duty, moved by buttons, added without JavaScript."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.design.forms import DateInput
from dongne.foundation.organisations.public import Officer

from .models import Duty
from .services import MOST_LINES, Line

BLANKS = 2
"""Empty lines at the end of the table."""


class TableForm(forms.Form):
    """From which day the table holds."""

    starts_on = forms.DateField(
        label=gettext_lazy("바뀌는 날"),
        widget=DateInput,
        help_text=gettext_lazy("이 날부터 새 업무분장입니다. 그 전의 표는 그대로 남습니다."),
    )


class LineForm(forms.Form):
    """One line. An empty title and no details: no line."""

    line = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("업무"), required=False, max_length=60)
    officer = forms.TypedChoiceField(
        label=gettext_lazy("담당자"), coerce=int, required=False, empty_value=None
    )
    details = forms.CharField(
        label=gettext_lazy("내용"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    deputy = forms.TypedChoiceField(
        label=gettext_lazy("업무대행"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, people: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = [("", _("고르세요")), *people]  # type: ignore[attr-defined]
        self.fields["deputy"].choices = [("", _("없음")), *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("title") and not said.get("officer"):
            self.add_error("officer", _("담당자를 골라 주세요."))
        if not said.get("title") and (said.get("details") or said.get("line")):
            self.add_error("title", _("업무 이름을 적어 주세요. 없앨 줄이면 “없애기”를 누르세요."))
        return said

    @property
    def is_empty(self) -> bool:
        return not self.cleaned_data.get("title") and not self.cleaned_data.get("details")

    def said(self) -> Line:
        said = self.cleaned_data
        line: UUID | None = said.get("line")
        return Line(
            officer_id=said["officer"],
            title=said["title"],
            details=said["details"],
            deputy_id=said["deputy"],
            line=line,
        )


def people_choices(people: list[Officer], kept: list[Duty]) -> list[tuple[Any, str]]:
    """Everybody who works here, and whoever has left but still stands in the table."""
    known = {one.pk: f"{one.name} ({one.team.name})" for one in people}
    for duty in kept:
        for one in (duty.officer, duty.deputy):
            if one is not None:
                known.setdefault(one.pk, f"{one.name} ({_('전출·퇴직')})")
    return list(known.items())


def stored_lines(kept: list[Duty], people: list[tuple[Any, str]]) -> list[LineForm]:
    """The table as it holds, and some empty lines."""
    values: list[dict[str, Any]] = [
        {
            "line": duty.line,
            "title": duty.title,
            "officer": duty.officer_id,
            "details": duty.details,
            "deputy": duty.deputy_id,
        }
        for duty in kept
    ]
    values += [{} for _n in range(BLANKS)]
    return [
        LineForm(initial=value, prefix=f"line-{place}", people=people)
        for place, value in enumerate(values)
    ]


def sent_lines(data: QueryDict, people: list[tuple[Any, str]]) -> list[LineForm]:
    """The lines that came with the form, in their order, after the button that was pressed.

    `move=3:up`, `move=3:down`, `drop=3` and `more=1` change the lines and save nothing.
    """
    try:
        count = min(int(data.get("lines", "0")), MOST_LINES)
    except ValueError:
        count = 0
    rows = [
        {name: data.get(f"line-{place}-{name}", "") for name in LineForm.base_fields}
        for place in range(count)
    ]
    which, _colon, way = data.get("move", "").partition(":")
    if which.isdecimal() and int(which) < len(rows):
        place = int(which)
        other = place + (-1 if way == "up" else 1)
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
    dropped = data.get("drop", "")
    if dropped.isdecimal() and int(dropped) < len(rows):
        del rows[int(dropped)]
    if data.get("more"):
        rows += [{} for _n in range(BLANKS + 1)]
    return [
        LineForm(
            {f"line-{place}-{name}": value for name, value in row.items()},
            prefix=f"line-{place}",
            people=people,
        )
        for place, row in enumerate(rows)
    ]
