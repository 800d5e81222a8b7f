"""A visit at a kiosk: begun, a code tried, ended, wiped. And what its people call for."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.gate.public import may_try, tried_right
from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.organisations.public import administration_lead_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere, Refused

from ..models import Kiosk, KioskAlarm, KioskSession, PrintJob
from ..occasions import ALARM
from ..permissions import require_keeping, require_setting_up
from ..queries import birth_digests, code_digests, digest_of_key, kiosk_for
from ..rules import IDLE, SLACK, digits_of
from ..states import OPEN, KioskAlarmKind, Paper, SessionEnd
from ..words import ALARMS

TRIED = "kiosks.code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of a code: the visit that may go on, or for how long nobody may try."""

    session: KioskSession | None
    wait_seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKiosk:
    """`key` binds a screen to it; told once."""

    kiosk: Kiosk
    key: str


@transaction.atomic
def add_kiosk(
    viewer: Viewer,
    *,
    dong_id: int,
    name: str,
    now: datetime,
    place: str = "",
    site: UUID | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    panel_inches: float = 21.5,
    panel_pixels: int = 1920,
) -> NewKiosk:
    require_setting_up(viewer, dong_id)
    name = " ".join(name.split())[:60]
    if not name:
        raise Refused(_("KIOSK의 이름을 적어 주세요."), code="no_name")
    key = secrets.token_urlsafe(24)
    row = Kiosk(
        dong_id=dong_id,
        site=site,
        name=name,
        place=" ".join(place.split())[:120],
        latitude=latitude,
        longitude=longitude,
        key_digest=digest_of_key(key),
        panel_inches=panel_inches,
        panel_pixels=panel_pixels,
        added_at=now,
    )
    row.save(force_insert=True)
    record(
        viewer,
        action="kiosks.added",
        subject=row,
        now=now,
        dong_id=dong_id,
        changes={"kiosk": name},
    )
    return NewKiosk(kiosk=row, key=key)


@transaction.atomic
def note_paper(viewer: Viewer, *, kiosk_id: UUID, paper: str, now: datetime) -> Kiosk:
    """What somebody on the spot saw in the tray."""
    row = kiosk_for(viewer, kiosk_id)
    require_keeping(viewer, row.dong_id)
    before, row.paper, row.paper_at = row.paper, Paper(paper), now
    row.save(update_fields=["paper", "paper_at"])
    record(
        viewer,
        action="kiosks.paper",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"kiosk": row.name, "paper": [before, row.paper]},
    )
    return row


def try_code(viewer: Viewer, *, kiosk_id: UUID, code: str, birth_date: str, now: datetime) -> Tried:
    """A visit with that document, for the right code and date of birth. What was before on this
    screen ends. Never raises for what somebody typed: the count of wrong ones stays."""
    with transaction.atomic():
        return _try(viewer, kiosk_id, digits_of(code), digits_of(birth_date), now)


def _try(viewer: Viewer, kiosk_id: UUID, code: str, birth: str, now: datetime) -> Tried:
    kiosk = Kiosk.objects.for_viewer(SYSTEM).select_related("dong").get(pk=kiosk_id)
    subject = f"{kiosk.pk} {viewer.address}"
    if wait := may_try(TRIED, subject=subject, address="", now=now):
        return Tried(session=None, wait_seconds=wait)
    job = (
        PrintJob.objects.for_viewer(SYSTEM)
        .filter(
            dong=kiosk.dong_id,
            digest__in=code_digests(kiosk.dong_id, code),
            state__in=OPEN,
            good_until__gt=now,
        )
        .defer("file")
        .first()
    )
    if job is None or not _is_birth(job, birth, now):
        record(
            viewer,
            action="kiosks.denied",
            subject=kiosk,
            now=now,
            dong_id=kiosk.dong_id,
            changes={"kiosk": kiosk.name},
        )
        return Tried(session=None)
    tried_right(TRIED, subject=subject, address="")
    KioskSession.objects.for_viewer(SYSTEM).filter(kiosk=kiosk, ended_at=None).update(
        ended_at=now, end=SessionEnd.IDLE
    )
    row = KioskSession(
        kiosk=kiosk,
        code=f"{secrets.randbelow(10_000):04d}",
        job=job,
        begun_at=now,
        seen_at=now,
    )
    row.save(force_insert=True)
    record(
        viewer,
        action="kiosks.opened",
        subject=job,
        now=now,
        dong_id=kiosk.dong_id,
        changes={"kiosk": kiosk.name},
    )
    return Tried(session=row)


