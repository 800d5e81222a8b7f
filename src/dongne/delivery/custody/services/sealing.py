"""봉함: what was issued goes into a bag with a number of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from dongne.delivery.applications.public import Application, ApplicationState
from dongne.foundation.audit import public as audit
from dongne.foundation.calendar.public import calendar_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.reference_numbers import new_number
from dongne.lib.seoul import seoul_day

from .. import rules
from ..events import ParcelSealed, parcel_sealed
from ..models import Content, Parcel
from ..permissions import deals
from ..queries.numbers import next_bag_number
from ..queries.ways import goes_in_a_bag
from ..states import LIVING, ParcelState
from .ground import refuse, unless

MOST_TOGETHER = 20
_BAG = re.compile(r"[0-9A-Z\uac00-\ud7a3][0-9A-Z\uac00-\ud7a3-]{0,19}")


@transaction.atomic
def seal(
    viewer: Viewer,
    *,
    application_ids: Sequence[UUID],
    bag_number: str,
    pages: int,
    now: datetime,
    seal_number: str = "",
) -> Parcel:
    """Issued results of one receiver and one way, into one bag; the officer who seals holds it.

    Without a `bag_number` the next one of the office is taken. Raises NotHere, Forbidden, Refused,
    and Conflict where the bag's number is on its way already, or an application is in a bag.
    """
    applications = _held(viewer, application_ids)
    first = applications[0]
    unless(viewer.officer_id is not None and deals(viewer, first.dong_id))
    _require_one_way(applications)
    bag = tidy_bag(bag_number) if bag_number.strip() else next_bag_number(first.dong_id, now=now)
    if not bag:
        refuse("bag_unfit")
    if not 1 <= pages <= 999:
        refuse("pages_unfit")
    held_already = Content.objects.for_viewer(SYSTEM).filter(
        application__in=applications, counts=True
    )
    if held_already.exists():
        refuse("sealed_already")
    used = Parcel.objects.for_viewer(SYSTEM).filter(
        dong=first.dong_id, number=bag, state__in=LIVING
    )
    if used.exists():
        refuse("bag_used")
    parcel = _made(viewer, applications, bag, tidy_bag(seal_number) or bag, pages, now)
    try:
        with transaction.atomic():
            parcel.save(force_insert=True)
            Content.objects.bulk_create(
                [Content(parcel=parcel, application=one) for one in applications]
            )
    except IntegrityError as problem:
        # Two people with the same bag, or the same application, at the same moment.
        refuse("sealed_already" if "one_parcel_an_application" in str(problem) else "bag_used")
    audit.record(
        viewer,
        action="parcel.sealed",
        subject=parcel,
        now=now,
        dong_id=parcel.dong_id,
        changes={
            "number": parcel.number,
            "pages": pages,
            "applications": [one.number for one in applications],
        },
    )
    parcel_sealed.announce(ParcelSealed(actor=viewer, parcel=parcel, now=now))
    return parcel


def tidy_bag(text: str) -> str:
    """The number as it is kept: capitals, no spaces; empty where it can't be one."""
    plain = unicodedata.normalize("NFKC", text[:60]).upper().replace(" ", "")
    return plain if _BAG.fullmatch(plain) else ""


def _held(viewer: Viewer, application_ids: Sequence[UUID]) -> list[Application]:
    keys = list(dict.fromkeys(application_ids))
    if not keys or len(keys) > MOST_TOGETHER:
        refuse("nothing_to_seal")
    rows = Application.objects.for_viewer(viewer).filter(pk__in=keys).order_by("pk")
    found = list(rows.select_for_update(of=("self",)).select_related("dong"))
    if len(found) != len(keys):
        refuse("not_found")
    return found


def _require_one_way(applications: Sequence[Application]) -> None:
    first = applications[0]
    for one in applications:
        if one.state != ApplicationState.ISSUED:
            refuse("not_issued")
        if (one.dong_id, taker_of(one), one.receive, one.receive_site) != (
            first.dong_id,
            taker_of(first),
            first.receive,
            first.receive_site,
        ):
            refuse("other_receiver")
    if not goes_in_a_bag(first.receive):
        refuse("no_parcel_way")


def taker_of(application: Application) -> UUID | None:
    """Who is to be given it: the receiver, else whoever asked, else whose matter it is."""
    return application.receiver_id or application.applicant_id or application.principal_id


def _made(
    viewer: Viewer,
    applications: Sequence[Application],
    bag: str,
    seal_number: str,
    pages: int,
    now: datetime,
) -> Parcel:
    first = applications[0]
    due = max((one.due_at for one in applications if one.due_at), default=None)
    calendar = calendar_of(first.dong_id, hold=True)
    assert viewer.officer_id is not None
    holder = rules.officer(viewer.officer_id)
    return Parcel(
        number=bag,
        code=new_number(),
        dong=first.dong,
        state=ParcelState.SEALED,
        seal=seal_number,
        pages=pages,
        sealed_by_id=viewer.officer_id,
        sealed_at=now,
        holder_kind=holder.kind,
        holder_key=holder.key,
        holder_since=now,
        receiver_id=taker_of(first),
        receive=first.receive,
        receive_site=first.receive_site,
        due_at=due,
        destroy_from=rules.destroy_from(seoul_day(due or now), calendar.is_working_day),
        updated_at=now,
    )
