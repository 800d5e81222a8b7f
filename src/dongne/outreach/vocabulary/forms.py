"""Forms that change one part of a draft: a word, a list of columns, the titles; and the month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import Chips
from dongne.lib.seoul import Month

from . import rules
from .models import FormVersion
from .words import NAMES, OPENNESS, SENTENCES, WAYS, month_words

TEXTS = {
    "kinds": ("name", "help", "name_en", "help_en"),
    "fields": ("name", "help", "name_en", "help_en"),
    "report_kinds": ("name", "title", "name_en", "title_en"),
}
OPTIONAL = {"name_en", "help", "help_en", "title_en", "label_en"}


class WordForm(forms.Form):
    """One kind, field or kind of report. How long a text may be is told by the rules."""

    def __init__(self, *args: Any, section: str, fields: FormVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        for name in TEXTS[section]:
            self.fields[name] = forms.CharField(label=NAMES[name], required=False)
        self.fields["name"].help_text = _("기록 화면과 문서에 이대로 나옵니다. 40자까지")
        if "help" in self.fields:
            self.fields["help"].help_text = _("기록하는 사람이 고를 때 보는 한 줄 설명. 200자까지")
        if section == "kinds":
            self.fields["reported"] = forms.BooleanField(label=NAMES["reported"], required=False)
            self.fields["counted"] = forms.BooleanField(label=NAMES["counted"], required=False)
        elif section == "fields":
            names = {word["slug"]: word["name"] for word in fields.content["fields"]}
            self.fields["standard"] = forms.ChoiceField(
                label=NAMES["standard"],
                widget=Chips,
                required=False,
                choices=standard_choices(names),
                help_text=_("구와 시의 취합에는 이 분야로 더해집니다."),
            )
        else:
            self.fields["way"] = forms.ChoiceField(
                label=NAMES["way"], widget=Chips, choices=list(WAYS.items()), required=False
            )
            self.fields["openness"] = forms.ChoiceField(
                label=NAMES["openness"],
                widget=Chips,
                choices=list(OPENNESS.items()),
                required=False,
            )
        for name in ("name", "title", "standard"):
            if name in self.fields:
                _require(self.fields[name], "no_standard" if name == "standard" else name)

    def values(self) -> dict[str, Any]:
        """What was entered; whether the word is used only where the page asked for it."""
        asked = {"retired": bool(self.data["retired"])} if "retired" in self.data else {}
        return self.cleaned_data | asked

    def refuse(self, parts: Sequence[tuple[str, str]]) -> None:
        """Put each sentence beside the field it is about."""
        for name, said in parts:
            self.add_error(name if name in self.fields else None, said)


def _require(field: forms.Field, name: str) -> None:
    """Marked as needed, and missed with the same sentence as the rules have."""
    field.required = True
    code = name if name in SENTENCES else f"{name}_missing"
    field.error_messages["required"] = SENTENCES[code]


def standard_choices(names: Mapping[str, str]) -> list[tuple[str, Any]]:
    """The six, under the names that the office itself uses for them."""
    return [(slug, names.get(slug, slug)) for slug in rules.STANDARD_FIELDS]


class ListForm(forms.Form):
    """A list of columns, or the titles: a row of fields for each entry, in their order."""

    def __init__(self, *args: Any, part: str, rows: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part, self._rows = part, rows
        self._texts = ("title", "title_en") if part == "titles" else ("label", "label_en")
        for row in rows:
            key = row["key"]
            for name in self._texts:
                self.fields[f"{name}-{key}"] = forms.CharField(
                    label=NAMES[name], required=False, initial=row[name]
                )
                if name not in OPTIONAL:
                    _require(self.fields[f"{name}-{key}"], name)
            if "shown" in row:
                needed = key in rules.NEEDED.get(part, ())
                self.fields[f"shown-{key}"] = forms.BooleanField(
                    label=NAMES["shown"], required=False, initial=row["shown"], disabled=needed
                )

    def entries(self) -> Iterator[tuple[dict[str, Any], list[forms.BoundField]]]:
        """Each entry with its fields: the texts, then whether it is shown."""
        for row in self._rows:
            names = [*self._texts, "shown"]
            key = row["key"]
            yield row, [self[f"{n}-{key}"] for n in names if f"{n}-{key}" in self.fields]

    def rows(self) -> list[dict[str, Any]]:
        """The list as it was entered; of a valid form only."""
        return [
            {
                name: self.cleaned_data.get(f"{name}-{row['key']}", value)
                for name, value in row.items()
            }
            for row in self._rows
        ]

    def refuse(self, parts: Sequence[tuple[str, str]]) -> None:
        for name, said in parts:
            self.add_error(name if name in self.fields else None, said)


class PublishForm(forms.Form):
    """From which month the draft holds."""

    month = forms.ChoiceField(label=_("언제부터"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [Month.of(day) for day in rules.first_days(today)]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (str(month), month_words(month)) for month in months
        ]
        self.fields["month"].initial = str(months[1])
