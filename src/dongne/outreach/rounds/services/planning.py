"""Writes: which stops a round has, and their order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit.public import AuditEntry, record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.outreach.fieldwork.public import Outing

from ..models import Round, Stop
from ..permissions import outing_to_walk
from ..queries.stops import round_of, stops_in, told_of
from ..rules import MOST, Offer, moved
from ..states import StopKind
from ..subjects import stops_of
from .measuring import ask_ahead, measure, put_short

Make = Callable[[Round, list[Stop]], list[Stop]]


def choose_stops(
    viewer: Viewer,
    *,
    outing_id: UUID,
    add: Sequence[tuple[StopKind, str]],
    now: datetime,
    drop: Collection[UUID] = (),
) -> Round:
    """Take things into the round, by kind and key, and stops out of it.

    The whole is put into a short order, unless somebody ordered it by hand: then what is new comes
    last. Raises NotHere for a thing that the viewer may not see, Refused for more than `MOST`.
    """
    outing = outing_to_walk(viewer, outing_id)
    offers = _known(viewer, add, now)

    def make(round_: Round, stops: list[Stop]) -> list[Stop]:
        kept = [one for one in stops if one.pk not in drop]
        here = {(one.kind, one.of) for one in kept}
        fresh = [offer for offer in offers if (offer.kind, offer.of) not in here]
        return [*kept, *_rows(round_, fresh)]

    return _change(viewer, outing, "round.chosen", make, now=now, shorten=True)


def add_place(
    viewer: Viewer,
    *,
    outing_id: UUID,
    title: str,
    now: datetime,
    note: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    stop_id: UUID | None = None,
) -> Round:
    """A place of one's own. `stop_id` is made where the form was opened: sent twice, it is one."""
    outing = outing_to_walk(viewer, outing_id)
    title, note = title.strip(), note.strip()
    if not title:
        raise Refused(_("어떤 곳인지 한 줄로 적어 주세요."), code="no_title")
    if (latitude is None) != (longitude is None):
        raise Refused(_("지도에서 자리를 다시 골라 주세요."), code="half_a_place")
    place = Stop(kind=StopKind.PLACE, latitude=latitude, longitude=longitude)
    if stop_id is not None:
        place.pk = stop_id
    known = Stop.objects.for_viewer(SYSTEM).filter(pk=place.pk).exists()

    def make(round_: Round, stops: list[Stop]) -> list[Stop]:
        if known:
            return stops
        place.round = round_
        told = without_numbers(
            viewer,
            subject=place,
            now=now,
            dong_id=outing.dong_id,
            is_new=True,
            title=title,
            note=note,
        )
        place.title, place.note = told["title"][:120], told["note"][:200]
        return [*stops, place]

    return _change(viewer, outing, "round.chosen", make, now=now, shorten=True)


def remove_stop(viewer: Viewer, *, outing_id: UUID, stop_id: UUID, now: datetime) -> Round:
    """Raises NotHere."""
    outing = outing_to_walk(viewer, outing_id)

    def make(_round: Round, stops: list[Stop]) -> list[Stop]:
        _one_of(stops, stop_id)
        return [one for one in stops if one.pk != stop_id]

    return _change(viewer, outing, "round.chosen", make, now=now)


def order_round(viewer: Viewer, *, outing_id: UUID, now: datetime) -> Round:
    """A short way through what is not done yet, whatever the order was."""
    outing = outing_to_walk(viewer, outing_id)

    def make(round_: Round, stops: list[Stop]) -> list[Stop]:
        round_.by_hand = False
        return stops

    return _change(viewer, outing, "round.ordered", make, now=now, shorten=True)


def move_stop(
    viewer: Viewer, *, outing_id: UUID, stop_id: UUID, to: int, version: int, now: datetime
) -> Round:
    """By hand: the stop at the place `to`, from 0. Raises Conflict if the round is another by now
    than the one whose `version` somebody saw."""
    outing = outing_to_walk(viewer, outing_id)

    def make(round_: Round, stops: list[Stop]) -> list[Stop]:
        if round_.version != version:
            raise Conflict(
                _("그 사이 동선이 바뀌었습니다. 지금 순서를 보고 다시 옮겨 주세요."),
                code="changed_meanwhile",
            )
        round_.by_hand = True
        return moved(stops, _one_of(stops, stop_id), to)

    return _change(viewer, outing, "round.moved", make, now=now)


