"""What the addresses of the map and the figures ask for, and the forms that say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

import h3.api.basic_int as h3
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dongne.foundation.places.public import Dong
from dongne.outreach.categories.public import Categories

from .queries.figures import Place, Tree
from .queries.markers import Choice
from .rules.cells import Box, box_of
from .states import Going, Shows, Span
from .words import GOING, SHOWS, SPANS

Choices = Iterable[tuple[str, str]]
EVERYTHING = Choice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants to see of the map. Nonsense is passed over, never an error."""

    dong: str = ""
    choice: Choice = EVERYTHING
    box: Box | None = None
    cell: int | None = None

    @classmethod
    def read(cls, data: Mapping[str, str]) -> Asked:
        return cls(
            dong=data.get("dong", "")[:40],
            choice=read_choice(data),
            box=box_of(data.get("bbox", "")),
            cell=_cell(data.get("at", "")),
        )

    @property
    def narrowed(self) -> bool:
        return self.choice != EVERYTHING or self.box is not None or self.cell is not None

    def address(self, **more: str) -> str:
        """The query that asks the same, with what is given besides."""
        told = {
            "dong": self.dong,
            "category": self.choice.category,
            "state": self.choice.going.value,
            "months": self.choice.span.value,
            "bbox": "" if self.box is None else box_text(self.box),
            "at": "" if self.cell is None else f"{self.cell:x}",
        } | more
        return urlencode({name: value for name, value in told.items() if value})


def read_choice(data: Mapping[str, str]) -> Choice:
    category = data.get("category", "")[:40]
    slug = category if category.replace("_", "").isalnum() and category.isascii() else ""
    going, span = data.get("state", ""), data.get("months", "")
    return Choice(
        category=slug,
        going=Going(going) if going in set(Going) else Going.BOTH,
        span=Span(span) if span in set(Span) else Span.ALL,
    )


def box_text(box: Box) -> str:
    return ",".join(f"{one:.5f}" for one in (box.west, box.south, box.east, box.north))


def _cell(text: str) -> int | None:
    try:
        found = int(text, 16)
    except ValueError:
        return None
    return found if 0 < found < 2**63 and h3.is_valid_cell(found) else None


class MapForm(forms.Form):
    """The row of filters above the map."""

    dong = forms.ChoiceField(label=_("어느 동네"), required=False)
    category = forms.ChoiceField(label=_("종류"), required=False)
    state = forms.ChoiceField(label=_("상태"), required=False, choices=list(GOING.items()))
    months = forms.ChoiceField(label=_("기간"), required=False, choices=list(SPANS.items()))

    def __init__(self, asked: Asked, *, dongs: Sequence[Dong], kinds: Categories) -> None:
        super().__init__(
            initial={
                "dong": asked.dong,
                "category": asked.choice.category,
                "state": asked.choice.going.value,
                "months": asked.choice.span.value,
            }
        )
        everywhere = [("", gettext("모든 동네"))] if len(dongs) > 1 else []
        self.fields["dong"].choices = everywhere + by_district(dongs)  # type: ignore[attr-defined]
        self.fields["category"].choices = kind_choices(kinds)  # type: ignore[attr-defined]
        if len(dongs) < 2:
            del self.fields["dong"]


def by_district(dongs: Iterable[Dong]) -> list[tuple[Any, Any]]:
    return [
        (name, [(dong.code, dong.label) for dong in of])
        for name, of in groupby(dongs, lambda dong: dong.district.label)
    ]


def kind_choices(kinds: Categories) -> list[tuple[str, str]]:
    return [("", gettext("모두"))] + [
        (words.code, words.name()) for words in kinds if words.public and not words.restricted
    ]


class PlacesForm(forms.Form):
    """How exactly a dong tells where its cases are, kind by kind."""

    def __init__(self, data: Any = None, *, kinds: Categories, shown: Mapping[str, Shows]) -> None:
        super().__init__(data)
        for words in kinds:
            if words.public and not words.restricted:
                self.fields[words.code] = forms.ChoiceField(
                    label=words.name(),
                    choices=list(SHOWS.items()),
                    initial=shown[words.code].value,
                    widget=forms.RadioSelect,
                )

    def shows(self) -> dict[str, Shows]:
        return {code: Shows(value) for code, value in self.cleaned_data.items()}


class FiguresForm(forms.Form):
    """Which place, period and kind the figures are of. `at` names level and place together."""

    at = forms.ChoiceField(label=_("곳"), required=False)
    period = forms.ChoiceField(label=_("접수한 때"), required=False)
    category = forms.ChoiceField(label=_("종류"), required=False)

    def __init__(
        self, query: Mapping[str, str], *, tree: Tree, kinds: Categories, periods: Choices
    ) -> None:
        super().__init__(
            initial={
                "at": f"{query['level']}.{query['place']}",
                "period": query["period"],
                "category": query["category"],
            }
        )
        self.fields["at"].choices = place_choices(tree)  # type: ignore[attr-defined]
        self.fields["period"].choices = list(periods)  # type: ignore[attr-defined]
        self.fields["category"].choices = kind_choices(kinds)  # type: ignore[attr-defined]


def place_choices(tree: Tree) -> list[tuple[str, str]]:
    """Down the tree, each below its own: a city, its districts, their dongs."""
    found: list[tuple[str, str]] = []

    def down(place: Place) -> None:
        indent = "\u2003" * (len(place.path) - 1)
        found.append((f"{place.level}.{place.code}", f"{indent}{place.label}"))
        for one in tree.below(place):
            down(one)

    for city in tree.cities():
        down(city)
    return found
