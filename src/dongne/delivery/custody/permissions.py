"""Who may do what with a parcel. Reading it at all is `for_viewer`'s part."""

from __future__ import annotations

from dongne.foundation.scope.public import Role, Viewer, ViewerKind

from .models import Parcel
from .rules import Holder
from .states import HolderKind
from .subjects import info_of


def deals(viewer: Viewer, dong_id: int | None) -> bool:
    """Works in the office whose parcels they are."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    return (
        viewer.kind is ViewerKind.OFFICER
        and viewer.dong_id is not None
        and (viewer.dong_id == dong_id)
    )


def leads(viewer: Viewer, dong_id: int | None) -> bool:
    """Ends investigations, agrees to destructions."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    return deals(viewer, dong_id) and (viewer.runs_outreach or viewer.has(Role.TEAM_LEAD))


def may_set(viewer: Viewer) -> bool:
    return viewer.dong_id is not None and viewer.runs_outreach


def holder_of(parcel: Parcel) -> Holder:
    return Holder(kind=parcel.holder_kind, key=parcel.holder_key)


def gives(viewer: Viewer, parcel: Parcel) -> bool:
    """May confirm for whoever has it now."""
    return _may(viewer, parcel, holder_of(parcel), giving=True)


def takes(viewer: Viewer, parcel: Parcel, taker: Holder) -> bool:
    """May confirm for whoever is to have it."""
    return _may(viewer, parcel, taker, giving=False)


def _may(viewer: Viewer, parcel: Parcel, holder: Holder, *, giving: bool) -> bool:
    info = info_of(holder.kind)
    if info is None or holder.kind == HolderKind.TAKER:
        return False
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    may = info.may_give if giving else info.may_take
    return may(viewer, holder.key, parcel)
