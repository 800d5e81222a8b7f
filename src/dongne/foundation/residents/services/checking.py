"""What is typed in, made tidy or refused with a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib import registration_numbers
from dongne.lib.refusals import Refused

from .. import rules, states, words


class Unsound(Refused):
    """What was typed can't be kept. `columns` maps each to its sentence, for the form."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        super().__init__(" ".join(dict.fromkeys(columns.values())), code="unsound")
        self.columns = dict(columns)


_CHOICES: dict[str, tuple[type[states.StrEnum], str]] = {
    "sex": (states.Sex, "sex"),
    "reached_by": (states.Means, "reached_by"),
    "source": (states.Source, "source"),
}


def tidy(typed: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """Every column that is named, as it is stored. Raises Unsound with all that is wrong."""
    by_column: dict[str, Callable[[str], str]] = {
        "name": rules.tidy_name,
        "phone": rules.tidy_phone,
        "second_phone": rules.tidy_phone,
        "email": rules.tidy_email,
        "address": rules.tidy_address,
        "address_detail": rules.tidy_address,
        "birth_date": lambda text: rules.tidy_birth_date(text, today=today),
        "note": rules.tidy_note,
        "blocked_name": lambda text: rules.tidy_name(text) if text.strip() else "",
        "blocked_phone": rules.tidy_phone,
        "blocked_birth_date": lambda text: rules.tidy_birth_date(text, today=today),
    }
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for column, value in typed.items():
        if column not in by_column:
            found[column] = _chosen(column, value)
            continue
        text = str(value or "")
        if registration_numbers.find(text):
            wrong[column] = str(words.UNFIT["registration_number"])
            continue
        try:
            found[column] = by_column[column](text)
        except rules.Unfit as problem:
            wrong[column] = str(words.UNFIT[problem.code])
    if wrong:
        raise Unsound(wrong)
    return found


def tong_in(dong_id: int, tong_id: int | None) -> int | None:
    """The tong, if it is one of the dong's that is not closed. Raises Refused."""
    if tong_id is None:
        return None
    tongs = Tong.objects.for_viewer(SYSTEM).filter(pk=tong_id, dong=dong_id, closed_on=None)
    if not tongs.exists():
        raise Refused(_("이 동의 통을 골라 주세요."), code="no_such_tong")
    return tong_id


def _chosen(column: str, value: Any) -> Any:
    if column in _CHOICES:
        kinds, _name = _CHOICES[column]
        if value not in {kind.value for kind in kinds}:
            raise Refused(_("고를 수 없는 값입니다."), code="no_such_choice")
    if column == "language" and value not in {kind.value for kind in states.Language}:
        raise Refused(_("고를 수 없는 언어입니다."), code="no_such_choice")
    return value
