"""A version holds from its day on; what was opened keeps its own; what nobody used goes back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.organisations.public import TeamKind, add_team, close_team
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, Refused
from tests.cast import NOW, Cast

from .. import subjects
from ..models import CategoryEdition, CategoryVersion
from ..public import categories_of, due_of, register_usage, words_of
from ..rules import DEFAULTS
from ..services import Unfit, publish
from ..standard import STANDARD
from ..states import OwnerLevel

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)


@pytest.fixture
def used() -> Iterator[set[UUID]]:
    """Editions that something was opened with."""
    found: set[UUID] = set()

    def those(editions: Collection[UUID]) -> set[UUID]:
        return found & set(editions)

    before = dict(subjects._used), dict(subjects._shares)
    register_usage("test", used=those)
    yield found
    subjects._used.clear()
    subjects._used.update(before[0])
    subjects._shares.clear()
    subjects._shares.update(before[1])


def test_every_office_starts_from_the_standard_set(cast: Cast) -> None:
    found = categories_of(cast.own.dong.pk, day=TODAY)
    assert [words.code for words in found] == list(STANDARD)
    for words in found:
        assert words.name("ko")
        assert words.name("en")
        assert words.promise("ko")
        kept = words_of(words.version_id)
        assert kept is not None
        assert kept.name("ko") == words.name("ko")
    welfare = found.get("welfare")
    assert welfare is not None
    assert welfare.restricted
    assert not welfare.public
    assert welfare.limit == ""
    road = found.get("road")
    assert road is not None
    assert road.limit == "now"
    assert road.target == "3wd"


def test_a_dong_says_one_value_and_follows_in_the_others(cast: Cast) -> None:
    desk, lead = cast.viewer(cast.district_desk), cast.viewer(cast.own.lead)
    publish(
        lead,
        place=cast.own.dong,
        code="road",
        values={"target": "1wd"},
        valid_from=TODAY,
        now=NOW,
    )
    publish(
        desk,
        place=cast.yangcheon,
        code="road",
        values={"target": "7wd", "keywords": ["도로"]},
        valid_from=TODAY,
        now=NOW,
    )
    own = categories_of(cast.own.dong.pk, day=TODAY).get("road")
    near = categories_of(cast.near.dong.pk, day=TODAY).get("road")
    far = categories_of(cast.far.dong.pk, day=TODAY).get("road")
    assert own
    assert near
    assert far
    assert (own.target, near.target, far.target) == ("1wd", "7wd", "3wd")
    assert own.keywords == near.keywords == ("도로",)
    assert own.origins["target"] is OwnerLevel.DONG
    assert own.origins["keywords"] is OwnerLevel.DISTRICT
    assert own.origins["name"] is OwnerLevel.EVERYBODY
    assert {words_of(one.version_id) is not None for one in (own, near, far)} == {True}


def test_what_is_said_as_above_follows_what_is_above(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    road = STANDARD["road"]
    row = publish(
        lead,
        place=cast.own.dong,
        code="road",
        values={**DEFAULTS, **road, "target": "2wd"},
        valid_from=TODAY,
        now=NOW,
    )
    assert row.values == {"target": "2wd"}
    with pytest.raises(Conflict) as refused:
        publish(
            lead,
            place=cast.own.dong,
            code="road",
            values={"target": "2wd"},
            valid_from=TODAY,
            now=NOW,
        )
    assert refused.value.code == "nothing_changed"


def test_a_version_of_the_future_waits_for_its_day(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    dong = cast.own.dong
    publish(
        lead, place=dong, code="road", values={"target": "1wd"}, valid_from=TODAY + 7 * DAY, now=NOW
    )
    publish(lead, place=dong, code="road", values={"target": "2wd"}, valid_from=TODAY, now=NOW)

    def target(day: date) -> str:
        words = categories_of(dong.pk, day=day).get("road")
        assert words is not None
        assert CategoryEdition.objects.filter(pk=words.version_id).exists()
        return words.target

    assert target(TODAY - DAY) == "3wd"
    assert target(TODAY) == target(TODAY + 6 * DAY) == "2wd"
    assert target(TODAY + 7 * DAY) == "1wd"
    with pytest.raises(Refused) as refused:
        publish(lead, place=dong, code="road", values={}, valid_from=TODAY - DAY, now=NOW)
    assert refused.value.code == "day_out_of_reach"


def test_a_category_of_ones_own_and_its_end(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    given = {
        "name": {"ko": "놀이터", "en": "Playgrounds"},
        "group": {"ko": "생활 안전", "en": "Everyday safety"},
        "target": "5wd",
    }
    publish(lead, place=dong, code="playground", values=given, valid_from=TODAY, now=NOW)
    words = categories_of(dong.pk, day=TODAY).get("playground")
    assert words is not None
    assert words.first is OwnerLevel.DONG
    assert categories_of(cast.near.dong.pk, day=TODAY).get("playground") is None
    publish(
        lead,
        place=dong,
        code="playground",
        values={**given, "offered": False},
        valid_from=TODAY,
        now=NOW,
    )
    assert categories_of(dong.pk, day=TODAY).get("playground") is None
    kept = words_of(words.version_id)
    assert kept is not None
    assert kept.name("ko") == "놀이터"
    with pytest.raises(Refused):
        publish(lead, place=dong, code="playground", values={}, valid_from=TODAY, now=NOW)


def test_what_is_wrong_is_named_part_by_part(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    far_team = cast.far.officer.team
    with pytest.raises(Unfit) as refused:
        publish(
            lead,
            place=dong,
            code="road",
            values={
                "name": {"ko": "길"},
                "target": "3x",
                "unit": {"kind": "team", "team": far_team.pk, "officer": None},
                "tongs": [
                    {"tongs": [1, 2], "unit": {"kind": "zone"}},
                    {"tongs": [2, 99], "unit": {"kind": "zone"}},
                ],
                "questions": [
                    {
                        "code": "What?",
                        "kind": "choice",
                        "text": {"ko": "무엇", "en": "what"},
                        "choices": [],
                        "required": False,
                    }
                ],
            },
            valid_from=TODAY,
            now=NOW,
        )
    assert {(one.where, one.code) for one in refused.value.faults} == {
        ("name", "no_text"),
        ("target", "not_a_limit"),
        ("unit", "unit_not_here"),
        ("tongs", "tongs_twice"),
        ("tongs", "tongs_not_here"),
        ("questions.0", "bad_code"),
        ("questions.0", "bad_choices"),
    }
    assert all(sentence for _where, sentence in refused.value.parts)
    assert not CategoryVersion.objects.exclude(level=OwnerLevel.EVERYBODY).exists()


def test_a_closed_unit_is_given_nothing(cast: Cast) -> None:
    team = add_team(SYSTEM, place=cast.yangcheon, name="치수과", kind=TeamKind.DEPARTMENT, now=NOW)
    close_team(SYSTEM, team=team, now=NOW)
    with pytest.raises(Unfit) as refused:
        publish(
            cast.viewer(cast.district_desk),
            place=cast.yangcheon,
            code="snow_flood",
            values={"unit": {"kind": "team", "team": team.pk, "officer": None}},
            valid_from=TODAY,
            now=NOW,
        )
    assert refused.value.faults[0].code == "unit_closed"


def test_only_who_decides_for_a_place_decides(cast: Cast) -> None:
    for officer, place in (
        (cast.own.officer, cast.own.dong),
        (cast.near.lead, cast.own.dong),
        (cast.district_desk, cast.own.dong),
        (cast.own.lead, cast.yangcheon),
        (cast.other_district_desk, cast.yangcheon),
        (cast.city_desk, None),
    ):
        with pytest.raises(Forbidden):
            publish(
                cast.viewer(officer),
                place=place,
                code="road",
                values={"target": "9wd"},
                valid_from=TODAY,
                now=NOW,
            )


def test_two_people_publish_at_once_and_one_is_told(cast: Cast) -> None:
    lead, head, dong = cast.viewer(cast.own.lead), cast.viewer(cast.own.head), cast.own.dong
    publish(
        lead, place=dong, code="road", values={"target": "1wd"}, valid_from=TODAY, seen=0, now=NOW
    )
    with pytest.raises(Conflict) as refused:
        publish(
            head,
            place=dong,
            code="road",
            values={"target": "2wd"},
            valid_from=TODAY,
            seen=0,
            now=NOW,
        )
    assert refused.value.code == "edited_elsewhere"


def test_what_nobody_has_used_is_taken_back_and_what_was_used_stays(
    cast: Cast, used: set[UUID]
) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    publish(lead, place=dong, code="road", values={"target": "1wd"}, valid_from=TODAY, now=NOW)
    words = categories_of(dong.pk, day=TODAY).get("road")
    assert words is not None
    entry = AuditEntry.objects.filter(action="category.published").latest("pk")
    used.add(words.version_id)
    with pytest.raises(Conflict) as refused:
        undo_change(lead, entry=entry, now=NOW)
    assert refused.value.code == "used"
    still = categories_of(dong.pk, day=TODAY).get("road")
    assert still is not None
    assert still.target == "1wd"
    used.clear()
    undo_change(lead, entry=entry, now=NOW)
    back = categories_of(dong.pk, day=TODAY).get("road")
    assert back is not None
    assert back.target == "3wd"
    assert words_of(words.version_id) is not None


def test_what_a_place_above_takes_back_leaves_no_torso_below(cast: Cast) -> None:
    """The dong had changed the district's own category; without it there is none."""
    desk, lead = cast.viewer(cast.district_desk), cast.viewer(cast.own.lead)
    publish(
        desk,
        place=cast.yangcheon,
        code="stairs",
        values={
            "name": {"ko": "계단", "en": "Stairs"},
            "group": {"ko": "도로와 보행", "en": "Roads and walking"},
            "target": "5wd",
        },
        valid_from=TODAY,
        now=NOW,
    )
    entry = AuditEntry.objects.filter(action="category.published").latest("pk")
    publish(
        lead,
        place=cast.own.dong,
        code="stairs",
        values={"target": "2wd"},
        valid_from=TODAY,
        now=NOW,
    )
    undo_change(desk, entry=entry, now=NOW)
    assert categories_of(cast.own.dong.pk, day=TODAY).get("stairs") is None


