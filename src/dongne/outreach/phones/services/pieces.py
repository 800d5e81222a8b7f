"""Photos and sounds of phones: parts put together, opened, given to media; or kept sealed."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit import public as audit
from dongne.foundation.media import public as media
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere, Refused

from ..models import KeptPiece, OfficeKey, Phone
from ..queries import key_for_piece, piece_is_kept
from ..rules import sealing
from ..states import PieceKind, Why
from ..words import SENTENCES

log = logging.getLogger(__name__)

MOST_KEPT_PIECES = 1000
"""Of one phone, waiting with records for a person."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """How many sealed bytes the server has, and whether the file is in its place."""

    received: int
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a sealed file, and by what it is opened once it is whole."""

    record: UUID
    sha256: str
    what: PieceKind
    office_key: UUID
    wrapped: bytes
    start: int
    total: int
    data: bytes

    @property
    def is_whole(self) -> bool:
        return self.start == 0 and len(self.data) == self.total


def piece_so_far(viewer: Viewer, *, phone: Phone, record: UUID | None, sha256: str) -> Arrived:
    """How much of it is here. A page of before does not name the `record`: it begins at the
    beginning, and what is here already is passed over."""
    if sha256 in media.pieces_here(viewer, [sha256]):
        return Arrived(0, here=True)
    if record is None:
        return Arrived(0, here=False)
    if piece_is_kept(phone, record, sha256):
        return Arrived(0, here=True)
    length = media.part_length(viewer, phone=phone.pk, record=record, sha256=sha256)
    return Arrived(length, here=False)


def receive_piece(
    viewer: Viewer, *, phone: Phone, why: Why | None, part: Part, now: datetime
) -> Arrived:
    """Put one part to the others; when it was the last, open the file and hand it to media. What
    comes whole is opened as it came, and touches the disk as the photo that it is.

    Raises Refused where the file is not what it was said to be: then nothing of it stays here.
    """
    known = key_for_piece(phone, key=part.office_key, record=part.record)
    if known is None:
        raise Refused(str(SENTENCES["office_key_unknown"]), code="office_key_unknown")
    office, waits = known
    waits = waits or why is not None
    place: dict[str, Any] = {"phone": phone.pk, "record": part.record, "sha256": part.sha256}
    sealed = part.data
    if waits or not part.is_whole:
        length = media.append_part(
            viewer, **place, start=part.start, total=part.total, data=part.data
        )
        if length < part.total:
            return Arrived(length, here=False)
        if waits:
            _keep(viewer, phone, part, now=now)
            return Arrived(length, here=True)
        try:
            sealed = media.take_part(viewer, **place)
        except NotHere:
            # The same file, sent twice at once: the other one has finished it.
            return piece_so_far(viewer, phone=phone, record=part.record, sha256=part.sha256)
    try:
        _hand_over(
            viewer,
            _opened(sealed, office, wrapped=part.wrapped, record=part.record, sha256=part.sha256),
            sha256=part.sha256,
            what=part.what,
            now=now,
        )
    finally:
        media.drop_part(viewer, **place)
    return Arrived(part.total, here=True)


def hand_on(viewer: Viewer, *, record: UUID, phone_id: UUID, now: datetime) -> int:
    """Open what waited with a record that an activity was made of; how many files. A file that
    media refuses is destroyed with a row in the log: nobody could ever see it."""
    phone = Phone.objects.for_viewer(SYSTEM).get(pk=phone_id)
    who = replace(SYSTEM, dong_id=phone.dong_id, officer_id=phone.officer_id)
    rows = KeptPiece.objects.for_viewer(SYSTEM).filter(record=record, phone=phone)
    done = 0
    for row in rows.select_related("office_key"):
        try:
            sealed = media.kept_part(who, phone=phone_id, record=record, sha256=row.sha256)
            clear = _opened(
                sealed,
                row.office_key,
                wrapped=bytes(row.wrapped),
                record=row.record,
                sha256=row.sha256,
            )
            _hand_over(who, clear, sha256=row.sha256, what=PieceKind(row.what), now=now)
            done += 1
        except Refused as refused:
            if refused.code == "no_space":
                raise
            log.warning("phone %s: a kept file was refused: %s", phone_id, refused.code)
        drop_kept_piece(who, piece=row, now=now)
    return done


@transaction.atomic
def drop_kept_piece(viewer: Viewer, *, piece: KeptPiece, now: datetime) -> None:
    """Its row, and with it the sealed file."""
    audit.record(
        viewer,
        action="kept_piece.dropped",
        subject=piece,
        now=now,
        dong_id=piece.dong_id,
        changes={"record": piece.record, "what": piece.what},
    )
    KeptPiece.objects.for_viewer(SYSTEM).filter(pk=piece.pk).delete()
    who = replace(SYSTEM, dong_id=piece.dong_id)
    phone, record, sha256 = piece.phone_id, piece.record, piece.sha256
    transaction.on_commit(lambda: media.drop_kept(who, phone=phone, record=record, sha256=sha256))


@transaction.atomic
def _keep(viewer: Viewer, phone: Phone, part: Part, *, now: datetime) -> None:
    """The file is on disk before its row is committed."""
    rows = KeptPiece.objects.for_viewer(SYSTEM).filter(phone=phone)
    if rows.count() >= MOST_KEPT_PIECES:
        media.drop_part(viewer, phone=phone.pk, record=part.record, sha256=part.sha256)
        raise Refused(str(SENTENCES["too_much_kept"]), code="too_much_kept")
    media.keep_part(viewer, phone=phone.pk, record=part.record, sha256=part.sha256)
    row = KeptPiece(
        dong_id=phone.dong_id,
        phone=phone,
        record=part.record,
        sha256=part.sha256,
        what=part.what,
        office_key_id=part.office_key,
        wrapped=part.wrapped,
        size=part.total,
        received_at=now,
    )
    KeptPiece.objects.bulk_create([row], ignore_conflicts=True)
    if not rows.filter(pk=row.pk).exists():
        return
    audit.record(
        viewer,
        action="kept_piece.received",
        subject=row,
        now=now,
        dong_id=phone.dong_id,
        changes={"record": part.record, "what": part.what, "size": part.total},
    )


def _opened(
    sealed: bytes, office: OfficeKey, *, wrapped: bytes, record: UUID, sha256: str
) -> bytes:
    """The bytes in the clear; media looks whether they are what they were called. Raises
    Refused."""
    try:
        private = sealing.private_from_text(office.private.reveal())
        key = sealing.cipher(sealing.unwrap(wrapped, private=private, record=str(record)))
        return sealing.unseal(sealed, key, about=sha256)
    except sealing.SealBroken:
        raise Refused(
            _("봉한 파일이 손상되어 열 수 없습니다. 다시 보내 주세요."), code="seal_broken"
        ) from None


def _hand_over(
    viewer: Viewer, clear: bytes, *, sha256: str, what: PieceKind, now: datetime
) -> None:
    take = media.receive_photo if what is PieceKind.PHOTO else media.receive_sound
    take(viewer, data=clear, now=now, expected_sha256=sha256)