def _is_birth(job: PrintJob, birth: str, now: datetime) -> bool:
    if may_try(f"{TRIED}.birth", subject=str(job.pk), address="", now=now):
        return False
    if job.birth_digest is not None:
        kept = bytes(job.birth_digest)
        if not any(hmac.compare_digest(kept, one) for one in birth_digests(job.pk, birth)):
            return False
    tried_right(f"{TRIED}.birth", subject=str(job.pk), address="")
    return True


def seen(session: KioskSession, *, now: datetime) -> None:
    """Somebody is still there."""
    KioskSession.objects.for_viewer(SYSTEM).filter(pk=session.pk).update(seen_at=now)
    Kiosk.objects.for_viewer(SYSTEM).filter(pk=session.kiosk_id).update(heard_at=now)


@transaction.atomic
def leave(viewer: Viewer, *, session_id: UUID, end: str, now: datetime) -> None:
    """The screen is wiped."""
    KioskSession.objects.for_viewer(SYSTEM).filter(pk=session_id, ended_at=None).update(
        ended_at=now, end=SessionEnd(end)
    )


@transaction.atomic
def sweep_visits(viewer: Viewer, *, now: datetime) -> int:
    """Visits that were left standing."""
    return (
        KioskSession.objects.for_viewer(SYSTEM)
        .filter(ended_at=None, seen_at__lte=now - IDLE - SLACK)
        .update(ended_at=now, end=SessionEnd.IDLE)
    )


@transaction.atomic
def call(viewer: Viewer, *, kiosk_id: UUID, kind: str, now: datetime) -> None:
    """직원 부르기, or no paper came out: once until somebody has looked; the lead is told."""
    kiosk = Kiosk.objects.for_viewer(SYSTEM).select_related("dong").get(pk=kiosk_id)
    rows = KioskAlarm.objects.bulk_create(
        [KioskAlarm(kiosk=kiosk, kind=KioskAlarmKind(kind), raised_at=now)], ignore_conflicts=True
    )
    if not KioskAlarm.objects.for_viewer(SYSTEM).filter(pk=rows[0].pk).exists():
        return
    record(
        viewer,
        action="kiosks.alarm",
        subject=kiosk,
        now=now,
        dong_id=kiosk.dong_id,
        changes={"kiosk": kiosk.name, "kind": kind},
    )
    lead = administration_lead_of(SYSTEM, dong_id=kiosk.dong_id)
    if lead is None:
        return
    try:
        with transaction.atomic():
            ask(
                SYSTEM,
                event=ALARM,
                to=Recipient(officer_id=lead.pk),
                values={"kiosk": kiosk.name, "what": str(ALARMS[KioskAlarmKind(kind)])},
                dong_id=kiosk.dong_id,
                now=now,
                link="/office/kiosks/",
            )
    except Refused:
        return


@transaction.atomic
def end_alarm(viewer: Viewer, *, alarm_id: UUID, finding: str, now: datetime) -> KioskAlarm:
    """Somebody has looked. Raises NotHere, Refused."""
    row = (
        KioskAlarm.objects.for_viewer(viewer)
        .select_related("kiosk")
        .filter(pk=alarm_id, ended_at=None)
        .first()
    )
    if row is None:
        raise NotHere(_("그 알림을 찾을 수 없습니다."), code="alarm_not_found")
    require_keeping(viewer, row.kiosk.dong_id)
    if not finding.strip():
        raise Refused(_("무엇을 확인했는지 적어 주세요."), code="no_finding")
    row.ended_at, row.ended_by_id = now, viewer.officer_id
    row.finding = " ".join(finding.split())[:200]
    row.save(update_fields=["ended_at", "ended_by", "finding"])
    record(
        viewer,
        action="kiosks.alarm_ended",
        subject=row.kiosk,
        now=now,
        dong_id=row.kiosk.dong_id,
        changes={"kiosk": row.kiosk.name, "finding": row.finding},
    )
    return row
