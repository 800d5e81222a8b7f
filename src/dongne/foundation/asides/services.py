"""Moving numbers out of texts, and opening them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit import public as audit
from dongne.foundation.openings.public import Opening, record_opening
from dongne.foundation.residents.public import person_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from . import rules
from .models import Aside, PublicNumber, subject_type
from .queries import aside_of, asides_about, public_numbers, somebody_elses, subjectless
from .rules import Taken
from .states import Kind
from .subjects import place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text of a row that is about to be saved. `is_new`: the row has no asides yet."""

    subject: models.Model
    column: str
    text: str
    dong_id: int | None
    is_new: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        return subject_type(self.subject), str(self.subject.pk), self.column


@dataclass(frozen=True, slots=True)
class Out:
    """Texts as they may be stored, in the order in which they were given, and what was in them."""

    texts: list[str]
    asides: list[Aside]


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
    place = dong_id if dong_id is not None else viewer.dong_id
    given = [
        Text(subject=subject, column=column, text=text, dong_id=place, is_new=is_new)
        for column, text in texts.items()
    ]
    out = taken_out(given, now=now)
    keep(out.asides)
    return dict(zip(texts, out.texts, strict=True))


def taken_out(texts: Sequence[Text], *, now: datetime) -> Out:
    """Nothing is written yet: `keep` does, once the rows are. At most two statements, whatever the
    number of texts; none where nothing is found."""
    hits = [i for i, one in enumerate(texts) if rules.find(one.text)]
    out = Out([one.text for one in texts], [])
    if not hits:
        return out
    public = public_numbers({texts[i].dong_id for i in hits})
    held = _held([texts[i] for i in hits if not texts[i].is_new])
    for i in hits:
        one = texts[i]
        mine = held.get(one.key, [])
        taken = rules.take_out(
            one.text,
            known=_known(one.text, mine),
            last=max((aside.ordinal for aside in mine), default=0),
            public=public.get(one.dong_id, frozenset()),
        )
        if taken.numbers and one.dong_id is None:
            raise Refused(
                _("전화번호를 따로 보관할 동이 없습니다. 번호를 지우고 저장해 주세요."),
                code="number_without_a_dong",
            )
        out.texts[i] = taken.text
        made = _rows(taken, one, now=now)
        out.asides.extend(made)
        held[one.key] = [*mine, *made]
    return out


def keep(asides: Sequence[Aside]) -> None:
    """Store what was taken out, in the transaction of the texts. One statement, or none."""
    if not asides:
        return
    if not connection.in_atomic_block:
        raise RuntimeError("an aside belongs into the transaction of the text it stood in")
    Aside.objects.bulk_create(asides)


def put_back(text: str, *, subject: models.Model, column: str) -> str:
    """The text with the numbers that were taken out of it, for whoever stores it at once in another
    row, where they are taken out again. One statement, or none."""
    places = rules.left_in(text)
    if not places:
        return text
    held = {
        (Kind(one.kind), one.ordinal): one
        for one in Aside.objects.for_viewer(SYSTEM).filter(
            subject_type=subject_type(subject), subject_id=str(subject.pk), column=column
        )
    }
    for place in reversed(places):
        if one := held.get((place.kind, place.ordinal)):
            value = (one.email if place.kind is Kind.EMAIL else one.phone).reveal()
            text = text[: place.start] + value + text[place.end :]
    return text


def _held(texts: Sequence[Text]) -> dict[tuple[str, str, str], list[Aside]]:
    """The asides that the rows have, by subject and column."""
    if not texts:
        return {}
    found = Aside.objects.for_viewer(SYSTEM).filter(
        subject_type__in={one.key[0] for one in texts}, subject_id__in={one.key[1] for one in texts}
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


def _rows(taken: Taken, text: Text, *, now: datetime) -> list[Aside]:
    type_, id_, column = text.key
    rows: list[Aside] = []
    if text.dong_id is None:
        return rows
    for number in taken.numbers:
        row = Aside(
            dong_id=text.dong_id,
            subject_type=type_,
            subject_id=id_,
            column=column,
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
def retire(viewer: Viewer, *, person_id: UUID, now: datetime) -> int:
    """With a person go the numbers of theirs that stood in texts, unless they are another's too.

    The text stays as it is, a record: it says `[전화 1: ****-5678]`, and nothing leads further.
    """
    person = person_of(SYSTEM, person_id)
    going = asides_about(SYSTEM, person)
    if shared := somebody_elses(person):
        going = going.exclude(shared)
    count = going.delete()[0]
    if count:
        audit.record(
            viewer,
            action="asides.destroyed",
            subject=person,
            now=now,
            dong_id=person.dong_id,
            changes={"numbers": count},
        )
    return count


@transaction.atomic
def destroy_older(viewer: Viewer, *, dong_id: int, before: datetime, now: datetime) -> int:
    """Numbers of a dong that were neither written down nor opened since `before`; how many.

    Whoever says how long they are kept writes it down.
    """
    opened = (
        Opening.objects.for_viewer(SYSTEM)
        .filter(dong=dong_id, at__gte=before, subject_type=subject_type(Aside()))
        .values_list("subject_id", flat=True)
    )
    old = Aside.objects.for_viewer(viewer).filter(dong=dong_id, created_at__lt=before)
    return old.exclude(pk__in=set(opened)).delete()[0]


@transaction.atomic
def destroy_subjectless(viewer: Viewer, *, now: datetime) -> int:
    """Numbers whose text was deleted, by whichever way; how many. That deletion has its row."""
    return sum(rows.delete()[0] for rows in subjectless())


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
