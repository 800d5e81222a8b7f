"""Taking sounds in: a voice that was recorded in the street, kept sealed as a file."""

from __future__ import annotations

import base64
import hashlib
import os
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden
from dongne.lib.sound_header import NotASound, read_sound

from ..models import Sound
from .disk import MEGABYTE, SoundRefused, incoming, keep, room_on_disk, write_all

if TYPE_CHECKING:
    from _typeshed import SupportsRead

NONCE = 12


def receive_sound(
    viewer: Viewer,
    *,
    data: bytes | SupportsRead[bytes],
    now: datetime,
    expected_sha256: str | None = None,
) -> Sound:
    """Take one recording in for the viewer's dong. The same bytes again are the same sound.

    A voice names people, and no program can take names out of it: the file is sealed with a key of
    its own, which lies sealed in the row. It is on disk before the row is committed. Raises
    `SoundRefused`.
    """
    if viewer.dong_id is None:
        raise Forbidden(_("동주민센터에 속한 직원만 소리를 올릴 수 있습니다."), code="no_dong")
    source = BytesIO(data) if isinstance(data, bytes) else data
    if not connection.in_atomic_block:
        # Back to the pool while a slow phone's bytes come in.
        connection.close()
    clear = source.read(settings.SOUND_MAX_BYTES + 1)
    sha256 = _refuse_bytes(clear, expected_sha256)
    known = Sound.objects.for_viewer(viewer).filter(dong_id=viewer.dong_id, sha256=sha256).first()
    if known is not None:
        return known
    try:
        heard = read_sound(clear)
    except NotASound:
        raise SoundRefused(
            _("소리 파일이 아닙니다. 이 페이지에서 녹음한 소리를 보내 주세요."), code="not_a_sound"
        ) from None
    key, nonce = os.urandom(32), os.urandom(NONCE)
    sound = Sound(
        dong_id=viewer.dong_id,
        officer_id=viewer.officer_id,
        sha256=sha256,
        size=len(heard.data),
        format=heard.format,
        received_at=now,
        key=base64.b64encode(key).decode(),
    )
    with room_on_disk(SoundRefused), incoming(viewer.dong_id) as (path, file):
        write_all(file, nonce + AESGCM(key).encrypt(nonce, heard.data, sha256.encode()))
        keep(path, file, sound.path)
    return _entered(viewer, sound, now=now)


def sound_bytes(sound: Sound) -> bytes | None:
    """The recording in the clear, or None if its file is lost. The caller got the row through its
    scope."""
    try:
        raw = sound.path.read_bytes()
        key = base64.b64decode(sound.key.reveal())
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], sound.sha256.encode())
    except (FileNotFoundError, InvalidTag):
        return None


def _refuse_bytes(clear: bytes, expected_sha256: str | None) -> str:
    if not clear:
        raise SoundRefused(_("빈 파일입니다. 다시 녹음해 주세요."), code="empty")
    if len(clear) > settings.SOUND_MAX_BYTES:
        raise SoundRefused(
            _("소리가 너무 깁니다. %(limit)d MB까지 보낼 수 있습니다.")
            % {"limit": settings.SOUND_MAX_BYTES // MEGABYTE},
            code="too_large",
            status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    sha256 = hashlib.sha256(clear).hexdigest()
    if expected_sha256 is not None and sha256 != expected_sha256.lower():
        raise SoundRefused(
            _("받은 소리가 보낸 소리와 다릅니다. 다시 보내 주세요."), code="wrong_sha256"
        )
    return sha256


@transaction.atomic
def _entered(viewer: Viewer, sound: Sound, *, now: datetime) -> Sound:
    made = Sound.objects.bulk_create([sound], ignore_conflicts=True)
    row = Sound.objects.for_viewer(viewer).get(dong_id=sound.dong_id, sha256=sound.sha256)
    if row.pk != made[0].pk:
        # Sent twice at once, and the other one was first.
        sound.path.unlink(missing_ok=True)
        return row
    record(
        viewer,
        action="sound.received",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"sha256": row.sha256, "size": row.size},
    )
    return row
