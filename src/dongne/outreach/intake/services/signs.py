"""Codes for posters and cards are made and taken out of use; the office's telephone is set."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Tong, spot_at
from dongne.foundation.scope.public import Viewer
from dongne.lib.reference_numbers import ALPHABET
from dongne.lib.refusals import Forbidden, Refused

from ..models import OfficeCall, Sign, SignKind
from ..permissions import may_keep_signs
from ..queries.signs import a_sign

LENGTH = 8
"""Signs of a code, 40 bits of chance: nobody finds posters by counting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """What a poster says. Without a point the tong may be named."""

    kind: str
    label: str
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    tong: int | None = None
    category: str = ""


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _sign in range(LENGTH))


def _require_keeping(viewer: Viewer) -> int:
    if viewer.dong_id is None or not may_keep_signs(viewer):
        raise Forbidden(_("포스터는 행정팀장과 동장이 만듭니다."), code="not_yours")
    return viewer.dong_id


@transaction.atomic
def make_poster(viewer: Viewer, *, poster: Poster, now: datetime) -> Sign:
    """A code for a place of the viewer's dong. Raises Forbidden, Refused."""
    dong_id = _require_keeping(viewer)
    tong_id = None
    if poster.latitude is not None and poster.longitude is not None:
        spot = spot_at(poster.latitude, poster.longitude)
        if spot is None or spot.dong_id != dong_id:
            raise Refused(_("우리 동 밖의 곳입니다. 지도에서 다시 골라 주세요."), code="outside")
        tong_id = spot.tong_id
    elif poster.tong is not None:
        tongs = Tong.objects.for_viewer(viewer).filter(dong=dong_id, number=poster.tong)
        tong_id = tongs.values_list("pk", flat=True).first()
    sign = Sign(
        code=_code(),
        dong_id=dong_id,
        kind=poster.kind,
        label=poster.label.strip(),
        address=poster.address.strip(),
        latitude=poster.latitude,
        longitude=poster.longitude,
        tong_id=tong_id,
        category=poster.category,
        made_at=now,
    )
    sign.save(force_insert=True)
    record(
        viewer, action="sign.made", subject=sign, now=now, dong_id=dong_id,
        changes={"code": sign.code, "kind": sign.kind, "label": sign.label},
    )  # fmt: skip
    return sign


@transaction.atomic
def make_card(viewer: Viewer, *, officer_id: int, call: str, now: datetime) -> Sign:
    """An officer's card: one's own, or anybody's of the dong for whoever runs it. Made again, it
    is the same code with another telephone."""
    officer = (
        Officer.objects.for_viewer(viewer)
        .filter(pk=officer_id, is_active=True, dong=viewer.dong_key)
        .first()
    )
    if officer is None:
        raise Refused(_("우리 동에서 일하는 사람이 아닙니다."), code="not_here")
    if officer.pk != viewer.officer_id and not may_keep_signs(viewer):
        raise Forbidden(_("다른 사람의 명함은 행정팀장과 동장이 만듭니다."), code="not_yours")
    sign = (
        Sign.objects.for_viewer(viewer)
        .select_for_update()
        .filter(officer=officer, ended_at=None)
        .first()
    )
    before = sign.call if sign else ""
    if sign is None:
        sign = Sign(
            code=_code(), dong_id=viewer.dong_key, kind=SignKind.OFFICER, label=officer.name,
            officer=officer, made_at=now,
        )  # fmt: skip
    sign.call = call.strip()
    sign.save()
    record(
        viewer, action="card.made", subject=sign, now=now, dong_id=sign.dong_id,
        changes={"code": sign.code, "call": [before, sign.call]},
    )  # fmt: skip
    return sign


@transaction.atomic
def end_sign(viewer: Viewer, *, sign_id: UUID, now: datetime) -> Sign:
    """Out of use: the place is still known where the paper hangs on, a card leads nowhere."""
    sign = a_sign(viewer, sign_id)
    if sign.officer_id != viewer.officer_id and not may_keep_signs(viewer):
        raise Forbidden(_("포스터는 행정팀장과 동장이 만듭니다."), code="not_yours")
    if sign.ended_at is None:
        sign.ended_at = now
        sign.save(update_fields=["ended_at"])
        record(
            viewer, action="sign.ended", subject=sign, now=now, dong_id=sign.dong_id,
            changes={"code": sign.code},
        )  # fmt: skip
    return sign


@transaction.atomic
def set_office_call(viewer: Viewer, *, call: str, hours: str, now: datetime) -> OfficeCall:
    """Under which number the dong's office is reached, and when."""
    dong_id = _require_keeping(viewer)
    row = OfficeCall.objects.for_viewer(viewer).filter(dong=dong_id).first()
    row = row or OfficeCall(dong_id=dong_id)
    before = [row.call, row.hours]
    row.call, row.hours = call.strip(), hours.strip()
    row.save()
    record(
        viewer, action="office_call.set", subject=row, now=now, dong_id=dong_id,
        changes={"call": [before[0], row.call], "hours": [before[1], row.hours]},
    )  # fmt: skip
    return row
