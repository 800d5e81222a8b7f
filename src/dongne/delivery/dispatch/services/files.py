"""Results as files: checked, encrypted under a key of their own, fetched, destroyed."""

from __future__ import annotations

import os
import secrets
from base64 import b64encode
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dongne.delivery.applications.public import (
    ON_ITS_WAY,
    Application,
    ApplicationState,
    Item,
    ItemState,
    items_of,
    mark_handed,
    mark_ready,
    service_of_item,
    write_to,
)
from dongne.delivery.ways.public import Identity
from dongne.foundation.audit.public import record
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import DispatchSetting, Download
from ..permissions import require_working
from ..queries import downloads_of, file_bytes, setting_of
from ..queries.files import NONCE
from ..rules import fault_of, pages_of
from ..standard import FILE_READY
from ..states import FileEnd
from ..words import FAULTS


@transaction.atomic
def put_file(viewer: Viewer, *, item_id: UUID, body: bytes, now: datetime) -> Download:
    """The result of an issued item, for its applicant to fetch. Another file takes its place.

    Raises Refused for what is no plain PDF, and where the catalogue lets no file out.
    """
    item = _item(viewer, item_id)
    application = item.application
    require_working(viewer, application.dong_id)
    service = service_of_item(item)
    if service is None or not service.pdf_link or application.receive != "online":
        raise Refused(_("파일로 드릴 수 없는 문서입니다."), code="no_file")
    if item.state != ItemState.ISSUED or application.state not in ON_ITS_WAY:
        raise Conflict(_("먼저 발급을 마쳐 주세요."), code="not_issued")
    if fault := fault_of(body):
        raise Refused(str(FAULTS[fault]), code=fault)
    for old in Download.objects.for_viewer(viewer).filter(item=item, ended_at=None):
        _destroy(viewer, old, FileEnd.REPLACED, now=now)
    key = AESGCM.generate_key(256)
    row = Download(
        id=new_id(),
        dong_id=application.dong_id,
        application=application,
        item=item,
        token=secrets.token_urlsafe(18),
        sha256=sha256(body).hexdigest(),
        size=len(body),
        pages=min(pages_of(body), 9999),
        uploaded_at=now,
        uploaded_by_id=viewer.officer_id,
        expires_at=now + timedelta(days=setting_of(application.dong_id).link_days),
    )
    row.file_key = b64encode(key).decode()
    _write(row, key, body)
    row.save(force_insert=True)
    record(
        viewer,
        action="dispatch.file_put",
        subject=application,
        now=now,
        dong_id=application.dong_id,
        changes={"number": application.number, "pages": row.pages},
    )
    if _complete(application):
        if application.state == ApplicationState.ISSUED:
            mark_ready(viewer, application_id=application.pk, now=now)
        write_to(
            application,
            application.receiver_id or application.applicant_id,
            FILE_READY,
            mark=str(row.pk),
            now=now,
            values={"days": str(setting_of(application.dong_id).link_days)},
        )
    return row


@transaction.atomic
def fetch_file(viewer: Viewer, *, download_id: UUID, now: datetime) -> tuple[Download, bytes]:
    """The document for whoever the caller let in by number and secret or code. Counted; the first
    fetch of the last file hands the application over."""
    row = (
        Download.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .select_related("application__dong", "item")
        .filter(pk=download_id, ended_at=None, expires_at__gt=now)
        .first()
    )
    if row is None:
        raise NotHere(_("이 주소는 끝났습니다. 주민센터에 물어봐 주세요."), code="link_over")
    body = file_bytes(row)
    first = row.fetched == 0
    Download.objects.for_viewer(SYSTEM).filter(pk=row.pk).update(
        fetched=F("fetched") + 1, fetched_at=now
    )
    row.refresh_from_db(fields=["fetched", "fetched_at"])
    application = row.application
    record(
        viewer,
        action="dispatch.file_fetched",
        subject=application,
        now=now,
        dong_id=row.dong_id,
        changes={"number": application.number, "times": row.fetched},
    )
    fetched = [one.fetched > 0 for one in downloads_of(application)]
    over = first and all(fetched) and _complete(application)
    if over and application.state == ApplicationState.READY:
        mark_handed(SYSTEM, application_id=application.pk, now=now, identity=Identity.CODE)
    return row, body


@transaction.atomic
def take_back(viewer: Viewer, *, download_id: UUID, now: datetime) -> Download:
    """A wrong file: nobody fetches it any more."""
    rows = Download.objects.for_viewer(viewer).select_related("application")
    row = rows.filter(pk=download_id).first()
    if row is None:
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    require_working(viewer, row.dong_id)
    if row.ended_at is not None:
        raise Conflict(_("이미 없앤 파일입니다."), code="ended_already")
    _destroy(viewer, row, FileEnd.TAKEN_BACK, now=now)
    return row


def destroy_over(viewer: Viewer, *, now: datetime) -> int:
    """Whatever nobody may fetch any more: how many. Run again, it finds the rest."""
    rows = Download.objects.for_viewer(SYSTEM).filter(ended_at=None, expires_at__lte=now)
    done = 0
    for row in rows.select_related("application")[:1000]:
        with transaction.atomic():
            _destroy(viewer, row, FileEnd.OVER, now=now)
        done += 1
    return done


@transaction.atomic
def set_link_days(viewer: Viewer, *, dong: Dong, days: int, now: datetime) -> DispatchSetting:
    """How long a file can be fetched. Raises Refused outside of 1 to 30."""
    require_working(viewer, dong.pk)
    if not 1 <= days <= 30:
        raise Refused(_("1일부터 30일까지 정할 수 있습니다."), code="days_out_of_reach")
    row = setting_of(dong.pk)
    was, row.link_days = row.link_days, days
    row.save()
    record(
        viewer,
        action="dispatch.set",
        subject=row,
        now=now,
        dong_id=dong.pk,
        changes={"days": [was, days]},
    )
    return row


def _item(viewer: Viewer, item_id: UUID) -> Item:
    rows = Item.objects.for_viewer(viewer).select_related("application__dong")
    item = rows.filter(pk=item_id).first()
    if item is None:
        raise NotHere(_("신청을 찾을 수 없습니다."), code="not_found")
    return item


def _complete(application: Application) -> bool:
    """Every issued item has its file."""
    issued = {one.pk for one in items_of(application) if one.state == ItemState.ISSUED}
    there = {one.item_id for one in downloads_of(application) if one.ended_at is None}
    return bool(issued) and issued <= there


def _write(row: Download, key: bytes, body: bytes) -> None:
    """On the disk before the row says so; a leftover without a row opens for nobody."""
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(key).encrypt(nonce, body, row.pk.bytes)
    folder = row.path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = row.path.with_suffix(".part")
    with waiting.open("wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(row.path)


def _destroy(viewer: Viewer, row: Download, why: FileEnd, *, now: datetime) -> None:
    """The key first: without it the file is noise, also in a copy."""
    row.file_key, row.ended_at, row.ended = None, now, why
    row.save(update_fields=["file_key", "ended_at", "ended"])
    record(
        viewer,
        action="dispatch.file_destroyed",
        subject=row.application,
        now=now,
        dong_id=row.dong_id,
        changes={"number": row.application.number, "why": why, "times": row.fetched},
    )
    row.path.unlink(missing_ok=True)
