"""Writes: that a place has an outreach counter, how it is run, and in which rhythm."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.delivery.channels.public import ChannelSite
from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import officers_for
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import OutreachSite, Rhythm
from ..permissions import require_keeping
from ..queries.sessions import CHANNEL, site_of
from ..rules import LAST

MOST_WEEKS = 26
MOST_PLACES = 9
MOST_CAP = 20


def new_door_key() -> str:
    return secrets.token_urlsafe(15)


@transaction.atomic
def open_counter(viewer: Viewer, *, site_id: UUID, now: datetime) -> OutreachSite:
    """A place of the channel gets sessions. There already, it is answered as it is."""
    site = ChannelSite.objects.filter(pk=site_id, channel=CHANNEL, removed_at=None).first()
    if site is None or site.dong_id is None:
        raise NotHere(_("출장 민원 창구를 찾을 수 없습니다."), code="outreach_not_found")
    if viewer.signed_in and viewer.dong_id != site.dong_id:
        raise NotHere(_("출장 민원 창구를 찾을 수 없습니다."), code="outreach_not_found")
    require_keeping(viewer, site.dong_id)
    row, made = OutreachSite.objects.for_viewer(SYSTEM).get_or_create(
        site=site,
        defaults={"dong_id": site.dong_id, "door_key": new_door_key(), "added_at": now},
    )
    if made:
        record(
            viewer,
            action="outreach.opened",
            subject=row,
            now=now,
            dong_id=row.dong_id,
            changes={"name": site.name},
        )
    return row


@transaction.atomic
def run_counter(
    viewer: Viewer,
    *,
    site_id: UUID,
    weeks_ahead: int,
    walk_in: bool,
    places: int,
    now: datetime,
    version: int | None = None,
) -> OutreachSite:
    """Raises Conflict where somebody changed it meanwhile."""
    row = _held(viewer, site_id)
    if version is not None and version != row.version:
        raise Conflict(
            _("그사이 내용이 바뀌었습니다. 다시 열어 고쳐 주세요."), code="changed_meanwhile"
        )
    if not (1 <= weeks_ahead <= MOST_WEEKS and 1 <= places <= MOST_PLACES):
        raise Refused(
            _("몇 주 앞까지 열지는 1–26, 창구 수는 1–9로 적어 주세요."), code="out_of_reach"
        )
    said = {"weeks_ahead": weeks_ahead, "walk_in": walk_in, "places": places}
    changes = {name: [getattr(row, name), v] for name, v in said.items() if getattr(row, name) != v}
    if changes:
        for name, value in said.items():
            setattr(row, name, value)
        row.version += 1
        row.save(update_fields=[*said, "version"])
        record(
            viewer,
            action="outreach.run",
            subject=row,
            now=now,
            dong_id=row.dong_id,
            changes=changes,
        )
    return row


@transaction.atomic
def renew_door(viewer: Viewer, *, site_id: UUID, now: datetime) -> OutreachSite:
    """New addresses for the tablet and the screen: the old ones lead nowhere from now on."""
    row = _held(viewer, site_id)
    row.door_key = new_door_key()
    row.save(update_fields=["door_key"])
    record(
        viewer,
        action="outreach.door_renewed",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"door_key": ["•", "•"]},
    )
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmGiven:
    """`nth` empty: every week; 5 is the last of the month. Minutes of the day."""

    weekday: int
    starts: int
    ends: int
    since: date
    nth: Collection[int] = ()
    slot_minutes: int = 20
    cap: int = 1
    officer_id: int | None = None
    until: date | None = None


@transaction.atomic
def add_rhythm(viewer: Viewer, *, site_id: UUID, given: RhythmGiven, now: datetime) -> Rhythm:
    """Sessions follow by the nightly task; `tend_counter` makes them at once."""
    outreach = _held(viewer, site_id)
    check_times(given.starts, given.ends, given.slot_minutes, given.cap)
    if not 0 <= given.weekday <= 6 or not set(given.nth) <= set(range(1, LAST + 1)):
        raise Refused(_("요일과 몇째 주인지를 다시 골라 주세요."), code="no_weekday")
    if given.until is not None and given.until < given.since:
        raise Refused(_("끝나는 날이 시작하는 날보다 빠릅니다."), code="not_in_order")
    officer_id = _colleague(outreach, given.officer_id)
    for one in Rhythm.objects.for_viewer(SYSTEM).filter(
        outreach=outreach, ended_at=None, weekday=given.weekday
    ):
        same = not one.nth or not given.nth or set(one.nth) & set(given.nth)
        meets = one.starts < given.ends and given.starts < one.ends
        apart = (one.until is not None and one.until < given.since) or (
            given.until is not None and given.until < one.since
        )
        if same and meets and not apart:
            raise Conflict(
                _("같은 요일에 시간이 겹칩니다. 먼저 있던 것을 끝내 주세요."),
                code="rhythms_overlap",
            )
    row = Rhythm.objects.for_viewer(SYSTEM).create(
        outreach=outreach,
        weekday=given.weekday,
        nth=sorted(set(given.nth)),
        starts=given.starts,
        ends=given.ends,
        slot_minutes=given.slot_minutes,
        cap=given.cap,
        officer_id=officer_id,
        since=given.since,
        until=given.until,
    )
    record(
        viewer,
        action="outreach.rhythm_added",
        subject=row,
        now=now,
        dong_id=outreach.dong_id,
        changes={
            "weekday": row.weekday, "nth": row.nth, "starts": row.starts, "ends": row.ends,
            "since": row.since, "until": row.until,
        },
    )  # fmt: skip
    return row


@transaction.atomic
def end_rhythm(viewer: Viewer, *, rhythm_id: UUID, now: datetime) -> Rhythm:
    """No more sessions are made. Those that are there stay until somebody calls them off: people
    may have booked them."""
    row = (
        Rhythm.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .select_related("outreach")
        .filter(pk=rhythm_id)
        .first()
    )
    if row is None:
        raise NotHere(_("그 요일을 찾을 수 없습니다."), code="rhythm_not_found")
    require_keeping(viewer, row.outreach.dong_id)
    if row.ended_at is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        record(
            viewer,
            action="outreach.rhythm_ended",
            subject=row,
            now=now,
            dong_id=row.outreach.dong_id,
            changes={"weekday": row.weekday},
        )
    return row


def check_times(starts: int, ends: int, slot_minutes: int, cap: int) -> None:
    """Raises Refused."""
    if not 0 <= starts < ends <= 24 * 60:
        raise Refused(_("끝나는 시간이 시작하는 시간보다 빠릅니다."), code="not_in_order")
    if not 5 <= slot_minutes <= 120 or ends - starts < slot_minutes:
        raise Refused(
            _("예약 한 번은 5분에서 120분까지이고, 여는 시간보다 길 수 없습니다."),
            code="slot_out_of_reach",
        )
    if not 1 <= cap <= MOST_CAP:
        raise Refused(_("한 시간대 인원은 1–20명으로 적어 주세요."), code="cap_out_of_reach")


def _colleague(outreach: OutreachSite, officer_id: int | None) -> int | None:
    if officer_id is None:
        return None
    if not officers_for(SYSTEM).filter(pk=officer_id, dong=outreach.dong_id).exists():
        raise NotHere(_("이 사무실에서 일하는 직원을 찾을 수 없습니다."), code="not_found")
    return officer_id


def _held(viewer: Viewer, site_id: UUID) -> OutreachSite:
    found = site_of(viewer, site_id)
    require_keeping(viewer, found.dong_id)
    rows = OutreachSite.objects.for_viewer(SYSTEM).select_for_update(of=("self",), no_key=True)
    return rows.select_related("site").get(pk=found.pk)
