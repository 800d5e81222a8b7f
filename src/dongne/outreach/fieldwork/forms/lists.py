"""What the address of a list asks for, and the row of filters above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dongne.foundation.scope.public import Viewer
from dongne.lib.bigrams import SEARCH_LENGTH
from dongne.lib.seoul import Month, read_day

from ..queries import ActivityList
from ..states import ReportState

OWN, EVERYBODY, EVERYTHING = "me", "all", "all"
LOOSE = "loose"
MONTHS_OFFERED = 18
Words = Iterable[tuple[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address of a list asks for. Nonsense is passed over, never an error."""

    dong: str = ""
    month: Month | None = None
    day: date | None = None
    officer: str = EVERYBODY
    kind: str = ""
    field: str = ""
    tong: int | None = None
    state: str = ""
    counted: bool = False
    words: str = ""

    @classmethod
    def read(cls, data: Mapping[str, str], *, today: date, mine: bool) -> Asked:
        """`mine`: the list starts with the viewer's own, unless a dong is named."""
        dong = data.get("dong", "")
        day = read_day(data.get("day", ""))
        state = data.get("state", "").replace("complete", ReportState.APPROVED)
        month = None if data.get("month") == EVERYTHING else _month(data.get("month", ""))
        # Whoever looks for a word looks through everything, unless a month is named.
        if not data.get("month") and day is None and not data.get("q", "").strip():
            month = Month.of(today)
        officer = data.get("officer", "")
        if officer not in (OWN, EVERYBODY) and not _number(officer):
            officer = OWN if mine and not dong else EVERYBODY
        return cls(
            dong=dong if dong.isascii() else "",
            month=month,
            day=day,
            officer=officer,
            kind=_slug(data.get("kind", "")),
            field=_slug(data.get("field", "")),
            tong=_number(data.get("tong", "")),
            state=state if state in (LOOSE, *ReportState) else "",
            counted=data.get("counted") == "1",
            words=" ".join(data.get("q", "").replace("\x00", "").split())[:SEARCH_LENGTH],
        )

    def narrowed(self, viewer: Viewer) -> dict[str, Any]:
        """The same as `queries.find_activities` takes it."""
        officer_id = viewer.officer_id if self.officer == OWN else _number(self.officer)
        return {
            "month": self.month,
            "day": self.day,
            "officer_id": officer_id,
            "kind": self.kind,
            "field": self.field,
            "tong": self.tong,
            "state": "" if self.state == LOOSE else self.state,
            "loose": self.state == LOOSE,
            "counts": True if self.counted else None,
            "words": self.words,
        }


class FilterForm(forms.Form):
    """The row of filters above a list."""

    q = forms.CharField(
        label=_("낱말"),
        required=False,
        max_length=SEARCH_LENGTH,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("맨홀, 신월로12길")}),
    )
    month = forms.ChoiceField(label=_("달"), required=False)
    officer = forms.ChoiceField(label=_("주무관"), required=False)
    field = forms.ChoiceField(label=_("분야"), required=False)
    kind = forms.ChoiceField(label=_("활동 구분"), required=False)
    state = forms.ChoiceField(label=_("상태"), required=False)
    tong = forms.IntegerField(
        label=pgettext_lazy("label", "통"), required=False, min_value=1, max_value=999
    )

    def __init__(
        self, asked: Asked, listing: ActivityList, *, today: date, viewer: Viewer, states: Words
    ) -> None:
        super().__init__(
            initial={
                "q": asked.words,
                "month": str(asked.month or EVERYTHING),
                "officer": asked.officer,
                "field": asked.field,
                "kind": asked.kind,
                "state": asked.state,
                "tong": asked.tong,
            }
        )
        if asked.day:
            del self.fields["month"]
        months = months_offered(today, asked.month)
        words = listing.vocabularies.on(asked.month.last if asked.month else asked.day or today)
        own = [(OWN, _("내 활동"))] if viewer.dong_id else []
        offered: dict[str, Iterable[tuple[Any, Any]]] = {
            "month": [(str(month), month_words(month)) for month in months]
            + [(EVERYTHING, _("모든 달"))],
            "officer": [
                *own,
                (EVERYBODY, _("모두")),
                *((str(one.pk), one.name) for one in listing.people),
            ],
            "field": [("", _("모두"))]
            + [(slug, word.label) for slug, word in words.known_fields.items()],
            "kind": [("", _("모두"))]
            + [(slug, word.label) for slug, word in words.known_kinds.items()],
            "state": [("", _("모두")), *states],
        }
        for name, choices in offered.items():
            if name in self.fields:
                self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def sifted(self) -> str:
        """What is being looked at, in words: the line above the folded filters."""
        said = [f"‘{self.initial['q']}’"] if self.initial["q"] else []
        for name in ("month", "officer", "field", "kind", "state"):
            value = self.initial[name]
            if name in self.fields and value and (name != "officer" or value != EVERYBODY):
                choices = dict(self.fields[name].choices)  # type: ignore[attr-defined]
                said.append(str(choices.get(value, value)))
        if tong := self.initial["tong"]:
            said.append(gettext("%(number)s통") % {"number": tong})
        return " · ".join(said)


def months_offered(today: date, chosen: Month | None) -> list[Month]:
    """The latest months, and the chosen one wherever it lies."""
    months = [Month.of(today)]
    while len(months) < MONTHS_OFFERED:
        months.append(months[-1].previous())
    return sorted({*months, chosen or months[0]}, reverse=True)


def month_words(month: Month) -> str:
    return gettext("%(year)d년 %(number)d월") % {"year": month.year, "number": month.number}


def _month(text: str) -> Month | None:
    try:
        return Month.parse(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def _slug(text: str) -> str:
    return text if re.fullmatch(r"[a-zA-Z0-9_-]{0,40}", text) else ""


def read_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
