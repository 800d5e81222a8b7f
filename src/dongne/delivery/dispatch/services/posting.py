"""Letters: printed with name and address behind the window, posted, delivered or come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.delivery.applications.public import open_destination
from dongne.delivery.custody.public import (
    Content,
    Holder,
    HolderKind,
    Parcel,
    Shown,
    hand_to,
    office_desk,
    place,
)
from dongne.delivery.ways.public import Identity
from dongne.foundation.audit.public import record, record_many
from dongne.foundation.openings.public import Deed
from dongne.foundation.papers.public import Envelope, Letter, render_letters, window_overflow
from dongne.foundation.residents.public import Opened, open_persons
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..models import Mailing
from ..permissions import require_working
from ..queries import mailing_of_number, out_today
from ..rules import registered_fault, tidy_registered
from ..states import MailingState

POST_KEY = "post"


@transaction.atomic
def print_letters(
    viewer: Viewer, *, dong_id: int, parcel_ids: Sequence[UUID], now: datetime
) -> bytes:
    """Cover letters for window envelopes (DL), one for each parcel, as a PDF. Each opening of name
    and address is logged. Nothing on them says what the parcel holds.

    Raises Refused where an address is missing or does not stand in the window: the letters that
    can be posted are named by leaving the others out.
    """
    require_working(viewer, dong_id)
    wanted = set(parcel_ids)
    rows = [one for one in out_today(viewer, dong_id) if one.parcel.pk in wanted]
    if not rows or len(rows) != len(wanted):
        raise Conflict(
            _("그사이 목록이 바뀌었습니다. 다시 열어 골라 주세요."), code="changed_meanwhile"
        )
    receivers = [one.parcel.receiver_id for one in rows if one.parcel.receiver_id]
    opened = {
        one.person.pk: one
        for one in open_persons(
            viewer,
            person_ids=receivers,
            purpose="contact",
            now=now,
            columns=("name", "address", "address_detail"),
            deed=Deed.PRINTED,
        )
    }
    inside: dict[UUID, list[UUID]] = {one.parcel.pk: [] for one in rows}
    contents = Content.objects.for_viewer(SYSTEM).filter(parcel__in=list(inside), counts=True)
    for parcel_id, application_id in contents.values_list("parcel", "application"):
        inside[parcel_id].append(application_id)
    letters = [
        _letter(
            one.parcel,
            opened.get(one.parcel.receiver_id),  # type: ignore[arg-type]
            typed=open_destination(viewer, application_ids=inside[one.parcel.pk], now=now),
            now=now,
        )
        for one in rows
    ]
    envelope = Envelope()
    if narrow := window_overflow(letters, envelope=envelope):
        raise Refused(
            _("주소가 창에 다 들어가지 않는 문서가 있습니다: %(numbers)s")
            % {"numbers": ", ".join(sorted(narrow))},
            code="window_small",
        )
    made = [
        Mailing(dong_id=dong_id, parcel=one.parcel, printed_at=now)
        for one in rows
        if one.mailing is None
    ]
    Mailing.objects.bulk_create(made)
    record_many(
        viewer,
        action="dispatch.printed",
        subjects=[(one.parcel, {"number": one.parcel.number}) for one in rows],
        now=now,
        dong_id=dong_id,
    )
    return render_letters(letters, envelope=envelope, title=_("등기우편 겉장"), now=now)


@transaction.atomic
def hand_to_post(viewer: Viewer, *, parcel_id: UUID, number: str, now: datetime) -> Mailing:
    """The letter is given to the post: `number` is the slip's, typed or scanned. From now on the
    post holds the parcel (`custody`)."""
    tidy = tidy_registered(number)
    if registered_fault(tidy):
        raise Refused(
            _("등기번호는 숫자 13자리입니다. 접수증을 보고 다시 적어 주세요."), code="not_a_number"
        )
    row = (
        Mailing.objects.for_viewer(viewer)
        .select_related("parcel")
        .select_for_update(of=("self",))
        .filter(parcel=parcel_id, state=MailingState.PRINTED)
        .first()
    )
    if row is None:
        raise NotHere(_("먼저 겉장을 인쇄해 주세요."), code="not_printed")
    require_working(viewer, row.dong_id)
    row.state, row.number, row.posted_at = MailingState.POSTED, tidy, now
    row.posted_by_id = viewer.officer_id
    try:
        with transaction.atomic():
            row.save(update_fields=["state", "number", "posted_at", "posted_by"])
    except IntegrityError as problem:
        raise Conflict(
            _("그 등기번호로 보낸 우편이 이미 있습니다."), code="number_twice"
        ) from problem
    to = Holder(kind=HolderKind.POST, key=tidy)
    place(viewer, parcel_id=parcel_id, to=to, now=now, where=_("우체국"))
    _tell(viewer, row, "dispatch.posted", now)
    return row


@transaction.atomic
def delivered(viewer: Viewer, *, number: str, now: datetime) -> Mailing:
    """The post has handed it over against a signature (등기 배달 조회)."""
    row = _under_way(viewer, number)
    hand_to(
        viewer,
        parcel_id=row.parcel_id,
        shown=Shown(kind=Identity.KNOWN),
        now=now,
        place=_("등기우편 배달"),
    )
    return _settle(viewer, row, MailingState.DELIVERED, "", now)


@transaction.atomic
def came_back(viewer: Viewer, *, number: str, reason: str, now: datetime) -> Mailing:
    """반송: the parcel lies on the office's shelf again, and can be posted anew."""
    row = _under_way(viewer, number)
    reason = " ".join(reason.split())[:100]
    if not reason:
        raise Refused(_("왜 돌아왔는지 적어 주세요."), code="no_reason")
    place(
        viewer,
        parcel_id=row.parcel_id,
        to=office_desk(row.dong_id),
        now=now,
        where=_("반송"),
    )
    return _settle(viewer, row, MailingState.RETURNED, reason, now)


