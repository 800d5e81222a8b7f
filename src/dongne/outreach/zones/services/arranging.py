"""Writes: who looks after which tongs, from a day on, and who stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import Rows
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused

from ..models import Zone
from ..permissions import require_arranging
from ..queries.charging import proposals
from ..queries.holding import holding
from ..rules import DAY, holds, last_day_from
from .ground import colleague, hold, holder, keep, refuse_day, tongs_of


@transaction.atomic
def assign_zone(
    viewer: Viewer,
    *,
    officer: Officer,
    tongs: Iterable[Tong],
    starts_on: date,
    now: datetime,
    deputy: Officer | None = None,
) -> Zone:
    """Put the tongs into the officer's charge from `starts_on`, beside what is there already.

    A tong may come to have two officers or none; the zone board shows it (domain.md, rule 1).
    """
    assert officer.dong_id is not None
    dong = hold(viewer, officer.dong_id)
    require_arranging(viewer, dong.pk)
    tongs = sorted(tongs, key=lambda tong: tong.number)
    rows = Rows()
    zone = Zone(dong=dong, officer=officer, deputy=deputy, starts_on=starts_on)
    rows.add(zone, tongs=[tong.pk for tong in tongs])
    keep(
        viewer,
        rows,
        action="zone.assigned",
        subject=zone,
        dong_id=dong.pk,
        now=now,
        officer=officer.name,
        officer_id=officer.pk,
        tongs=[tong.number for tong in tongs],
        deputy=deputy.name if deputy else "",
        day=starts_on,
    )
    return zone


@transaction.atomic
def set_zone(
    viewer: Viewer,
    *,
    dong_id: int,
    officer_id: int,
    tongs: Iterable[int],
    starts_on: date,
    now: datetime,
    deputy_id: int | None = None,
) -> None:
    """From `starts_on` the officer's zone is exactly these tongs, with this deputy; none ends it.

    What held before keeps its days, what is planned for later stays planned. Refused when nothing
    changes, and for a deputy who is the officer.
    """
    dong = hold(viewer, dong_id)
    require_arranging(viewer, dong.pk)
    refuse_day(starts_on, now)
    numbers = list(tongs)
    find = colleague if numbers else holder
    officer = find(viewer, dong.pk, officer_id)
    deputy = _deputy(viewer, dong.pk, officer, deputy_id)
    chosen = tongs_of(viewer, dong.pk, numbers)
    rows = Rows()
    before = _set(rows, viewer, dong.pk, officer, chosen, deputy, starts_on)
    keep(
        viewer,
        rows,
        action="zone.set" if chosen else "zone.ended",
        subject=officer,
        dong_id=dong.pk,
        now=now,
        officer=officer.name,
        officer_id=officer.pk,
        tongs=[tong.number for tong in chosen],
        tongs_before=before[0],
        deputy=deputy.name if deputy else "",
        deputy_before=before[1],
        day=starts_on,
    )


@transaction.atomic
def hand_over(
    viewer: Viewer,
    *,
    dong_id: int,
    officer_id: int,
    to_id: int,
    tongs: Iterable[int],
    starts_on: date,
    now: datetime,
) -> None:
    """인계: from `starts_on` these tongs of the officer's zone are in another's charge.

    Both zones keep their deputies, except that nobody stands in for themselves.
    """
    dong = hold(viewer, dong_id)
    require_arranging(viewer, dong.pk)
    refuse_day(starts_on, now)
    giver, taker = holder(viewer, dong.pk, officer_id), colleague(viewer, dong.pk, to_id)
    if giver == taker:
        raise Refused(_("다른 직원을 골라 주세요."), code="same_officer")
    given = tongs_of(viewer, dong.pk, tongs)
    if not given:
        raise Refused(_("넘길 통을 골라 주세요."), code="no_tongs")
    held = {one.pk: _held(viewer, dong.pk, one, starts_on) for one in (giver, taker)}
    numbers = {tong.number for tong in given}
    if foreign := numbers - {tong.number for tong in held[giver.pk][0]}:
        raise Refused(
            _("%(name)s의 구역이 아닌 통입니다: %(tongs)s")
            % {"name": giver.name, "tongs": ", ".join(str(n) for n in sorted(foreign))},
            code="not_in_the_zone",
        )
    rows = Rows()
    left = [tong for tong in held[giver.pk][0] if tong.number not in numbers]
    _set(rows, viewer, dong.pk, giver, left, held[giver.pk][1], starts_on)
    taken = sorted({*held[taker.pk][0], *given}, key=lambda tong: tong.number)
    deputy = held[taker.pk][1] or _other(held[giver.pk][1], taker)
    _set(rows, viewer, dong.pk, taker, taken, deputy, starts_on)
    keep(
        viewer,
        rows,
        action="zone.handed_over",
        subject=giver,
        dong_id=dong.pk,
        now=now,
        officer=giver.name,
        officer_id=giver.pk,
        to=taker.name,
        to_id=taker.pk,
        tongs=sorted(numbers),
        day=starts_on,
    )


@transaction.atomic
def give_tong(
    viewer: Viewer,
    *,
    dong_id: int,
    tong: int,
    officer_ids: Iterable[int],
    starts_on: date,
    now: datetime,
) -> None:
    """From `starts_on` the tong is in the zones of exactly these officers; their other tongs stay.

    None: nobody's, as the board then says. Refused when nothing changes.
    """
    dong = hold(viewer, dong_id)
    require_arranging(viewer, dong.pk)
    refuse_day(starts_on, now)
    [place] = tongs_of(viewer, dong.pk, [tong])
    chosen = {key: colleague(viewer, dong.pk, key) for key in sorted(set(officer_ids))}
    held = holding(viewer, starts_on, starts_on).filter(dong=dong, tongs=place)
    before = {zone.officer_id: zone.officer for zone in held.select_related("officer__team")}
    rows = Rows()
    for key, officer in sorted((before | chosen).items()):
        if (key in before) == (key in chosen):
            continue
        tongs, deputy = _held(viewer, dong.pk, officer, starts_on)
        if key in chosen:
            tongs = sorted([*tongs, place], key=lambda one: one.number)
        else:
            tongs = [one for one in tongs if one != place]
        _set(rows, viewer, dong.pk, officer, tongs, deputy, starts_on)
    keep(
        viewer,
        rows,
        action="zone.tong_given",
        subject=place,
        dong_id=dong.pk,
        now=now,
        tong=tong,
        officers=[officer.name for officer in chosen.values()],
        officers_before=[officer.name for officer in before.values()],
        day=starts_on,
    )


@transaction.atomic
def zones_from_charges(
    viewer: Viewer, *, dong_id: int, officer_ids: Iterable[int], starts_on: date, now: datetime
) -> int:
    """통담당대로 구역 정하기: for those of the officers for whom it is still proposed. How many."""
    dong = hold(viewer, dong_id)
    require_arranging(viewer, dong.pk)
    refuse_day(starts_on, now)
    wanted = set(officer_ids)
    found = [
        one for one in proposals(viewer, dong_id=dong.pk, day=starts_on) if one.officer.pk in wanted
    ]
    if not found:
        raise Refused(_("통담당대로 정할 구역이 없습니다."), code="nothing_proposed")
    rows = Rows()
    for one in found:
        _set(rows, viewer, dong.pk, one.officer, one.tongs, None, starts_on)
    keep(
        viewer,
        rows,
        action="zone.from_charges",
        subject=dong,
        dong_id=dong.pk,
        now=now,
        officers=[one.officer.name for one in found],
        day=starts_on,
    )
    return len(found)


def _set(
    rows: Rows,
    viewer: Viewer,
    dong_id: int,
    officer: Officer,
    tongs: Sequence[Tong],
    deputy: Officer | None,
    day: date,
) -> tuple[list[int], str]:
    """Numbers of the tongs before, and who stood in. Nothing is written when nothing changes."""
    own = list(_zones(viewer, dong_id, officer))
    held = [zone for zone in own if holds(zone, day)]
    before = sorted({tong.number for zone in held for tong in zone.tongs.all()})
    deputies = [zone.deputy for zone in held if zone.deputy]
    was = deputies[-1].name if deputies else ""
    same = before == [tong.number for tong in tongs] and len(held) == bool(tongs)
    if same and (not held or held[0].deputy == deputy):
        return before, was
    until = last_day_from(own, day)
    free = [zone for zone in held if zone.starts_on == day]
    for zone in held:
        if zone.starts_on < day:
            rows.change(zone, ends_on=day - DAY)
    keys = [tong.pk for tong in tongs]
    if keys and free:
        rows.change(free.pop(0), tongs=keys, deputy=deputy, ends_on=until)
    elif keys:
        new = Zone(dong_id=dong_id, officer=officer, deputy=deputy, starts_on=day)
        new.ends_on = until
        rows.add(new, tongs=keys)
    for zone in free:
        rows.remove(zone)
    return before, was


def _held(
    viewer: Viewer, dong_id: int, officer: Officer, day: date
) -> tuple[list[Tong], Officer | None]:
    zones = [zone for zone in _zones(viewer, dong_id, officer) if holds(zone, day)]
    tongs = {tong.pk: tong for zone in zones for tong in zone.tongs.all()}
    deputies = [zone.deputy for zone in zones if zone.deputy]
    return sorted(tongs.values(), key=lambda t: t.number), deputies[-1] if deputies else None


def _zones(viewer: Viewer, dong_id: int, officer: Officer) -> Iterable[Zone]:
    """All of the officer's zones in this dong, with their tongs."""
    found = Zone.objects.for_viewer(viewer).filter(officer=officer, dong_id=dong_id)
    tongs = Tong.objects.for_viewer(viewer).order_by("number")
    return found.select_related("deputy").prefetch_related(Prefetch("tongs", tongs)).order_by("id")


def _deputy(
    viewer: Viewer, dong_id: int, officer: Officer, deputy_id: int | None
) -> Officer | None:
    if deputy_id is None:
        return None
    deputy = colleague(viewer, dong_id, deputy_id)
    if deputy == officer:
        raise Refused(_("자기 자신을 대직자로 정할 수 없습니다."), code="own_deputy")
    return deputy


def _other(deputy: Officer | None, officer: Officer) -> Officer | None:
    return deputy if deputy is not None and deputy != officer else None
