"""What every write here needs: a move that the table allows, a reason with something in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.db.models import Max, Model
from django.utils.translation import gettext as _

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.registration_numbers import find
from dongne.lib.seoul import seoul_day

S = TypeVar("S", bound=StrEnum)
SHORTEST = 2


def refuse_move(table: Mapping[S, frozenset[S]], before: str, after: S) -> None:
    """Raises Conflict where the table of states does not allow the move."""
    kinds = type(after)
    if after not in table[kinds(before)]:
        raise Conflict(
            _("이미 다른 상태로 바뀌었습니다. 화면을 새로 열어 확인해 주세요."),
            code="not_this_move",
        )


def said(text: str, *, most: int, what: str, least: int = SHORTEST) -> str:
    """The text without space around it. Raises Refused if it is missing, too long, or holds a
    registration number (개인정보 보호법 제24조의2)."""
    plain = text.replace("\0", " ").strip()
    if len(plain) < least:
        raise Refused(_("%(what)s 항목을 적어 주세요.") % {"what": what}, code="text_missing")
    if len(plain) > most:
        raise Refused(
            _("%(what)s 항목은 %(most)d자까지 적을 수 있습니다.") % {"what": what, "most": most},
            code="text_too_long",
        )
    if find(plain):
        raise Refused(
            _("주민등록번호처럼 보이는 숫자가 있습니다. 지우고 다시 적어 주세요."),
            code="registration_number",
        )
    return plain


def next_number(model: type[Model], dong_id: int, now: datetime) -> tuple[int, int]:
    """Year and the next number of the dong in it. The dong's row is held, so nobody is faster."""
    year = seoul_day(now).year
    Dong.objects.for_viewer(SYSTEM).select_for_update(no_key=True, of=("self",)).get(pk=dong_id)
    rows = model.objects.for_viewer(SYSTEM).filter(dong=dong_id, year=year)  # type: ignore[attr-defined]
    last: int | None = rows.aggregate(last=Max("number"))["last"]
    return year, (last or 0) + 1
