"""Reads: kiosks of a viewer, what waits to be printed, one's own visit."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongne.delivery.ways.public import DAY, Feature, Site
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import lasting_digests
from dongne.lib.refusals import NotHere

from .models import Kiosk, KioskAlarm, KioskSession, PrintJob
from .rules import IDLE, SLACK
from .states import OPEN, Paper

_USE = "kiosks.code"


def kiosks_for(viewer: Viewer) -> QuerySet[Kiosk]:
    """Kiosks in use: people of the office theirs, whoever is above those below."""
    return Kiosk.objects.for_viewer(viewer).filter(removed_at=None).select_related("dong__district")


def kiosk_for(viewer: Viewer, kiosk_id: UUID) -> Kiosk:
    """Raises NotHere for strangers."""
    found = kiosks_for(viewer).filter(pk=kiosk_id).first()
    if found is None:
        raise _no_kiosk()
    return found


def kiosk_of(kiosk_id: UUID) -> Kiosk:
    """For its own screen. Raises NotHere."""
    return kiosk_for(SYSTEM, kiosk_id)


def _no_kiosk() -> NotHere:
    return NotHere(_("그 KIOSK를 찾을 수 없습니다."), code="kiosk_not_found")


def jobs_for(viewer: Viewer) -> QuerySet[PrintJob]:
    """Without the documents themselves."""
    return PrintJob.objects.for_viewer(viewer).defer("file").select_related("done_at_kiosk")


def job_for(viewer: Viewer, job_id: UUID) -> PrintJob:
    found = jobs_for(viewer).select_related("dong").filter(pk=job_id).first()
    if found is None:
        raise NotHere(_("그 인쇄물을 찾을 수 없습니다."), code="job_not_found")
    return found


def alarms_of(kiosk_ids: Sequence[UUID]) -> list[KioskAlarm]:
    """Open ones, the oldest first."""
    return list(
        KioskAlarm.objects.for_viewer(SYSTEM)
        .filter(kiosk__in=kiosk_ids, ended_at=None)
        .select_related("kiosk")
        .order_by("raised_at")
    )


def session_of(session_id: UUID | None, kiosk: Kiosk, now: datetime) -> KioskSession | None:
    """The visit of this browser, while it goes on and was not left standing."""
    if session_id is None:
        return None
    return (
        KioskSession.objects.for_viewer(SYSTEM)
        .filter(pk=session_id, kiosk=kiosk, ended_at=None, seen_at__gt=now - IDLE - SLACK)
        .select_related("job__dong")
        .defer("job__file")
        .first()
    )


def visit_with_code(viewer: Viewer, kiosk_id: UUID, code: str, now: datetime) -> KioskSession:
    """The visit that goes on there and shows that number. Raises NotHere."""
    kiosk = kiosk_for(viewer, kiosk_id)
    found = (
        KioskSession.objects.for_viewer(SYSTEM)
        .filter(kiosk=kiosk, code=code, ended_at=None, seen_at__gt=now - IDLE - SLACK)
        .exclude(job=None)
        .first()
    )
    if found is None:
        raise NotHere(
            _("지금 그 번호가 보이는 화면이 없습니다. 화면의 번호를 다시 봐 주세요."),
            code="no_visit",
        )
    return found


def visit_for(viewer: Viewer, session_id: UUID) -> KioskSession:
    """For staff who help, also after it has ended. Raises NotHere."""
    found = (
        KioskSession.objects.for_viewer(viewer)
        .filter(pk=session_id)
        .exclude(job=None)
        .select_related("kiosk", "job")
        .defer("job__file")
        .first()
    )
    if found is None:
        raise NotHere(_("그 화면을 찾을 수 없습니다."), code="no_visit")
    return found


def code_digests(dong_id: int, code: str) -> list[bytes]:
    """By every key of the log, the newest first; a code is worth nothing in another dong."""
    return lasting_digests(f"{dong_id}:{code}".encode(), use=_USE)


def birth_digests(job_id: UUID, birth: str) -> list[bytes]:
    return lasting_digests(f"{job_id}:{birth}".encode(), use=f"{_USE}.birth")


def digest_of_key(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def supply_kiosks(
    dong_id: int, starts: datetime, days: int, sites: Sequence[Site]
) -> Sequence[Site]:
    """The channel `kiosk`: where there is one; one without paper prints nothing."""
    rows = {
        row.site or row.pk: row
        for row in Kiosk.objects.for_viewer(SYSTEM).filter(dong=dong_id, removed_at=None)
    }
    told = []
    for site in sites:
        row = rows.pop(site.id, None)
        out = row is not None and row.paper == Paper.OUT
        told.append(replace(site, free=0) if out else site)
    told += [
        Site(
            id=key,
            channel="kiosk",
            names={"ko": row.name},
            open=((0, days * DAY),),
            latitude=row.latitude,
            longitude=row.longitude,
            address=row.place,
            features=frozenset({Feature.LARGE_TYPE, Feature.LOW_REACH, Feature.PRINTER}),
        )
        for key, row in rows.items()
        if row.paper != Paper.OUT
    ]
    return told


def open_job_of(application_id: UUID) -> PrintJob | None:
    return (
        PrintJob.objects.for_viewer(SYSTEM)
        .filter(application=application_id, state__in=OPEN)
        .defer("file")
        .first()
    )
