"""JSON: applications handed in, read, accepted, decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from dongne.foundation.places.public import dong_of
from dongne.foundation.residents.public import Person, persons_for
from dongne.foundation.scope.public import Viewer
from dongne.lib.readable_secrets import Secret
from dongne.lib.seoul import iso_seoul

from .models import Application, Item
from .permissions import works_at
from .queries.ground import applications_for, find_application, item_name, items_of
from .rules import Request, Wanted, Who
from .services import accept, issue_all, issue_item, refuse_item, submit, withdraw
from .services.ground import unless
from .states import RUNNING

router = Router(tags=["applications"])
MOST = 200


class WhoIn(Schema):
    """A person of the office's list, or what they left."""

    person: UUID | None = None
    name: str = Field("", max_length=100)
    phone: str = Field("", max_length=40)
    email: str = Field("", max_length=254)
    address: str = Field("", max_length=200)
    address_detail: str = Field("", max_length=100)
    birth_date: date | None = None


class ItemIn(Schema):
    service: str = Field(max_length=60)
    copies: int = 1
    purpose: str = Field("", max_length=100_000)
    answers: dict[str, Any] = {}


class ApplicationIn(Schema):
    """`id` made by whoever sends: the same one again is the same application."""

    id: UUID | None = None
    items: list[ItemIn] = Field(max_length=50)
    principal: WhoIn
    applicant: WhoIn | None = None
    receiver: WhoIn | None = None
    circle: str = Field("self", max_length=10)
    channel: str = Field("counter", max_length=40)
    apply_site: UUID | None = None
    receive: str = Field("counter", max_length=40)
    receive_site: UUID | None = None
    letter: UUID | None = None
    outside_channel: str = Field("", max_length=40)
    outside_number: str = Field("", max_length=60)
    groups: list[str] = Field([], max_length=20)
    lacks: list[str] = Field([], max_length=20)
    language: str = Field("ko", max_length=8)
    wants: bool = True
    identity: str = Field("card", max_length=8)


class ItemOut(Schema):
    id: UUID
    service: str
    name: str
    copies: int
    state: str
    limit: str
    due_at: str | None
    fee: int
    pages: int
    document_number: str


class PersonOut(Schema):
    id: UUID
    name: str
    role: str


class ApplicationOut(Schema):
    id: UUID
    number: str
    dong: str
    state: str
    circle: str
    channel: str
    receive: str
    receive_site: UUID | None
    made: str
    outside_number: str
    arrived_at: str
    accept_by: str | None
    accepted_at: str | None
    due_at: str | None
    promised_at: str | None
    issued_at: str | None
    ready_at: str | None
    handed_at: str | None
    closed_at: str | None
    fee: int
    settled: bool
    version: int
    items: list[ItemOut]


class ApplicationWholeOut(ApplicationOut):
    persons: list[PersonOut]


class SubmittedOut(ApplicationWholeOut):
    """`secret` leads the applicant back to it; it is told once."""

    secret: str = ""
    created: bool = True


class ApplicationsOut(Schema):
    """`next` continues the list; empty at its end."""

    items: list[ApplicationOut]
    next: str


class Asked(Schema):
    dong: str = ""
    state: str = ""
    after: str = ""
    limit: int = Field(50, ge=1, le=MOST)


class AcceptIn(Schema):
    identity: str = Field("", max_length=8)
    version: int | None = None


class IssueIn(Schema):
    """Without an item everything that is not decided yet."""

    item: UUID | None = None
    pages: int = 1
    document_number: str = Field("", max_length=60)
    version: int | None = None


class RefuseIn(Schema):
    item: UUID
    reason: str = Field(max_length=100_000)
    remedy: str = Field(max_length=100_000)
    version: int | None = None


class WithdrawIn(Schema):
    reason: str = Field("", max_length=100_000)
    version: int | None = None


@router.post("/applications", response={201: SubmittedOut, 200: SubmittedOut})
def application_submit(request: HttpRequest, given: ApplicationIn) -> Status[dict[str, Any]]:
    """Hand one in on somebody's behalf. 201 for a new one, 200 for what was sent before."""
    viewer = viewer_of(request)
    unless(viewer.dong_id is not None and works_at(viewer, viewer.dong_id))
    taken = submit(viewer, given=_request(given), now=timezone.now())
    told = whole(viewer, taken.application)
    secret = Secret(taken.secret).words("ko") if taken.secret else ""
    return Status(
        201 if taken.created else 200, told | {"secret": secret, "created": taken.created}
    )