def _under_way(viewer: Viewer, number: str) -> Mailing:
    found = mailing_of_number(viewer, number)
    require_working(viewer, found.dong_id)
    rows = Mailing.objects.for_viewer(viewer).select_related("parcel")
    return rows.select_for_update(of=("self",)).get(pk=found.pk)


def _settle(
    viewer: Viewer, row: Mailing, state: MailingState, reason: str, now: datetime
) -> Mailing:
    row.state, row.settled_at, row.reason = state, now, reason
    row.save(update_fields=["state", "settled_at", "reason"])
    _tell(viewer, row, f"dispatch.{state.value}", now)
    return row


def _tell(viewer: Viewer, row: Mailing, action: str, now: datetime) -> None:
    record(
        viewer,
        action=action,
        subject=row.parcel,
        now=now,
        dong_id=row.dong_id,
        changes={"number": row.parcel.number, "mail": row.number, "reason": row.reason},
    )


def _letter(parcel: Parcel, opened: Opened | None, *, typed: str | None, now: datetime) -> Letter:
    """`typed`: an address that was given for this one, which comes before where they live."""
    values = opened.values if opened is not None else {}
    name = values.get("name", "")
    own = (values.get("address", ""), values.get("address_detail", ""))
    address = typed or " ".join(filter(None, own))
    if not name or not address:
        raise Refused(
            _("받는 사람의 이름이나 주소가 없는 문서가 있습니다: %(number)s")
            % {"number": parcel.number},
            code="no_address",
        )
    office = _("%(dong)s 주민센터") % {"dong": parcel.dong.name}
    return Letter(
        number=parcel.number,
        name=_("%(name)s 귀하") % {"name": name},
        address=address,
        postcode="",
        title=_("신청하신 문서를 보내 드립니다"),
        parts=[
            _("봉함한 봉투의 번호는 %(number)s, 모두 %(pages)s장입니다.")
            % {"number": parcel.number, "pages": parcel.pages},
            _("봉함이 뜯겨 있거나 장수가 다르면 열지 마시고 주민센터로 알려 주세요."),
        ],
        sender=[office],
        office=office,
        dated=date_format(seoul_day(now), _("Y. n. j.")),
        signed=_("%(dong)s장") % {"dong": parcel.dong.name},
    )
