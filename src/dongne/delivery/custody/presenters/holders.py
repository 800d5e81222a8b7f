"""The holders that this module looks after itself: officers, couriers, the office's shelf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from dongne.delivery.couriers.public import Courier, Task, on_duty
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind

from ..models import Parcel
from ..permissions import deals
from ..states import HolderKind, ParcelState
from ..subjects import register_holder_kind
from ..words import KINDS

AHEAD = timedelta(hours=12)
"""Whoever comes on duty within that is offered as somebody who can take it along."""


def register() -> None:
    register_holder_kind(
        HolderKind.OFFICER,
        KINDS[HolderKind.OFFICER],
        _is_officer,
        _officers,
        puts=ParcelState.ON_THE_WAY,
        choices=_officers_here,
    )
    register_holder_kind(
        HolderKind.VOLUNTEER,
        KINDS[HolderKind.VOLUNTEER],
        _is_courier,
        _couriers,
        puts=ParcelState.ON_THE_WAY,
        choices=_couriers_on_duty,
    )
    register_holder_kind(
        HolderKind.OFFICE_DESK,
        KINDS[HolderKind.OFFICE_DESK],
        _is_of_office,
        _desks,
        choices=_own_desk,
        own=True,
    )
    register_holder_kind(
        HolderKind.POST,
        KINDS[HolderKind.POST],
        _posts,
        _post,
        puts=ParcelState.ON_THE_WAY,
        choices=_own_post,
        own=True,
    )


def _is_officer(viewer: Viewer, key: str, parcel: Parcel) -> bool:
    """The officer, or whoever stands in for them today."""
    own = {viewer.officer_id, *viewer.deputy_for} - {None}
    return viewer.kind is ViewerKind.OFFICER and key in {str(one) for one in own}


def _is_courier(viewer: Viewer, key: str, parcel: Parcel) -> bool:
    return viewer.courier_id is not None and str(viewer.courier_id) == key


def _is_of_office(viewer: Viewer, key: str, parcel: Parcel) -> bool:
    return key == str(parcel.dong_id) and deals(viewer, parcel.dong_id)


def _posts(viewer: Viewer, key: str, parcel: Parcel) -> bool:
    return deals(viewer, parcel.dong_id)


def _officers(keys: Sequence[str]) -> Mapping[str, str]:
    known = Officer.objects.for_viewer(SYSTEM).filter(pk__in=_numbers(keys))
    return {str(pk): name for pk, name in known.values_list("pk", "name")}


def _couriers(keys: Sequence[str]) -> Mapping[str, str]:
    """Masked: who a volunteer is, the office's page of volunteers opens."""
    rows = Courier.objects.for_viewer(SYSTEM).filter(pk__in=_ids(keys))
    return {
        str(row.pk): row.officer.name
        if row.officer
        else _("봉사자 %(name)s") % {"name": row.person.name if row.person else ""}
        for row in rows.select_related("person", "officer")
    }


def _desks(keys: Sequence[str]) -> Mapping[str, str]:
    known = Dong.objects.for_viewer(SYSTEM).filter(pk__in=_numbers(keys))
    return {
        str(dong.pk): _("%(office)s 보관함") % {"office": dong.label}
        for dong in known.select_related("district")
    }


def _post(keys: Sequence[str]) -> Mapping[str, str]:
    """The key is the registered mail's number, or `post` where the letter has none."""
    return {key: _("우편") if key == "post" else _("우편 %(key)s") % {"key": key} for key in keys}


def _officers_here(viewer: Viewer, dong_id: int, now: datetime) -> Sequence[tuple[str, str]]:
    rows = Officer.objects.for_viewer(SYSTEM).filter(dong=dong_id, is_active=True)
    return [(str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name")]


def _couriers_on_duty(viewer: Viewer, dong_id: int, now: datetime) -> Sequence[tuple[str, str]]:
    there = on_duty(dong_id, now, now + AHEAD, task=Task.DELIVER)
    keys = list(dict.fromkeys(str(duty.courier_id) for duty in there if duty.takes > 0))
    named = _couriers(keys)
    return [(key, named[key]) for key in keys if key in named]


def _own_desk(viewer: Viewer, dong_id: int, now: datetime) -> Sequence[tuple[str, str]]:
    return list(_desks([str(dong_id)]).items())


def _own_post(viewer: Viewer, dong_id: int, now: datetime) -> Sequence[tuple[str, str]]:
    return [("post", _("우편"))]


def _numbers(keys: Sequence[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal() and len(key) < 10]


def _ids(keys: Sequence[str]) -> list[UUID]:
    found = []
    for key in keys:
        try:
            found.append(UUID(key))
        except ValueError:
            continue
    return found
