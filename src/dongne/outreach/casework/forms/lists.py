"""What the address of a list of cases asks for, the filters above it, and what is done to many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import DateInput
from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.bigrams import SEARCH_LENGTH
from dongne.lib.seoul import read_day
from dongne.outreach.categories.public import Categories

from ..queries.lists import PAGE_LENGTH, Narrowed, Show, Sort, Whose, shows_offered, whose_offered
from ..states import CaseState, Channel, Waiting
from ..words import CHANNELS, STATES, WAITING

PERIODS: dict[str, tuple[int, Any]] = {
    "7": (7, _("최근 7일")),
    "30": (30, _("최근 30일")),
    "90": (90, _("최근 90일")),
    "365": (365, _("최근 1년")),
}
TEAM, OFFICER = "t", "o"
"""Whom the filter for holders names: `t12` a unit, `o34` a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address of a list asks for. Nonsense is passed over, never an error."""

    whose: Whose
    show: Show
    sort: Sort | None = None
    period: str = ""
    dong: str = ""
    holder: str = ""
    map: bool = False
    by: Narrowed

    @classmethod
    def read(cls, data: Mapping[str, str], viewer: Viewer, *, today: date) -> Asked:
        words = " ".join(data.get("q", "").replace("\x00", "").split())[:SEARCH_LENGTH]
        offered = whose_offered(viewer)
        whose = _one_of(Whose, data.get("whose", ""))
        show = _one_of(Show, data.get("show", ""))
        if show not in shows_offered(viewer):
            show = None
        # Whoever looks for a word looks through everything, unless something else is named.
        if whose not in offered:
            whose = Whose.OFFICE if words or viewer.runs_outreach else offered[0]
        period = data.get("period", "") if data.get("period", "") in PERIODS else ""
        since = read_day(data.get("from", ""))
        if period:
            since = today - timedelta(days=PERIODS[period][0])
        kind, number = data.get("holder", "")[:1], _number(data.get("holder", "")[1:])
        dong = data.get("dong", "")
        return cls(
            whose=whose,
            show=show or (Show.ALL if words else Show.OPEN),
            sort=_one_of(Sort, data.get("sort", "")),
            period=period,
            dong=dong if dong.isascii() and len(dong) <= 40 else "",
            holder=f"{kind}{number}" if number and kind in (TEAM, OFFICER) else "",
            map=data.get("map") == "1",
            by=Narrowed(
                category=_slug(data.get("category", "")),
                state=_one_of(CaseState, data.get("state", "")) or "",
                team_id=number if kind == TEAM else None,
                officer_id=number if kind == OFFICER else None,
                tong=_number(data.get("tong", "")),
                channel=_one_of(Channel, data.get("channel", "")) or "",
                since=since,
                until=read_day(data.get("to", "")),
                urgent=data.get("urgent") == "1",
                words=words,
            ),
        )


class FilterForm(forms.Form):
    """The filters above a list."""

    q = forms.CharField(
        label=_("낱말이나 번호"),
        required=False,
        max_length=SEARCH_LENGTH,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("맨홀, 신월로12길, 7K3M-92QX-TRW")}
        ),
    )
    category = forms.ChoiceField(label=_("종류"), required=False)
    state = forms.ChoiceField(label=_("상태"), required=False)
    holder = forms.ChoiceField(label=_("맡은 팀·사람"), required=False)
    dong = forms.ChoiceField(label=_("동"), required=False)
    tong = forms.IntegerField(
        label=pgettext_lazy("label", "통"), required=False, min_value=1, max_value=999
    )
    channel = forms.ChoiceField(label=_("들어온 길"), required=False)
    period = forms.ChoiceField(label=_("접수한 때"), required=False)
    sort = forms.ChoiceField(label=_("정렬"), required=False)
    urgent = forms.BooleanField(label=_("급한 건만"), required=False)

    def __init__(
        self,
        asked: Asked,
        *,
        categories: Categories,
        people: Iterable[Officer] = (),
        dongs: Iterable[Dong] = (),
    ) -> None:
        by = asked.by
        super().__init__(
            initial={
                "q": by.words,
                "category": by.category,
                "state": by.state,
                "holder": asked.holder,
                "dong": asked.dong,
                "tong": by.tong,
                "channel": by.channel,
                "period": asked.period,
                "sort": asked.sort or "",
                "urgent": by.urgent,
            }
        )
        people, dongs = list(people), list(dongs)
        teams: dict[int, str] = {one.team_id: one.team.label for one in people}
        anything = ("", _("모두"))
        offered: dict[str, list[tuple[str, Any]]] = {
            "category": [(one.code, one.name()) for one in categories.everything.values()],
            "state": [(state, STATES[state]) for state in CaseState],
            "holder": [
                *((f"{TEAM}{key}", name) for key, name in teams.items()),
                *((f"{OFFICER}{one.pk}", one.name) for one in people),
            ],
            "dong": [(one.code, one.label) for one in dongs],
            "channel": [(channel, CHANNELS[channel]) for channel in Channel],
            "period": [(key, words) for key, (_days, words) in PERIODS.items()],
        }
        for name, choices in offered.items():
            self.fields[name].choices = [anything, *choices]  # type: ignore[attr-defined]
        self.fields["sort"].choices = [  # type: ignore[attr-defined]
            ("", _("기본 순서")),
            (Sort.DUE, _("기한이 이른 것부터")),
            (Sort.NEWEST, _("새로 들어온 것부터")),
        ]
        if not people:
            del self.fields["holder"]
        if not dongs:
            del self.fields["dong"]

    def sifted(self) -> str:
        """What the list is narrowed by, in words: the line above the folded filters."""
        said = [f"‘{self.initial['q']}’"] if self.initial["q"] else []
        for name in ("category", "state", "holder", "dong", "channel", "period", "sort"):
            value = self.initial[name]
            if value and name in self.fields:
                choices = dict(self.fields[name].choices)  # type: ignore[attr-defined]
                said.append(str(choices.get(value, value)))
        if tong := self.initial["tong"]:
            said.append(gettext("%(number)s통") % {"number": tong})
        if self.initial["urgent"]:
            said.append(gettext("급한 건만"))
        return " · ".join(said)


class ManyForm(forms.Form):
    """What is to be done to all chosen cases: one thing at a time."""

    ASSIGN, TRANSFER, CATEGORY, WAIT = "assign", "transfer", "category", "wait"

    officer = forms.TypedChoiceField(
        label=_("누구에게"),
        coerce=int,
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": _("맡길 사람을 다시 골라 주세요.")},
    )
    team = forms.TypedChoiceField(
        label=_("어느 부서·팀에"),
        coerce=int,
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": _("넘길 곳을 다시 골라 주세요.")},
    )
    category = forms.ChoiceField(label=_("종류"), required=False)
    waiting_for = forms.ChoiceField(
        label=_("무엇을 기다리나요"),
        required=False,
        choices=[(one, WAITING[one]) for one in Waiting],
        widget=forms.RadioSelect(),
    )
    until = forms.DateField(label=_("언제까지"), required=False, widget=DateInput())
    reason = forms.CharField(
        label=_("까닭"),
        required=False,
        max_length=500,
        help_text=_("주민의 이름은 적지 마세요. 고른 건마다 같은 글이 남습니다."),
    )

    FIELDS = {
        ASSIGN: ("officer", "reason"),
        TRANSFER: ("team", "reason"),
        CATEGORY: ("category",),
        WAIT: ("waiting_for", "until", "reason"),
    }
    NEEDED = {
        ASSIGN: {"officer": _("맡길 사람을 골라 주세요.")},
        TRANSFER: {
            "team": _("넘길 부서나 팀을 골라 주세요."),
            "reason": _("왜 넘기는지 적어 주세요."),
        },
        CATEGORY: {"category": _("종류를 골라 주세요.")},
        WAIT: {
            "waiting_for": _("무엇을 기다리는지 골라 주세요."),
            "until": _("언제까지 기다리는지 적어 주세요."),
            "reason": _("왜 기다리는지 적어 주세요."),
        },
    }

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        deed: str,
        officers: Iterable[Officer] = (),
        teams: Iterable[Team] = (),
        categories: Categories | None = None,
    ) -> None:
        super().__init__(data)
        self.deed = deed
        self.fields["officer"].choices = [(one.pk, one.name) for one in officers]  # type: ignore[attr-defined]
        self.fields["team"].choices = [  # type: ignore[attr-defined]
            ("", _("고르기")),
            *((one.pk, str(one)) for one in teams),
        ]
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", _("고르기")),
            *((one.code, one.name()) for one in categories or ()),
        ]
        for name in set(self.fields) - set(self.FIELDS[deed]):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, words in self.NEEDED[self.deed].items():
            if not said.get(name) and name not in self.errors:
                self.add_error(name, str(words))
        return said


class ExportForm(forms.Form):
    form = forms.ChoiceField(
        label=_("형식"),
        choices=[("xlsx", _("엑셀(.xlsx)")), ("csv", _("CSV(.csv)"))],
        initial="xlsx",
        widget=forms.RadioSelect(),
    )
    reason = forms.CharField(
        label=_("내려받는 까닭"),
        max_length=200,
        help_text=_("예: 11월 도로 민원 현황 보고. 까닭은 기록으로 남습니다."),
        error_messages={"required": _("내려받는 까닭을 적어 주세요.")},
    )

    def clean_reason(self) -> str:
        reason = " ".join(str(self.cleaned_data["reason"]).split())
        if len(reason) < 2:
            raise forms.ValidationError(gettext("내려받는 까닭을 두 글자 이상 적어 주세요."))
        return reason


def chosen(values: Iterable[str]) -> list[UUID]:
    """The cases that were ticked: at most a page of them, each once."""
    found: dict[UUID, None] = {}
    for value in values:
        try:
            found[UUID(value)] = None
        except ValueError:
            continue
    return list(found)[:PAGE_LENGTH]


def _one_of(kind: Any, text: str) -> Any:
    return kind(text) if text in set(kind) else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def _slug(text: str) -> str:
    return text if re.fullmatch(r"[a-zA-Z0-9_-]{0,40}", text) else ""
