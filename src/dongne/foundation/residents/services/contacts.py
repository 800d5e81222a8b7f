"""Somebody who leaves a name or a number with something that they send in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from ..events import PersonChanged, person_changed
from ..models import Person
from ..queries.persons import living
from ..states import Retention, Source
from .checking import tidy


# On the way of a resident who waits: always inside the caller's transaction, without a savepoint.
@transaction.atomic(savepoint=False)
def note_contact(
    viewer: Viewer,
    *,
    dong_id: int,
    now: datetime,
    name: str = "",
    phone: str = "",
    email: str = "",
    address: str = "",
    address_detail: str = "",
    birth_date: str = "",
    language: str = "ko",
    source: str = Source.CASE,
    shown: bool = False,
) -> Person | None:
    """The dong's person of that number or address, or a new one; None where nothing was left.

    Nobody is shown to whoever sends something in: what they typed changes no row that is there.
    But where they have shown who they are (`shown`), what the row lacks is filled in.
    Of several with one number, the one of that name; with another name, somebody new (a couple
    with one telephone). Raises checking.Unsound.
    """
    if not (name or phone or email or address):
        return None
    given = {"phone": phone, "email": email, "address": address, "language": language}
    given |= {"address_detail": address_detail, "birth_date": birth_date}
    said = tidy({**given, "name": name or NAMELESS, "source": source}, today=seoul_day(now))
    if not name:
        said["name"] = ""
    known = _known(dong_id, said["phone"], said["email"], said["name"])
    if known is not None:
        if shown:
            _complete(viewer, known, said, now=now)
        return known
    person = Person(
        dong_id=dong_id, retention=Retention.CONTACT, created_at=now, changed_at=now, **said
    )
    person.save(force_insert=True)
    columns = sorted(one for one in COLUMNS if said.get(one))
    record(
        viewer,
        action="residents.added",
        subject=person,
        now=now,
        dong_id=dong_id,
        changes={"columns": columns, "source": source},
    )
    person_changed.announce(
        PersonChanged(
            actor=viewer, person_id=person.pk, dong_id=dong_id, columns=frozenset(), now=now
        )
    )
    return person


COLUMNS = ("name", "phone", "email", "address", "address_detail", "birth_date")

NAMELESS = "N"
"""Stands in while the rest is made tidy: a name may be left out here."""


def _complete(viewer: Viewer, person: Person, said: dict[str, Any], *, now: datetime) -> None:
    """Nothing that stands there is changed."""
    lacking = [one for one in COLUMNS if said.get(one) and not getattr(person, one)]
    if not lacking:
        return
    for column in lacking:
        setattr(person, column, said[column])
    person.changed_at = now
    person.version += 1
    person.save()
    record(
        viewer,
        action="residents.completed",
        subject=person,
        now=now,
        dong_id=person.dong_id,
        changes={"columns": lacking},
    )
    person_changed.announce(
        PersonChanged(
            actor=viewer,
            person_id=person.pk,
            dong_id=person.dong_id,
            columns=frozenset(lacking),
            now=now,
        )
    )


def _known(dong_id: int, phone: str, email: str, name: str) -> Person | None:
    if phone:
        asked = {"phone_key__in": Person.keyed("phone_key", phone)}
    elif email:
        asked = {"email_key__in": Person.keyed("email_key", email)}
    else:
        return None
    found = list(living(SYSTEM).filter(dong=dong_id, **asked).order_by("pk")[:10])
    if not name:
        return found[0] if found else None
    keys = {bytes(key) for key in Person.keyed("name_key", name)}
    for person in found:
        if person.name_key is None or bytes(person.name_key) in keys:
            return person
    return None
