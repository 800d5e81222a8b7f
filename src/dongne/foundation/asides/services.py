"""Moving numbers out of texts, and opening them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit import public as audit
from dongne.foundation.openings.public import record_opening
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from . import rules
from .models import Aside, PublicNumber, subject_type
from .queries import aside_of, public_numbers
from .rules import Taken
from .states import Kind
from .subjects import place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text of a row that is about to be saved. `is_new`: the row has no asides yet."""

    subject: models.Model
    column: str
    text: str
    is_new: bool = False


def without_numbers(
    viewer: Viewer,
    *,
    subject: models.Model,
    now: datetime,
    dong_id: int | None,
    is_new: bool = False,
    **texts: str,
) -> dict[str, str]:
    """The texts of one row, by column, as they may be stored; what was in them is kept aside.

    Inside the caller's transaction. No statement where nothing is found, else at most three.
    """
    given = [
        Text(subject=subject, column=column, text=text, is_new=is_new)
        for column, text in texts.items()
    ]
    return dict(zip(texts, move_out(viewer, texts=given, now=now, dong_id=dong_id), strict=True))


def move_out(
    viewer: Viewer, *, texts: Sequence[Text], now: datetime, dong_id: int | None
) -> list[str]:
    """The texts without their numbers, in order. At most three statements, whatever the number."""
    hits = [i for i, one in enumerate(texts) if rules.find(one.text)]
    told = [one.text for one in texts]
    if not hits:
        return told
    if not connection.in_atomic_block:
        raise RuntimeError("an aside belongs into the transaction of the text it stood in")
    place = dong_id if dong_id is not None else viewer.dong_id
    public = public_numbers(place)
    held = _held([texts[i] for i in hits if not texts[i].is_new])
    rows: list[Aside] = []
    for i in hits:
        one = texts[i]
        key = (subject_type(one.subject), str(one.subject.pk), one.column)
        mine = held.get(key, [])
        taken = rules.take_out(
            one.text,
            known=_known(one.text, mine),
            last=max((aside.ordinal for aside in mine), default=0),
            public=public,
        )
        told[i] = taken.text
        made = _rows(taken, key, dong_id=place, now=now)
        rows += made
        held[key] = [*mine, *made]
    if rows:
        if place is None:
            raise Refused(
                _("전화번호를 따로 보관할 동이 없습니다. 번호를 지우고 저장해 주세요."),
                code="number_without_a_dong",
            )
        Aside.objects.bulk_create(rows)
    return told


def _held(texts: Iterable[Text]) -> dict[tuple[str, str, str], list[Aside]]:
    """The asides that the rows have, by subject and column."""
    keys = {(subject_type(one.subject), str(one.subject.pk)) for one in texts}
    if not keys:
        return {}
    found = Aside.objects.for_viewer(SYSTEM).filter(
        subject_type__in={type_ for type_, _id in keys}, subject_id__in={id_ for _type, id_ in keys}
    )
    held: dict[tuple[str, str, str], list[Aside]] = {}
    for row in found:
        held.setdefault((row.subject_type, row.subject_id, row.column), []).append(row)
    return held


def _known(text: str, held: Collection[Aside]) -> dict[tuple[Kind, str], int]:
    """Of what the text says what is aside already: compared by the keyed index."""
    known: dict[tuple[Kind, str], int] = {}
    if not held:
        return known
    by_key = {
        bytes(row.phone_key if row.kind == Kind.PHONE else row.email_key): row.ordinal
        for row in held
        if (row.phone_key if row.kind == Kind.PHONE else row.email_key) is not None
    }
    for one in rules.find(text):
        plain = rules.normal(one.kind, one.value)
        for key in Aside.keyed(f"{one.kind}_key", plain):
            if key in by_key:
                known[(one.kind, plain)] = by_key[key]
    return known


def _rows(
    taken: Taken, key: tuple[str, str, str], *, dong_id: int | None, now: datetime
) -> list[Aside]:
    rows = []
    for number in taken.numbers:
        row = Aside(
            dong_id=dong_id,
            subject_type=key[0],
            subject_id=key[1],
            column=key[2],
            ordinal=number.ordinal,
            kind=number.kind,
            created_at=now,
        )
        if number.kind is Kind.EMAIL:
            row.email = number.value
        else:
            row.phone = rules.digits(number.value)
        rows.append(row)
    return rows


@transaction.atomic
def open_aside(viewer: Viewer, *, aside_id: UUID, purpose: str, now: datetime) -> str:
    """The number in the clear, for whoever may read the text it stood in; the opening is logged."""
    row = aside_of(viewer, aside_id)
    if row is None or place_of(viewer, row) is None:
        raise NotHere(_("찾을 수 없습니다."), code="not_found")
    record_opening(
        viewer,
        subject=row,
        whose=f"aside:{row.pk}",
        columns=[row.kind],
        purpose=purpose,
        now=now,
        dong_id=row.dong_id,
    )
    return (row.email if row.kind == Kind.EMAIL else row.phone).reveal()


@transaction.atomic
def add_public_number(
    viewer: Viewer, *, dong_id: int, number: str, now: datetime, title: str = ""
) -> PublicNumber:
    """List a number of the office, or the digits that all of them begin with."""
    digits = rules.digits(number)
    if not 5 <= len(digits) <= 16 or not digits.startswith(("0", "1")) or digits.startswith("01"):
        raise Refused(
            _("사무실 전화번호를 지역번호부터 적어 주세요. 예: 02-2620-3000, 02-2620"),
            code="not_an_office_number",
        )
    row, is_new = PublicNumber.objects.for_viewer(SYSTEM).get_or_create(
        dong_id=dong_id, digits=digits, defaults={"title": title.strip()[:60]}
    )
    if not is_new:
        raise Conflict(_("이미 있는 번호입니다."), code="there_already")
    audit.record(
        viewer,
        action="public_number.added",
        subject=row,
        now=now,
        dong_id=dong_id,
        changes={"number": digits, "title": row.title},
    )
    return row


@transaction.atomic
def drop_public_number(viewer: Viewer, *, number_id: int, now: datetime) -> PublicNumber:
    row = PublicNumber.objects.for_viewer(viewer).filter(pk=number_id).first()
    if row is None:
        raise NotHere(_("찾을 수 없습니다."), code="not_found")
    audit.record(
        viewer,
        action="public_number.dropped",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"number": [row.digits, ""]},
    )
    row.delete()
    return row
