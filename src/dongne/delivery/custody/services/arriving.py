"""What a change of hands means for the applications in the bag: ready there, or back again."""

from __future__ import annotations

from datetime import datetime

from dongne.delivery.applications.public import Application, ApplicationState, mark_back, mark_ready
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind

from ..models import Parcel
from ..states import HolderKind
from .ground import applications_in

READY_WITH = {
    "counter": {HolderKind.OFFICE_DESK},
    "outreach": {HolderKind.OUTREACH_DESK},
    "locker": {HolderKind.COMPARTMENT},
    "volunteer": {HolderKind.VOLUNTEER},
    "street": {HolderKind.OFFICER},
    "post": {HolderKind.POST},
}
"""Where the result is once whoever wants it can be told, by the channel that they chose."""


def arrived(viewer: Viewer, parcel: Parcel, *, now: datetime) -> None:
    """In the transaction of the change of hands, after it."""
    kind = HolderKind(parcel.holder_kind)
    if kind in READY_WITH.get(parcel.receive, set()):
        for application in _told(parcel, ApplicationState.ISSUED):
            mark_ready(acting(viewer), application_id=application.pk, now=now)
        if parcel.back_at is not None:
            parcel.back_at = None
            parcel.save(update_fields=["back_at"])
    elif kind == HolderKind.OFFICE_DESK:
        back = _told(parcel, ApplicationState.READY)
        for application in back:
            mark_back(acting(viewer), application_id=application.pk, now=now)
        if back:
            parcel.back_at = now
            parcel.save(update_fields=["back_at"])


def _told(parcel: Parcel, state: ApplicationState) -> list[Application]:
    return [one for one in applications_in(parcel) if one.state == state]


def acting(viewer: Viewer) -> Viewer:
    """A device sees no application: what its door saw, the program tells."""
    return SYSTEM if viewer.kind is ViewerKind.DEVICE else viewer
