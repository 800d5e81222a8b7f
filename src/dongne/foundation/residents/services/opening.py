"""Opening: sealed values in the clear, for a stated purpose, never without a row in the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from dongne.foundation.openings.public import Deed, record_opening, record_openings
from dongne.foundation.scope.public import Viewer
from dongne.foundation.vault.public import Broken, KeyGone, Sealed
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import Household, Person
from ..queries.households import household_of
from ..queries.persons import no_person, person_of, persons_for
from ..states import Means

COLUMNS = (
    "name",
    "phone",
    "second_phone",
    "email",
    "address",
    "address_detail",
    "birth_date",
    "note",
)
"""Of a person, in the order in which they are shown."""
OF_A_HOUSEHOLD = ("address", "address_detail")
MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What was shown, once. `values` has a text for each column that holds something;
    `unreadable` names those whose key is gone or whose bytes were changed.
    """

    person: Person
    values: dict[str, str]
    unreadable: tuple[str, ...] = ()
    opening_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedHousehold:
    household: Household
    values: dict[str, str] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()
    opening_id: UUID | None = None


@transaction.atomic
def open_person(
    viewer: Viewer,
    *,
    person_id: UUID,
    purpose: str,
    now: datetime,
    columns: Sequence[str] | None = None,
    deed: Deed = Deed.OPENED,
) -> Opened:
    """Reveal the columns, all of them by default, and log it.

    If the log can't be written, nothing is shown. Raises NotHere, Refused without a purpose.
    """
    person = person_of(viewer, person_id)
    asked = _asked(columns, COLUMNS)
    if person.destroyed_at is not None:
        raise Conflict(_("파기한 개인정보입니다. 볼 수 있는 것이 없습니다."), code="destroyed")
    values, unreadable = revealed(person, asked)
    opening = record_opening(
        viewer,
        subject=person,
        whose=person.whose,
        columns=list(values),
        purpose=purpose,
        now=now,
        dong_id=person.dong_id,
        deed=deed,
    )
    return Opened(person=person, values=values, unreadable=unreadable, opening_id=opening.pk)


@transaction.atomic
def open_persons(
    viewer: Viewer,
    *,
    person_ids: Iterable[UUID],
    purpose: str,
    now: datetime,
    columns: Sequence[str] | None = None,
    deed: Deed = Deed.OPENED,
) -> list[Opened]:
    """Several persons for one purpose: each is a row in the log. Those that the viewer may not
    know of are left out. Refused for more than `MOST_AT_ONCE`.
    """
    asked = _asked(columns, COLUMNS)
    wanted = list(dict.fromkeys(person_ids))
    if len(wanted) > MOST_AT_ONCE:
        raise Refused(
            _("한 번에 %(most)d명까지 열 수 있습니다.") % {"most": MOST_AT_ONCE}, code="too_many"
        )
    rows = persons_for(viewer).filter(pk__in=wanted, destroyed_at=None).select_related("dong")
    found = sorted(rows, key=lambda one: wanted.index(one.pk))
    shown = [(person, *revealed(person, asked)) for person in found]
    openings = record_openings(
        viewer,
        subjects=[(person, person.whose, list(values)) for person, values, _gone in shown],
        purpose=purpose,
        now=now,
        deed=deed,
    )
    return [
        Opened(person=person, values=values, unreadable=gone, opening_id=opening.pk)
        for (person, values, gone), opening in zip(shown, openings, strict=True)
    ]


@transaction.atomic
def open_household(
    viewer: Viewer,
    *,
    household_id: UUID,
    purpose: str,
    now: datetime,
) -> OpenedHousehold:
    """The household's address, and logged. Raises NotHere, Refused without a purpose."""
    household = household_of(viewer, household_id)
    values, unreadable = revealed(household, OF_A_HOUSEHOLD)
    opening = record_opening(
        viewer,
        subject=household,
        whose=household.whose,
        columns=list(values),
        purpose=purpose,
        now=now,
        dong_id=household.dong_id,
    )
    return OpenedHousehold(
        household=household, values=values, unreadable=unreadable, opening_id=opening.pk
    )


_MEANS = {
    Means.PHONE: "phone",
    Means.SMS: "phone",
    Means.EMAIL: "email",
    Means.LETTER: "address",
}


@transaction.atomic
def reveal_contact(viewer: Viewer, *, person_id: UUID, means: str, now: datetime) -> str:
    """Where a message goes: number, e-mail or full address; logged as sent. Empty where there is
    none. For providers, by the system or by whoever sends. Raises NotHere, KeyGone.
    """
    person = persons_for(viewer).filter(pk=person_id).first()
    if person is None:
        raise no_person()
    if person.is_gone:
        return ""
    column = _MEANS.get(Means(means)) if means in set(Means) else None
    if column is None:
        raise NotHere(_("그 방법으로는 알릴 수 없습니다."), code="no_such_means")
    columns = [column, "address_detail"] if column == "address" else [column]
    texts = [sealed.reveal() for name in columns if (sealed := getattr(person, name))]
    if not texts or not getattr(person, column):
        return ""
    record_opening(
        viewer,
        subject=person,
        whose=person.whose,
        columns=columns,
        purpose="contact",
        now=now,
        dong_id=person.dong_id,
        deed=Deed.SENT,
    )
    return " ".join(texts)


def revealed(row: models.Model, columns: Iterable[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Values in the clear, and the columns that can't be read. Callers log it."""
    values: dict[str, str] = {}
    unreadable = []
    for column in columns:
        sealed: Sealed | None = getattr(row, column)
        if not sealed:
            continue
        try:
            values[column] = sealed.reveal()
        except (KeyGone, Broken):
            unreadable.append(column)
    return values, tuple(unreadable)


def _asked(columns: Sequence[str] | None, known: Sequence[str]) -> Sequence[str]:
    if columns is None:
        return known
    if not columns or not set(columns) <= set(known):
        raise Refused(_("열어 볼 항목을 골라 주세요."), code="no_such_column")
    return [name for name in known if name in columns]
