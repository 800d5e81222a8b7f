"""A row holds from its day on; what was asked for keeps its own; a statute is never widened."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dongne.delivery.ways.public import Asker, Circle, fee_of, may_receive, may_way
from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, Refused
from tests.cast import NOW, Cast

from .. import subjects
from ..models import CatalogueVersion, ServiceEdition
from ..public import register_usage, service_of, services_of, services_of_editions
from ..rules.changes import What
from ..rules.law import faults
from ..services import Unfit, prepared, publish
from ..standard import STANDARD
from .making import content_of, way

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
COPY = "resident_copy"


@pytest.fixture
def used() -> Iterator[set[UUID]]:
    """Editions that something was asked for with, and that still runs."""
    found: set[UUID] = set()

    def running(editions: Collection[UUID]) -> Mapping[UUID, int]:
        return dict.fromkeys(found & set(editions), 1)

    def since(editions: Collection[UUID], _moment: datetime) -> bool:
        return bool(found & set(editions))

    before = dict(subjects._running), dict(subjects._used)
    register_usage("test", running=running, used=since)
    yield found
    subjects._running.clear()
    subjects._running.update(before[0])
    subjects._used.clear()
    subjects._used.update(before[1])


def _publish(cast: Cast, officer: Officer, place: Any, code: str, **said: Any) -> CatalogueVersion:
    given = {"valid_from": TODAY, "reason": "시범", "now": NOW, **said.pop("given", {})}
    viewer = cast.viewer(officer) if officer else SYSTEM
    values = {
        key.replace("_", ".", 1) if key[:2] in ("ap", "re") else key: value
        for key, value in said.items()
    }
    return publish(viewer, place=place, code=code, values=values, **given)


def test_every_office_starts_from_the_same_services(cast: Cast) -> None:
    found = services_of(cast.own.dong.pk, day=TODAY)
    assert list(found) == list(STANDARD)
    assert services_of(None, day=TODAY) == found
    for service in found.values():
        assert service.name("ko")
        assert service.name("en") != service.name("ko")
        assert service_of(service.edition_id) == service
    assert len(services_of_editions([one.edition_id for one in found.values()])) == len(found)


def test_what_the_standard_says_could_be_published(cast: Cast) -> None:
    assert [fault for code in STANDARD for fault in faults(content_of(code))] == []


def test_a_dong_closes_one_channel_and_follows_the_district_in_the_others(cast: Cast) -> None:
    _publish(cast, cast.own.lead, cast.own.dong, COPY, receive_locker=None)
    _publish(
        cast,
        cast.district_desk,
        cast.yangcheon,
        COPY,
        usual_minutes=5,
        given={"now": NOW + timedelta(minutes=1)},
    )
    own = services_of(cast.own.dong.pk, day=TODAY)[COPY]
    near = services_of(cast.near.dong.pk, day=TODAY)[COPY]
    far = services_of(cast.far.dong.pk, day=TODAY)[COPY]
    assert "locker" not in own.receive
    assert "locker" in near.receive
    assert own.usual_minutes == near.usual_minutes == 5
    assert far.usual_minutes == 10


def test_what_was_asked_for_yesterday_keeps_its_fee(cast: Cast) -> None:
    before = services_of(cast.own.dong.pk, day=TODAY)[COPY]
    tomorrow = {"valid_from": TODAY + DAY}
    _publish(cast, cast.own.lead, cast.own.dong, COPY, fee=0, given=tomorrow)
    assert services_of(cast.own.dong.pk, day=TODAY)[COPY] == before
    after = services_of(cast.own.dong.pk, day=TODAY + DAY)[COPY]
    assert after.edition_id != before.edition_id
    kept = service_of(before.edition_id)
    assert kept is not None
    assert fee_of(kept, "counter", copies=2, groups=frozenset()) == 800
    assert fee_of(after, "counter", copies=2, groups=frozenset()) == 0


def test_the_same_rules_have_the_same_edition_wherever_they_hold(cast: Cast) -> None:
    for office in (cast.own, cast.near):
        _publish(cast, office.lead, office.dong, COPY, usual_minutes=7)
    own, near = (services_of(one.dong.pk, day=TODAY)[COPY] for one in (cast.own, cast.near))
    assert own.edition_id == near.edition_id
    assert ServiceEdition.objects.filter(code=COPY).count() == 2


@pytest.mark.parametrize(
    ("code", "said", "fault"),
    [
        (COPY, {"fee": 500}, "dearer_than_law"),
        (COPY, {"heeds_blocks": False}, "wider_than_law"),
        (COPY, {"letter": "screen"}, "wider_than_law"),
        (COPY, {"limit": "3d"}, "set_by_law"),
        (COPY, {"exemptions": []}, "dearer_than_law"),
        (COPY, {"apply.issuing_machine": way("self", "household", "spouse")}, "wider_than_law"),
        (COPY, {"receive.counter": way("self", identity="code")}, "wider_than_law"),
        (COPY, {"receive.locker": way("self", identity="none")}, "nobody_looks"),
        ("family_relations", {"receive.issuing_machine": way("self", "lineal")}, "wider_than_law"),
        ("signature_certificate", {"circles": ["self", "proxy"]}, "wider_than_law"),
        ("seal_certificate", {"receive.kiosk": way("self")}, "not_printable"),
        ("seal_certificate", {"receive.locker": way("self", identity="code")}, "closed_by_law"),
        ("passport_pick_up", {"receive.volunteer": way("self")}, "closed_by_law"),
        ("occupancy", {"apply.issuing_machine": way("self")}, "closed_by_law"),
        ("occupancy", {"apply.street": way("spouse")}, "wider_than_service"),
        ("occupancy", {"receive.online": way("self")}, "no_link"),
        ("bulky_waste", {"receive.counter": None, "circles": ["proxy"]}, "wider_than_service"),
        ("bulky_waste", {"name": {"ko": "대형폐기물"}}, "no_text"),
        ("bulky_waste", {"limit": "soon"}, "not_a_limit"),
        ("bulky_waste", {"fee": -1}, "out_of_reach"),
        ("bulky_waste", {"basis": {"kind": "statute", "text": ""}}, "no_article"),
    ],
)
def test_a_place_below_cannot_say_what_the_law_forbids(
    cast: Cast, code: str, said: dict[str, Any], fault: str
) -> None:
    with pytest.raises(Unfit) as refused:
        publish(
            cast.viewer(cast.own.lead),
            place=cast.own.dong,
            code=code,
            values=said,
            valid_from=TODAY,
            reason="시범",
            now=NOW,
        )
    assert fault in {one.code for one in refused.value.faults}
    assert not CatalogueVersion.objects.filter(level__gt=0).exists()


def test_a_service_without_a_way_for_oneself_is_refused(cast: Cast) -> None:
    everything = {key: None for key in content_of("passport_pick_up") if "." in key}
    with pytest.raises(Unfit) as refused:
        publish(
            cast.viewer(cast.own.lead),
            place=cast.own.dong,
            code="passport_pick_up",
            values=everything,
            valid_from=TODAY,
            reason="시범",
            now=NOW,
        )
    assert [one.code for one in refused.value.faults] == ["no_way_for_oneself"]


def test_narrowing_is_always_open_to_a_dong(cast: Cast) -> None:
    _publish(
        cast,
        cast.own.lead,
        cast.own.dong,
        COPY,
        receive_locker=way("self", identity="code"),
        fee=0,
        letter="paper",
    )
    service = services_of(cast.own.dong.pk, day=TODAY)[COPY]
    assert not may_receive(service, "locker", Asker(circle=Circle.HOUSEHOLD)).allowed
    assert may_way(service, "counter", "locker", Asker()).allowed


def test_a_service_of_the_dongs_own(cast: Cast) -> None:
    own = {
        "name": {"ko": "큰글씨 서식", "en": "Large-print forms"},
        "group": "living",
        "letter": "none",
        "heeds_blocks": False,
        "circles": ["self"],
        "apply.counter": way("self", identity="none"),
        "receive.counter": way("self", identity="none"),
    }
    publish(
        cast.viewer(cast.own.lead),
        place=cast.own.dong,
        code="large_print_forms",
        values=own,
        valid_from=TODAY,
        reason="시범",
        now=NOW,
    )
    assert "large_print_forms" in services_of(cast.own.dong.pk, day=TODAY)
    assert "large_print_forms" not in services_of(cast.near.dong.pk, day=TODAY)


def test_who_may_not_decide_changes_nothing(cast: Cast) -> None:
    for officer, place in (
        (cast.own.officer, cast.own.dong),
        (cast.near.lead, cast.own.dong),
        (cast.own.lead, cast.yangcheon),
        (cast.district_desk, cast.own.dong),
        (cast.city_desk, None),
    ):
        with pytest.raises(Forbidden):
            _publish(cast, officer, place, COPY, fee=0)
    assert not AuditEntry.objects.filter(action="service.published").exists()


def test_days_past_reasons_left_out_and_nothing_changed_are_refused(cast: Cast) -> None:
    for given, code in (
        ({"valid_from": TODAY - DAY}, "day_out_of_reach"),
        ({"reason": " "}, "no_reason"),
        ({}, "nothing_changed"),
        ({"seen": 4}, "edited_elsewhere"),
    ):
        with pytest.raises(Refused) as refused:
            _publish(cast, cast.own.lead, cast.own.dong, COPY, fee=400, given=given)
        assert refused.value.code == code


def test_the_preview_says_for_whom_what_opens_closes_and_costs(cast: Cast, used: set[UUID]) -> None:
    before = services_of(cast.own.dong.pk, day=TODAY)[COPY]
    used.add(before.edition_id)
    made = prepared(
        cast.viewer(cast.own.lead),
        place=cast.own.dong,
        code=COPY,
        values={
            "fee": 300,
            "receive.locker": way("self", identity="code"),
            "apply.volunteer": {"closed": "in_person", "basis": {"kind": "office", "text": "시범"}},
        },
        valid_from=TODAY,
        reason="시범",
        now=NOW,
    )
    told = {(one.direction, one.channel, one.what): set(one.circles) for one in made.changes.cells}
    others = {Circle.HOUSEHOLD, Circle.SPOUSE, Circle.LINEAL, Circle.PROXY}
    assert told == {
        ("receive", "locker", What.CLOSES): others,
        ("apply", "volunteer", What.CLOSES): {Circle.SELF, Circle.HOUSEHOLD, Circle.PROXY},
    }
    assert {(one.channel, one.group, one.before, one.after) for one in made.changes.fees} >= {
        ("counter", "", 400, 300)
    }
    assert not any(one.channel == "issuing_machine" for one in made.changes.fees)
    assert not any(one.group == "basic_livelihood" for one in made.changes.fees)
    assert subjects.running_with(made.replaced) == 1
    assert not CatalogueVersion.objects.filter(level__gt=0).exists()


def test_a_publication_that_nobody_used_goes_back(cast: Cast, used: set[UUID]) -> None:
    viewer = cast.viewer(cast.own.lead)
    before = services_of(cast.own.dong.pk, day=TODAY)[COPY]
    _publish(cast, cast.own.lead, cast.own.dong, COPY, fee=0)
    entry = AuditEntry.objects.get(action="service.published")
    undo_change(viewer, entry=entry, now=NOW)
    assert services_of(cast.own.dong.pk, day=TODAY)[COPY] == before
    with pytest.raises(Refused):
        undo_change(viewer, entry=entry, now=NOW)


def test_a_publication_that_something_was_asked_with_stays(cast: Cast, used: set[UUID]) -> None:
    _publish(cast, cast.own.lead, cast.own.dong, COPY, fee=0)
    held = services_of(cast.own.dong.pk, day=TODAY)[COPY]
    used.add(held.edition_id)
    entry = AuditEntry.objects.get(action="service.published")
    with pytest.raises(Conflict) as refused:
        undo_change(cast.viewer(cast.own.lead), entry=entry, now=NOW)
    assert refused.value.code == "used"


def test_the_process_asks_for_the_mark_and_for_nothing_else(cast: Cast) -> None:
    services_of(cast.own.dong.pk, day=TODAY)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for day in range(10):
            services_of(cast.own.dong.pk, day=TODAY + day * DAY)
    assert len(asked) == 10
    edition = services_of(cast.own.dong.pk, day=TODAY)[COPY].edition_id
    service_of(edition)
    with CaptureQueriesContext(connection) as asked:
        assert service_of(edition) is not None
    assert len(asked) == 0


def test_one_row_in_the_log_for_each_publication(cast: Cast) -> None:
    _publish(cast, cast.own.lead, cast.own.dong, COPY, fee=0)
    entry = AuditEntry.objects.get(action="service.published")
    assert entry.changes["parts"] == ["fee"]
    assert entry.changes["reason"] == "시범"
    assert entry.dong_id == cast.own.dong.pk
