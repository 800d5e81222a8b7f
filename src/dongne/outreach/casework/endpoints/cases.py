"""JSON: cases opened, listed, read."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Schema, Status

from dongne.lib.readable_secrets import Secret
from dongne.lib.refusals import Refused

from ..models import Case
from ..permissions import own_officers
from ..queries.ground import cases_for
from ..rules import Contact, Opening
from ..services import open_case
from ..states import OPEN, CaseState, Channel
from ..words import REFUSALS
from .ground import CaseOut, CaseWholeOut, brief, case_of, dong_id_of, router, viewer_of, whole

MOST = 200


class PhotoIn(Schema):
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    role: Literal["before", "after", "other"] = "before"


class ContactIn(Schema):
    """Somebody who reports: a person of the office's list, or what they left."""

    person: UUID | None = None
    name: str = Field("", max_length=100)
    phone: str = Field("", max_length=40)
    email: str = Field("", max_length=254)
    address: str = Field("", max_length=200)
    language: str = Field("ko", max_length=8)
    wants: bool = True
    agreed_oral: bool = False


class CaseIn(Schema):
    """`id` made by whoever sends: the same one again is the same case. Without a place the dong
    of the sender; `activity` is the one that the case comes from."""

    id: UUID | None = None
    category: str = "other"
    text: str = Field("", max_length=100_000)
    title: str = Field("", max_length=1000)
    dong: str = ""
    tong: int | None = None
    address: str = Field("", max_length=1000)
    latitude: float | None = None
    longitude: float | None = None
    answers: dict[str, Any] = {}
    photos: list[PhotoIn] = Field([], max_length=50)
    persons: list[ContactIn] = Field([], max_length=50)
    channel: Channel = Channel.API
    activity: UUID | None = None
    household: UUID | None = None
    repeats: UUID | None = None
    urgent: bool = False
    may_be_public: bool = True


class OpenedOut(CaseWholeOut):
    """`secret` leads the resident back to the case; it is told once."""

    secret: str = ""
    created: bool = True


class CasesOut(Schema):
    """`next` continues the list; empty at its end."""

    items: list[CaseOut]
    next: str


class Asked(Schema):
    dong: str = ""
    state: Literal[
        "open", "received", "assigned", "in_progress", "waiting", "done", "closed", ""
    ] = ""
    category: str = ""
    mine: bool = False
    after: str = ""
    limit: int = Field(50, ge=1, le=MOST)


@router.post("/cases", response={201: OpenedOut, 200: OpenedOut})
def case_open(request: HttpRequest, given: CaseIn) -> Status[dict[str, Any]]:
    """Open a case. 201 for a new one; 200 with the same case for what was sent before."""
    viewer = viewer_of(request)
    contacts = tuple(
        Contact(person_id=one.person, **one.model_dump(exclude={"person"})) for one in given.persons
    )
    opening = Opening(
        contacts=contacts,
        photos=tuple((one.sha256, one.role) for one in given.photos),
        dong_id=dong_id_of(viewer, given.dong),
        activity_id=given.activity,
        household_id=given.household,
        repeats_id=_repeated(request, given.repeats),
        **given.model_dump(
            exclude={"persons", "photos", "dong", "activity", "household", "repeats"}
        ),
    )
    opened = open_case(viewer, given=opening, now=timezone.now())
    told = whole(viewer, case_of(viewer, str(opened.case.pk)))
    secret = Secret(opened.secret).words("ko") if opened.secret and opened.created else ""
    return Status(
        201 if opened.created else 200, told | {"secret": secret, "created": opened.created}
    )


def _repeated(request: HttpRequest, key: UUID | None) -> UUID | None:
    return case_of(viewer_of(request), str(key)).pk if key else None


@router.get("/cases", response=CasesOut)
def cases_listed(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The viewer's cases, newest first. Two statements."""
    viewer = viewer_of(request)
    rows = cases_for(viewer).select_related(
        "dong", "tong", "holder_team", "holder_officer", "zone_officer", "merged_into", "parent"
    )
    if asked.dong:
        rows = rows.filter(dong=dong_id_of(viewer, asked.dong))
    if asked.state == "open":
        rows = rows.filter(state__in=OPEN)
    elif asked.state:
        rows = rows.filter(state=CaseState(asked.state))
    if asked.category:
        rows = rows.filter(category=asked.category)
    if asked.mine:
        rows = rows.filter(holder_officer__in=own_officers(viewer))
    if asked.after:
        rows = rows.filter(_after(viewer, asked.after))
    found = list(rows.order_by("-received_at", "-id")[: asked.limit + 1])
    more = found[asked.limit - 1] if len(found) > asked.limit else None
    return {
        "items": [brief(one) for one in found[: asked.limit]],
        "next": str(more.pk) if more else "",
    }


def _after(viewer: Any, key: str) -> Q:
    try:
        last = cases_for(viewer).filter(pk=UUID(key)).values_list("received_at", "pk").first()
    except ValueError:
        last = None
    if last is None:
        raise Refused(str(REFUSALS["not_found"]), code="no_such_place_in_the_list")
    return Q(received_at__lt=last[0]) | Q(received_at=last[0], pk__lt=last[1])


@router.get("/cases/{key}", response=CaseWholeOut)
def case_whole(request: HttpRequest, key: str) -> dict[str, Any]:
    """One case, by its key or its public number in any spelling. Persons are masked."""
    viewer = viewer_of(request)
    case: Case = case_of(viewer, key)
    return whole(viewer, case)