def test_a_petition_is_due_by_statute_and_by_promise(cast: Cast) -> None:
    found = categories_of(cast.own.dong.pk, day=TODAY)
    road, welfare = found.get("road"), found.get("welfare")
    assert road
    assert welfare
    # Friday 14:00: at once is three working hours; three working days after it end on Wednesday.
    due = due_of(road, received_at=NOW, dong_id=cast.own.dong.pk)
    assert due.statutory_due_at
    assert due.statutory_due_at.isoformat() == "2026-11-20T17:00:00+09:00"
    assert due.target_at
    assert due.target_at.isoformat() == "2026-11-25T18:00:00+09:00"
    assert due.due_at == due.target_at, "mending a road takes time, and the category says so"
    bare = due_of(_without_reason(cast), received_at=NOW, dong_id=cast.own.dong.pk)
    assert bare.due_at == bare.statutory_due_at
    own = due_of(road, received_at=NOW, dong_id=cast.own.dong.pk, petition=False)
    assert own.statutory_due_at is None
    assert own.due_at == own.target_at
    none = due_of(welfare, received_at=NOW, dong_id=cast.own.dong.pk)
    assert none.statutory_due_at is None
    assert none.due_at is not None


def _without_reason(cast: Cast):  # type: ignore[no-untyped-def]
    publish(
        cast.viewer(cast.own.lead),
        place=cast.own.dong,
        code="road",
        values={"why_longer": {}},
        valid_from=TODAY,
        now=NOW,
    )
    return categories_of(cast.own.dong.pk, day=TODAY).get("road")


def test_a_second_look_costs_one_small_statement(cast: Cast) -> None:
    categories_of(cast.own.dong.pk, day=TODAY)
    with CaptureQueriesContext(connection) as asked:
        categories_of(cast.own.dong.pk, day=TODAY)
        words_of(next(iter(categories_of(cast.near.dong.pk, day=TODAY))).version_id)
    assert len(asked) <= 3
