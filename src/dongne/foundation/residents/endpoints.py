"""JSON: persons, masked; opened for a purpose.

A question about a person is sent, never put into an address: addresses lie in the logs of every
machine on the way.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.lib.seoul import iso_seoul, seoul_day

from .models import Person
from .permissions import works_with_residents
from .queries.persons import MOST_FOUND, alike, find_persons, person_of
from .rules import Unfit, tidy_birth_date, tidy_phone
from .services.opening import COLUMNS, open_person
from .services.persons import add_person
from .words import UNFIT

router = Router(tags=["persons"])


class PersonOut(Schema):
    """Every sealed value is masked; empty where nothing is kept."""

    id: UUID
    dong: str
    tong: int | None
    name: str
    phone: str
    second_phone: str
    email: str
    address: str
    address_detail: str
    birth_date: str
    note: str
    sex: str
    language: str
    reached_by: str
    version: int
    merged_into: UUID | None
    destroyed_at: str | None
    changed_at: str


class PersonsOut(Schema):
    """`more`: there are further ones, which only a narrower question finds."""

    count: int
    more: bool
    items: list[PersonOut]


class Search(Schema):
    """All that is said has to fit."""

    name: str = ""
    phone: str = ""
    last4: str = ""
    birth_date: str = ""


class PersonIn(Schema):
    """`anyway` adds somebody although the same number, or name and birth date, is there."""

    name: str
    phone: str = ""
    second_phone: str = ""
    email: str = ""
    address: str = ""
    address_detail: str = ""
    birth_date: str = ""
    note: str = ""
    sex: str = ""
    language: str = "ko"
    reached_by: str = "phone"
    source: str = "counter"
    anyway: bool = False


class OpenIn(Schema):
    purpose: str = ""
    columns: list[str] | None = None


class OpenedOut(Schema):
    """`values` in the clear; `unreadable` columns have lost their key or were changed."""

    id: UUID
    opening: UUID
    values: dict[str, str]
    unreadable: list[str]


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.auth  # type: ignore[attr-defined]
    if not works_with_residents(viewer):
        raise Forbidden(
            _("주민 정보는 동에서 일하는 사람만 봅니다. 필요하면 그 동에 물어봐 주세요."),
            code="not_with_residents",
        )
    return viewer


def _out(person: Person) -> dict[str, Any]:
    sealed = {column: str(getattr(person, column) or "") for column in COLUMNS}
    return sealed | {
        "id": person.pk,
        "dong": person.dong.code,
        "tong": person.tong.number if person.tong else None,
        "sex": person.sex,
        "language": person.language,
        "reached_by": person.reached_by,
        "version": person.version,
        "merged_into": person.merged_into_id,
        "destroyed_at": iso_seoul(person.destroyed_at) if person.destroyed_at else None,
        "changed_at": iso_seoul(person.changed_at),
    }


@router.post("/persons/search", response=PersonsOut)
def persons_search(request: HttpRequest, asked: Search) -> dict[str, Any]:
    """Persons whom everything fits that is said."""
    found = find_persons(
        _viewer(request),
        name=asked.name,
        phone=asked.phone,
        last_four=asked.last4,
        birth_date=asked.birth_date,
    )
    items = [_out(person) for person in found[:MOST_FOUND]]
    return {"count": len(items), "more": len(found) > MOST_FOUND, "items": items}


@router.get("/persons/{uuid:person_id}", response=PersonOut)
def person_masked(request: HttpRequest, person_id: UUID) -> dict[str, Any]:
    """One person, masked."""
    return _out(person_of(request.auth, person_id))  # type: ignore[attr-defined]


@router.post("/persons", response=PersonOut)
def person_add(request: HttpRequest, said: PersonIn) -> dict[str, Any]:
    """Somebody new of the caller's dong. 409 where the same one seems to be there already."""
    viewer, now = _viewer(request), timezone.now()
    if viewer.dong_id is None:
        raise Forbidden(_("주민은 그 동에서 등록합니다."), code="not_in_a_dong")
    given = said.dict()
    if not given.pop("anyway"):
        _refuse_alike(viewer, viewer.dong_id, given, seoul_day(now))
    person = add_person(viewer, dong_id=viewer.dong_id, now=now, **given)
    return _out(person_of(viewer, person.pk))


@router.post("/persons/{uuid:person_id}/open", response=OpenedOut)
def person_open(
    request: HttpRequest, person_id: UUID, said: OpenIn, response: HttpResponse
) -> dict[str, Any]:
    """Shows, and logs who, when, which columns and why. Never without a purpose."""
    opened = open_person(
        request.auth,  # type: ignore[attr-defined]
        person_id=person_id,
        purpose=said.purpose,
        columns=said.columns,
        now=timezone.now(),
    )
    response["Cache-Control"] = "no-store"
    return {
        "id": person_id,
        "opening": opened.opening_id,
        "values": opened.values,
        "unreadable": list(opened.unreadable),
    }


def _refuse_alike(viewer: Viewer, dong_id: int, said: dict[str, Any], today: date) -> None:
    try:
        phone = tidy_phone(said["phone"])
        birth_date = tidy_birth_date(said["birth_date"], today=today)
    except Unfit as problem:
        raise Refused(str(UNFIT[problem.code]), code="unsound") from None
    same = alike(viewer, dong_id=dong_id, name=said["name"], phone=phone, birth_date=birth_date)
    if same:
        raise Conflict(
            _("같은 사람이 이미 있는 것 같습니다. 그래도 새로 등록하려면 anyway를 보내 주세요."),
            code="alike",
        )
