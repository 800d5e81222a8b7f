"""Forms: who looks after which tongs from which day on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.design.forms import DateInput, MultiChips
from dongne.foundation.organisations.public import Officer

from ..queries import Board, BoardRow
from ..queries.loads import load_of


class FromDay(forms.Form):
    """What every change of zones asks: from which day on."""

    starts_on = forms.DateField(
        label=gettext_lazy("바뀌는 날"),
        widget=DateInput,
        help_text=gettext_lazy("이 날부터 새로 맡습니다. 그 전의 기록은 그대로 남습니다."),
    )


class ZoneForm(FromDay):
    """One officer's zone: tongs and deputy."""

    field_order = ("tongs", "deputy", "starts_on")
    tongs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("맡을 통"), coerce=int, required=False, widget=MultiChips
    )
    deputy = forms.TypedChoiceField(
        label=gettext_lazy("대직자"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, board: Board, row: BoardRow, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tongs"].choices = [  # type: ignore[attr-defined]
            (tong.number, _tong_label(board, row, tong.number, unit)) for tong in board.tongs
        ]
        self.fields["deputy"].choices = people_choices(  # type: ignore[attr-defined]
            board, without={row.officer.pk}, team_id=row.officer.team_id
        )


def _tong_label(board: Board, row: BoardRow, number: int, unit: str) -> str:
    others = [one.officer.name for one in board.holders.get(number, []) if one is not row]
    return f"{number}{unit} ({', '.join(others)})" if others else f"{number}{unit}"


class HandOverForm(FromDay):
    """Some of an officer's tongs, and who takes them."""

    field_order = ("tongs", "to", "starts_on")
    tongs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("넘길 통"),
        coerce=int,
        widget=MultiChips,
        error_messages={"required": gettext_lazy("넘길 통을 골라 주세요.")},
    )
    to = forms.TypedChoiceField(
        label=gettext_lazy("받을 직원"),
        coerce=int,
        error_messages={"required": gettext_lazy("받을 직원을 골라 주세요.")},
    )

    def __init__(self, *args: Any, board: Board, row: BoardRow, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = row.charge.tongs if row.charge else ()
        self.fields["tongs"].choices = [(n, f"{n}{unit}") for n in numbers]  # type: ignore[attr-defined]
        self.fields["to"].choices = people_choices(  # type: ignore[attr-defined]
            board, without={row.officer.pk}, team_id=row.officer.team_id
        )


class GiveTongForm(FromDay):
    """Who is to look after one tong: one of those who suggest themselves, or several."""

    field_order = ("officers", "starts_on")
    officers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("맡을 직원"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "한 사람만 고르면 그 사람이 혼자 맡습니다. 둘을 고르면 함께 맡습니다."
        ),
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officers"].choices = list(choices)  # type: ignore[attr-defined]


class StandInForm(forms.Form):
    """Who stands in while somebody is away."""

    deputy = forms.TypedChoiceField(
        label=gettext_lazy("대직할 직원"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("대직할 직원을 골라 주세요.")},
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = list(choices)  # type: ignore[attr-defined]


class ExclusionForm(forms.Form):
    """Who takes no zone, why, and from when."""

    officer = forms.TypedChoiceField(label=gettext_lazy("직원"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("까닭"),
        max_length=100,
        help_text=gettext_lazy("예: 민원 창구 근무, 복지 상담 전담"),
        error_messages={"required": gettext_lazy("제외하는 까닭을 적어 주세요.")},
    )
    starts_on = forms.DateField(label=gettext_lazy("제외하는 첫날"), widget=DateInput)
    ends_on = forms.DateField(
        label=gettext_lazy("마지막 날"),
        widget=DateInput,
        required=False,
        help_text=gettext_lazy("정해지지 않았으면 비워 두세요."),
    )

    def __init__(self, *args: Any, people: Iterable[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = [  # type: ignore[attr-defined]
            ("", _("직원을 고르세요")),
            *((one.pk, f"{one.name} ({one.team.name})") for one in people),
        ]


def people_choices(
    board: Board, *, without: set[int], team_id: int | None = None
) -> list[tuple[Any, str]]:
    """Everybody who works here, the own team first, each with what they look after."""
    rows = [row for row in board.rows if row.officer.pk not in without and not row.gone]
    rows.sort(key=lambda row: row.officer.team_id != team_id)
    return [("", _("정하지 않음")), *((row.officer.pk, load_of(row)) for row in rows)]
