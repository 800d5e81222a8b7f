"""A dong's world: what there is without any row, what rows, closings and holidays make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dongne.delivery.channels import subjects
from dongne.delivery.channels.public import (
    OnHolidays,
    SiteGiven,
    add_site,
    add_site_closing,
    cancel_site_closing,
    edit_site,
    register_supply,
    remove_site,
    set_channel,
    site_named,
    sites_of,
    world_of,
)
from dongne.delivery.channels.rules import AROUND_THE_CLOCK, open_at
from dongne.delivery.ways.public import DAY, Feature, Site, World
from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.calendar.public import Day, add_closing, add_holidays, set_hours
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import at_seoul, seoul_day
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
TODAY = seoul_day(NOW)  # a Friday
A_DAY = timedelta(days=1)
XMAS = date(2026, 12, 25)
MACHINE = SiteGiven(channel="issuing_machine", name="역 앞 무인민원발급기", week=AROUND_THE_CLOCK)
BANK = SiteGiven(
    channel="nonghyup",
    name="농협 신정지점",
    week=(((540, 960),),) * 5 + ((), ()),
)


def world(cast: Cast, days: int = 28, now: datetime = NOW) -> World:
    return world_of(cast.own.dong.pk, now=now, days=days)


def sites(found: World | Sequence[Site], channel: str) -> list[Site]:
    return [s for s in (found.sites if isinstance(found, World) else found) if s.channel == channel]


def test_a_dong_without_any_row_has_its_office_the_net_the_telephone_and_the_post(
    cast: Cast,
) -> None:
    found = world(cast)
    assert {site.channel for site in found.sites} == {
        "counter",
        "online",
        "phone",
        "street",
        "post",
        "gov24",
        # To the door of whoever asks: the planner says so when nobody is on duty.
        "volunteer",
    }
    assert sites(found, "online")[0].open == ((0, 28 * DAY),)
    assert sites(found, "counter")[0].open[:2] == ((540, 720), (780, 1080))
    assert sites(found, "counter")[0].id == sites(world(cast), "counter")[0].id


def test_the_clock_of_the_statute_leaves_lunch_holidays_and_closed_days_out(cast: Cast) -> None:
    monday = TODAY + timedelta(days=3)
    desk = cast.viewer(cast.own.lead)
    add_holidays(
        SYSTEM, place=None, first=monday, last=monday, name="임시공휴일", now=NOW, reason="영"
    )
    tuesday = monday + timedelta(days=1)
    add_closing(desk, place=cast.own.dong, day=tuesday, name="청사 공사", reason="공사", now=NOW)
    found = world(cast, days=7)
    hours = ((540, 720), (780, 1080))
    assert found.work == tuple((n * DAY + a, n * DAY + b) for n in (0, 5, 6) for a, b in hours)
    assert found.working_days == (0, 5, 6)
    assert sites(found, "counter")[0].open == found.work


def test_evening_hours_serve_people_and_run_no_clock(cast: Cast) -> None:
    plain = {"opens": 540, "closes": 1080, "lunch_from": 720, "lunch_until": 780}
    week = [Day(**plain, evening_until=1260), *[Day(**plain)] * 4, Day(), Day()]
    set_hours(
        cast.viewer(cast.own.lead),
        place=cast.own.dong,
        week=week,
        valid_from=TODAY,
        reason="야간 민원",
        now=NOW,
    )
    found = world(cast, days=7)
    monday = 3 * DAY
    assert open_at(sites(found, "counter")[0].open, monday + 1200)
    assert not open_at(found.work, monday + 1200)


def test_minutes_are_those_of_the_clocks_in_seoul(cast: Cast) -> None:
    """No summer time: every day has its 1,440 minutes, and minute 540 is nine o'clock."""
    found = world(cast)
    assert found.starts == at_seoul(TODAY)
    for day in range(28):
        moment = found.moment(day * DAY + 540)
        assert (moment.hour, moment.minute) == (9, 0)
    just_after_midnight = world(cast, now=at_seoul(TODAY) + timedelta(seconds=1))
    assert just_after_midnight.starts == found.starts
    before = world(cast, now=at_seoul(TODAY) - timedelta(seconds=1))
    assert before.starts == found.starts - timedelta(days=1)