@router.get("/applications", response=ApplicationsOut)
def applications_listed(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The viewer's applications, newest first. Three statements at most."""
    viewer = viewer_of(request)
    rows = applications_for(viewer).select_related("dong")
    if asked.dong:
        rows = rows.filter(dong=dong_of(viewer, asked.dong))
    if asked.state == "running":
        rows = rows.filter(state__in=RUNNING)
    elif asked.state:
        rows = rows.filter(state=asked.state)
    if asked.after:
        last = find_application(viewer, UUID(asked.after) if _is_uuid(asked.after) else asked.after)
        rows = rows.filter(arrived_at__lte=last.arrived_at).exclude(
            arrived_at=last.arrived_at, pk__gte=last.pk
        )
    found = list(rows.order_by("-arrived_at", "-id")[: asked.limit + 1])
    page = found[: asked.limit]
    items: dict[UUID, list[Item]] = {}
    for item in Item.objects.for_viewer(viewer).filter(application__in=[one.pk for one in page]):
        items.setdefault(item.application_id, []).append(item)
    return {
        "items": [brief(one, items.get(one.pk, [])) for one in page],
        "next": str(page[-1].pk) if len(found) > asked.limit else "",
    }


@router.get("/applications/{application_key}", response=ApplicationWholeOut)
def application_read(request: HttpRequest, application_key: str) -> dict[str, Any]:
    """One, by its key or number; persons masked."""
    viewer = viewer_of(request)
    return whole(viewer, application_of(viewer, application_key))


@router.post("/applications/{application_key}/accept", response=ApplicationWholeOut)
def application_accept(
    request: HttpRequest, application_key: str, given: AcceptIn
) -> dict[str, Any]:
    """접수: the statutory time runs from here."""
    viewer = viewer_of(request)
    found = application_of(viewer, application_key)
    accept(
        viewer,
        application_id=found.pk,
        identity=given.identity,
        version=given.version,
        now=timezone.now(),
    )
    return whole(viewer, application_of(viewer, application_key))


@router.post("/applications/{application_key}/issue", response=ApplicationWholeOut)
def application_issue(request: HttpRequest, application_key: str, given: IssueIn) -> dict[str, Any]:
    """발급: one service, or everything that is not decided yet."""
    viewer = viewer_of(request)
    found = application_of(viewer, application_key)
    now = timezone.now()
    if given.item is None:
        issue_all(viewer, application_id=found.pk, pages=given.pages, now=now)
    else:
        issue_item(
            viewer,
            application_id=found.pk,
            item_id=given.item,
            pages=given.pages,
            document_number=given.document_number,
            version=given.version,
            now=now,
        )
    return whole(viewer, application_of(viewer, application_key))


@router.post("/applications/{application_key}/refuse", response=ApplicationWholeOut)
def application_refuse(
    request: HttpRequest, application_key: str, given: RefuseIn
) -> dict[str, Any]:
    """거부 of one service: with the reason and what can be done about it."""
    viewer = viewer_of(request)
    found = application_of(viewer, application_key)
    refuse_item(
        viewer,
        application_id=found.pk,
        item_id=given.item,
        reason=given.reason,
        remedy=given.remedy,
        version=given.version,
        now=timezone.now(),
    )
    return whole(viewer, application_of(viewer, application_key))


@router.post("/applications/{application_key}/withdraw", response=ApplicationWholeOut)
def application_withdraw(
    request: HttpRequest, application_key: str, given: WithdrawIn
) -> dict[str, Any]:
    """취하, at the applicant's wish."""
    viewer = viewer_of(request)
    found = application_of(viewer, application_key)
    withdraw(
        viewer,
        application_id=found.pk,
        reason=given.reason,
        version=given.version,
        now=timezone.now(),
    )
    return whole(viewer, application_of(viewer, application_key))


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.auth  # type: ignore[attr-defined]
    return viewer


def application_of(viewer: Viewer, key: str) -> Application:
    return find_application(viewer, UUID(key) if _is_uuid(key) else key)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _request(given: ApplicationIn) -> Request:
    return Request(
        items=tuple(Wanted(**one.model_dump()) for one in given.items),
        principal=_who(given.principal),
        applicant=_who(given.applicant),
        receiver=_who(given.receiver),
        groups=tuple(given.groups),
        lacks=tuple(given.lacks),
        letter_id=given.letter,
        **given.model_dump(
            exclude={"items", "principal", "applicant", "receiver", "groups", "lacks", "letter"}
        ),
    )


def _who(given: WhoIn | None) -> Who:
    if given is None:
        return Who()
    return Who(person_id=given.person, **given.model_dump(exclude={"person"}))


def brief(application: Application, items: list[Item]) -> dict[str, Any]:
    def iso(moment: datetime | None) -> str | None:
        return iso_seoul(moment) if moment else None

    plain = (
        "id", "number", "state", "circle", "channel", "receive", "receive_site", "made",
        "outside_number", "fee", "settled", "version",
    )  # fmt: skip
    moments = (
        "arrived_at", "accept_by", "accepted_at", "due_at", "promised_at", "issued_at", "ready_at",
        "handed_at", "closed_at",
    )  # fmt: skip
    return {
        **{name: getattr(application, name) for name in plain},
        **{name: iso(getattr(application, name)) for name in moments},
        "dong": application.dong.code,
        "items": [
            {
                "id": one.pk,
                "service": one.service,
                "name": item_name(one),
                "copies": one.copies,
                "state": one.state,
                "limit": one.limit,
                "due_at": iso(one.due_at),
                "fee": one.fee,
                "pages": one.pages,
                "document_number": one.document_number,
            }
            for one in items
        ],
    }


def whole(viewer: Viewer, application: Application) -> dict[str, Any]:
    """With the persons that the viewer may know of, masked."""
    roles = {
        "principal": application.principal_id,
        "applicant": application.applicant_id,
        "receiver": application.receiver_id,
    }
    known: dict[UUID, Person] = {
        one.pk: one
        for one in persons_for(viewer).filter(pk__in=[key for key in roles.values() if key])
    }
    persons = [
        {"id": key, "name": str(known[key].name), "role": role}
        for role, key in roles.items()
        if key in known
    ]
    return brief(application, items_of(application)) | {"persons": persons}
