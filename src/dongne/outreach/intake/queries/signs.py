"""Codes on posters and cards: what stands behind one, and the list of an office's."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere

from ..models import Sign, SignKind

PAGE = 200


def sign_of(code: str) -> Sign | None:
    """Behind a code that somebody scanned, also of a poster taken out of use. One statement."""
    tidy = "".join(code.split()).upper()
    if not (tidy.isascii() and tidy.isalnum() and len(tidy) <= 16):
        return None
    rows = Sign.objects.for_viewer(SYSTEM).select_related("dong__district", "tong", "officer__team")
    return rows.filter(code=tidy).first()


def card_of(code: str) -> Sign:
    """An officer's card that is in use. Raises NotHere."""
    sign = sign_of(code)
    officer = sign.officer if sign else None
    if sign is None or sign.kind != SignKind.OFFICER or sign.ended_at or officer is None:
        raise NotHere(_("이 명함은 이제 쓰지 않습니다."), code="not_found")
    if not officer.is_active:
        raise NotHere(_("이 명함은 이제 쓰지 않습니다."), code="not_found")
    return sign


def signs_of(viewer: Viewer) -> QuerySet[Sign]:
    rows = Sign.objects.for_viewer(viewer).filter(dong=viewer.dong_key)
    return rows.select_related("dong", "tong", "officer")


def a_sign(viewer: Viewer, sign_id: UUID) -> Sign:
    sign = (
        Sign.objects.for_viewer(viewer)
        .select_related("dong__district", "tong", "officer__team")
        .filter(pk=sign_id)
        .first()
    )
    if sign is None:
        raise NotHere(_("포스터나 명함을 찾을 수 없습니다."), code="not_found")
    return sign


def own_card(viewer: Viewer) -> Sign | None:
    rows = Sign.objects.for_viewer(viewer).filter(officer=viewer.officer_key, ended_at=None)
    return rows.first()


def card_holders(viewer: Viewer, *, everybody: bool) -> list[tuple[int, str]]:
    """Whose card may be made: `(key, name and title)`. One statement."""
    rows = Officer.objects.for_viewer(viewer).filter(dong=viewer.dong_key, is_active=True)
    if not everybody:
        rows = rows.filter(pk=viewer.officer_key)
    people = rows.order_by("name", "pk").values_list("pk", "name", "title")
    return [(pk, f"{name} {title}") for pk, name, title in people]