def test_a_place_is_added_changed_closed_and_taken_away(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    row = add_site(lead, place=cast.own.dong, given=BANK, now=NOW)
    assert sites(world(cast), "nonghyup")[0].open[0] == (540, 960)

    edit_site(lead, site_id=row.pk, given=replace(BANK, name="농협"), version=1, now=NOW)
    assert sites(world(cast), "nonghyup")[0].name() == "농협"
    with pytest.raises(Conflict):
        edit_site(lead, site_id=row.pk, given=BANK, version=1, now=NOW)

    closing = add_site_closing(
        lead, site_id=row.pk, first=TODAY, last=TODAY, reason="전산 점검", now=NOW
    )
    assert sites(world(cast), "nonghyup")[0].open[0] == (3 * DAY + 540, 3 * DAY + 960)
    with pytest.raises(Conflict):
        add_site_closing(lead, site_id=row.pk, first=TODAY, last=TODAY, reason="또", now=NOW)
    cancel_site_closing(lead, closing_id=closing.pk, now=NOW)
    assert sites(world(cast), "nonghyup")[0].open[0] == (540, 960)

    remove_site(lead, site_id=row.pk, now=NOW)
    assert sites(world(cast), "nonghyup") == []
    gone = site_named(cast.own.dong.pk, row.pk, now=NOW)
    assert gone is not None
    assert gone.name() == "농협"
    undo_change(lead, entry=AuditEntry.objects.latest("pk"), now=NOW)
    assert sites(world(cast), "nonghyup")[0].name() == "농협"


def test_a_machine_of_the_district_serves_its_dongs_and_no_others(cast: Cast) -> None:
    add_site(cast.viewer(cast.district_desk), place=cast.yangcheon, given=MACHINE, now=NOW)
    for dong, there in ((cast.own, 1), (cast.near, 1), (cast.far, 0)):
        assert len(sites(sites_of(dong.dong.pk), "issuing_machine")) == there


def test_a_machine_that_never_sleeps_is_open_on_holidays_where_it_says_so(cast: Cast) -> None:
    lead, dong, before_christmas = (
        cast.viewer(cast.own.lead),
        cast.own.dong,
        at_seoul(XMAS - 2 * A_DAY),
    )
    closed = add_site(lead, place=dong, given=MACHINE, now=NOW)
    given = replace(MACHINE, on_holidays=OnHolidays.USUAL)
    add_site(lead, place=dong, given=given, now=NOW)
    open_of = {
        site.id: site.open for site in sites(world(cast, 4, before_christmas), "issuing_machine")
    }
    assert open_of.pop(closed.pk) == ((0, 2 * DAY), (3 * DAY, 4 * DAY))
    assert list(open_of.values()) == [((0, 4 * DAY),)]


def test_a_wider_place_leaves_the_dongs_own_counter_where_it_is(cast: Cast) -> None:
    hall = SiteGiven(channel="counter", name="구청 민원실")
    add_site(cast.viewer(cast.district_desk), place=cast.yangcheon, given=hall, now=NOW)
    assert len(sites(world(cast), "counter")) == 2
    own = SiteGiven(channel="counter", name="임시 청사", features=frozenset({Feature.WHEELCHAIR}))
    add_site(cast.viewer(cast.own.lead), place=cast.own.dong, given=own, now=NOW)
    assert [s.name() for s in sites(world(cast), "counter")] == ["구청 민원실", "임시 청사"]


def test_a_dong_switches_a_channel_and_says_how_soon_it_accepts(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    set_channel(lead, dong=cast.own.dong, channel="online", accepts_within=240, now=NOW)
    set_channel(lead, dong=cast.own.dong, channel="post", posting_days=(1, 3), now=NOW)
    set_channel(lead, dong=cast.own.dong, channel="phone", on=False, reason="고장", now=NOW)
    found = world(cast)
    assert found.channels["online"].accepts_within == 240
    assert found.channels["post"].posting_days == (1, 3)
    assert "phone" not in found.channels
    assert sites(found, "phone") == []
    assert "phone" in world_of(cast.near.dong.pk, now=NOW).channels
    undo_change(lead, entry=AuditEntry.objects.latest("pk"), now=NOW)
    assert "phone" in world(cast).channels


def test_what_the_law_or_sense_forbids_is_refused(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    for wrong in (
        {"channel": "counter", "on": False},
        {"channel": "online", "accepts_within": 481},
        {"channel": "post", "posting_days": (5, 2)},
        {"channel": "pigeon"},
    ):
        with pytest.raises(Refused):
            set_channel(lead, dong=dong, now=NOW, **wrong)  # type: ignore[arg-type]
    for given in (
        replace(BANK, channel="online"),
        replace(BANK, name=" "),
        replace(BANK, latitude=37.5),
        replace(BANK, week=(((600, 500),),) * 7),
        replace(BANK, open_from=TODAY, open_until=TODAY - timedelta(days=1)),
    ):
        with pytest.raises(Refused):
            add_site(lead, place=dong, given=given, now=NOW)
    site = add_site(lead, place=dong, given=BANK, now=NOW)
    for first, last in ((TODAY - timedelta(days=1), TODAY), (TODAY, date(2040, 1, 1))):
        with pytest.raises(Refused):
            add_site_closing(lead, site_id=site.pk, first=first, last=last, reason="쉼", now=NOW)


def test_only_whoever_keeps_a_place_changes_it(cast: Cast) -> None:
    site = add_site(cast.viewer(cast.own.lead), place=cast.own.dong, given=BANK, now=NOW)
    for officer in (cast.own.officer, cast.own.welfare_lead, cast.district_desk):
        with pytest.raises(Forbidden):
            remove_site(cast.viewer(officer), site_id=site.pk, now=NOW)
    for stranger in (cast.near.lead, cast.far.lead, cast.other_district_desk):
        with pytest.raises(NotHere):
            remove_site(cast.viewer(stranger), site_id=site.pk, now=NOW)


@pytest.fixture
def lockers() -> Iterator[list[Site]]:
    """A higher module that knows of compartments."""
    there: list[Site] = []
    before = subjects.supply_of("locker")
    register_supply("locker", lambda _dong, _starts, _days, given: [*given, *there])
    yield there
    if before is not None:
        register_supply("locker", before)
    else:
        subjects._supplies.pop("locker")


def test_whoever_keeps_the_lockers_tells_what_is_free(cast: Cast, lockers: list[Site]) -> None:
    row = add_site(
        cast.viewer(cast.own.lead),
        place=cast.own.dong,
        given=SiteGiven(channel="locker", name="복지관 택배함", week=AROUND_THE_CLOCK),
        now=NOW,
    )
    lockers.append(replace(sites(world(cast), "locker")[0], id=row.pk, free=3))
    assert [s.free for s in sites(world(cast), "locker")] == [None, 3]
    assert len(sites(sites_of(cast.own.dong.pk), "locker")) == 1
    assert len(sites(sites_of(cast.own.dong.pk, now=NOW), "locker")) == 2


def test_statements_stay_the_same_however_many_places_there_are(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)

    def statements() -> int:
        world(cast)
        with CaptureQueriesContext(connection) as asked:
            world(cast)
        return len(asked)

    before = statements()
    for n in range(12):
        site = add_site(lead, place=cast.own.dong, given=replace(BANK, name=f"{n}"), now=NOW)
        add_site_closing(lead, site_id=site.pk, first=TODAY, last=TODAY, reason="쉼", now=NOW)
    with CaptureQueriesContext(connection) as fresh:
        world(cast)
    assert len(fresh) <= before + 3
    assert statements() == before