def undo_change(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """Stops and order as they were; what was ticked meanwhile stays ticked."""
    held = Round.objects.for_viewer(viewer).select_related("outing__dong")
    round_ = held.filter(pk=entry.subject_id).first()
    if round_ is None:
        raise NotHere(_("그런 출장을 찾을 수 없습니다."), code="not_found")
    outing = outing_to_walk(viewer, round_.outing_id)
    was, became = entry.changes["was"], entry.changes["is"]

    def make(round_: Round, stops: list[Stop]) -> list[Stop]:
        if [str(one.pk) for one in stops] != became["order"]:
            raise Conflict(
                _("그 뒤에 다시 바뀌어 되돌릴 수 없습니다. 지금 동선을 확인해 주세요."),
                code="changed_since",
            )
        round_.by_hand = was["by_hand"]
        rows = {
            str(one.pk): one
            for one in Stop.objects.for_viewer(viewer).filter(round=round_, pk__in=was["order"])
        }
        return [rows[key] for key in was["order"] if key in rows]

    _change(viewer, outing, f"{entry.action}.undone", make, now=now)


def _change(
    viewer: Viewer,
    outing: Outing,
    action: str,
    make: Make,
    *,
    now: datetime,
    shorten: bool = False,
) -> Round:
    """Deeds on one outing's round come one after another; the outing's row orders them."""
    if (seen := round_of(viewer, outing)) is not None:
        ask_ahead(outing, stops_in(viewer, [seen]))
    with transaction.atomic():
        held = Outing.objects.for_viewer(viewer).select_for_update(no_key=True, of=("self",))
        held.get(pk=outing.pk)
        round_ = round_of(viewer, outing) or Round.objects.create(
            dong_id=outing.dong_id,
            officer_id=outing.officer_id,
            outing=outing,
            changed_at=now,
            version=0,
        )
        before = stops_in(viewer, [round_])
        was = {"order": [str(one.pk) for one in before], "by_hand": round_.by_hand}
        stops = make(round_, list(before))
        if len(stops) > MOST:
            raise Refused(
                _("한 동선에는 %(most)d곳까지 넣을 수 있습니다.") % {"most": MOST}, code="too_many"
            )
        if shorten and not round_.by_hand:
            stops = put_short(outing, round_, stops, told_of(viewer, stops, now=now), now)
        else:
            measure(outing, round_, stops)
        became = {"order": [str(one.pk) for one in stops], "by_hand": round_.by_hand}
        if was == became and round_.version:
            return round_
        round_.version += 1
        round_.changed_at = now
        round_.save()
        _put(viewer, before, stops)
        record(
            viewer,
            action=action,
            subject=round_,
            now=now,
            dong_id=outing.dong_id,
            changes={"was": was, "is": became},
        )
    return round_


def _put(viewer: Viewer, before: Sequence[Stop], stops: Sequence[Stop]) -> None:
    """At most three statements."""
    for position, stop in enumerate(stops):
        stop.position = position
    kept = {one.pk for one in stops}
    gone = [one for one in before if one.pk not in kept]
    for stop in gone:
        stop.position = None
    fresh = [one for one in stops if one._state.adding]
    known = [*gone, *(one for one in stops if not one._state.adding)]
    Stop.objects.bulk_create(fresh)
    Stop.objects.for_viewer(viewer).bulk_update(
        known, ["position", "metres", "latitude", "longitude"]
    )


def _known(viewer: Viewer, wanted: Sequence[tuple[StopKind, str]], now: datetime) -> list[Offer]:
    """What those things are, in the order in which they were named."""
    keys: dict[StopKind, list[str]] = {}
    for kind, of in wanted:
        keys.setdefault(kind, []).append(of)
    told: dict[tuple[StopKind, str], Offer] = {}
    for kind, ofs in keys.items():
        source = stops_of(kind)
        if source is not None:
            told |= {(kind, of): one for of, one in source.told(viewer, ofs, now).items()}
    if any(one not in told for one in wanted):
        raise NotHere(
            _("고른 것 가운데 더는 볼 수 없는 것이 있습니다. 목록을 다시 열어 골라 주세요."),
            code="not_found",
        )
    return [told[one] for one in dict.fromkeys(wanted)]


def _rows(round_: Round, offers: Sequence[Offer]) -> list[Stop]:
    """New ones, or those that had been taken out before. One statement."""
    taken = {
        (one.kind, one.of): one
        for one in Stop.objects.for_viewer(SYSTEM).filter(round=round_, position=None)
        if one.of
    }
    rows = []
    for offer in offers:
        row = taken.get((offer.kind, offer.of)) or Stop(round=round_, kind=offer.kind, of=offer.of)
        row.latitude, row.longitude = offer.latitude, offer.longitude
        rows.append(row)
    return rows


def _one_of(stops: Sequence[Stop], stop_id: UUID) -> Stop:
    found = next((one for one in stops if one.pk == stop_id), None)
    if found is None:
        raise NotHere(_("동선에 없는 곳입니다."), code="not_found")
    return found
