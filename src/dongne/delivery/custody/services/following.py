"""The bag follows what was changed of its applications while it has not set out."""

from __future__ import annotations

from dongne.delivery.applications.events import ApplicationChanged, application_changed
from dongne.delivery.applications.public import Application
from dongne.foundation.scope.public import SYSTEM

from ..models import Content, Parcel
from ..queries.parcels import parcel_of_application
from ..queries.ways import goes_in_a_bag
from ..states import ALLOWED, ParcelState, TransferState
from .arriving import arrived
from .ground import applications_in, keep, open_offer
from .moving import end_offer
from .sealing import taker_of


def register() -> None:
    """Called once, when the apps start."""
    application_changed.listen(_changed)


def _changed(event: ApplicationChanged) -> None:
    """In the transaction of the change, which is refused once the bag is under way.

    A bag holds what one person gets in one way. So it takes over the new way where all that is in
    it goes that way; else its seal is undone, and each of them goes into a bag of its own.
    """
    if event.what != "application.receive_changed":
        return
    found = parcel_of_application(event.application.pk)
    if found is None:
        return
    rows = Parcel.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
    parcel = rows.select_related("dong", "receiver").get(pk=found.pk)
    if ParcelState.OPENED not in ALLOWED[ParcelState(parcel.state)]:
        return
    if (offered := open_offer(parcel)) is not None:
        # Whoever it was offered to was to carry it the old way.
        end_offer(event.actor, parcel, offered, TransferState.WITHDRAWN, now=event.now)
    inside = applications_in(parcel)
    if not goes_in_a_bag(event.application.receive) or len({_way_of(one) for one in inside}) > 1:
        _open(event, parcel, inside)
    else:
        _take_over(event, parcel)


def _way_of(application: Application) -> tuple[object, ...]:
    return taker_of(application), application.receive, application.receive_site


def _take_over(event: ApplicationChanged, parcel: Parcel) -> None:
    application = event.application
    before = parcel.receive
    keep(
        event.actor,
        parcel,
        action="parcel.way_changed",
        now=event.now,
        fields={
            "receiver_id": taker_of(application),
            "receive": application.receive,
            "receive_site": application.receive_site,
            "window_starts": None,
            "window_ends": None,
        },
        changes={"receive": [before, application.receive]},
    )
    if parcel.state != ParcelState.SEALED:
        # It lies in the office already: where it is fetched from now, it waits from now.
        arrived(event.actor, parcel, now=event.now)


def _open(event: ApplicationChanged, parcel: Parcel, inside: list[Application]) -> None:
    before = parcel.state
    Content.objects.for_viewer(SYSTEM).filter(parcel=parcel).update(counts=False)
    keep(
        event.actor,
        parcel,
        action="parcel.opened",
        now=event.now,
        fields={
            "state": ParcelState.OPENED,
            "ended_at": event.now,
            "leg_due": None,
            "keep_until": None,
        },
        changes={
            "state": [before, ParcelState.OPENED],
            "applications": [one.number for one in inside],
        },
    )
