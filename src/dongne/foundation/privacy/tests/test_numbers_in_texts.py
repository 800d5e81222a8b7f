"""Numbers that stood in texts go: with the text, with the person, when their time is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from dongne.foundation.asides.public import (
    Aside,
    Place,
    Subject,
    destroy_subjectless,
    open_aside,
    register_subject,
    without_numbers,
)
from dongne.foundation.privacy.models import WatchRule
from dongne.foundation.privacy.services import set_retention
from dongne.foundation.privacy.tasks import keep
from dongne.foundation.residents.public import add_person, destroy_person, held_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast

PHONE, SECOND, MAIL = "010-5550-0101", "010-5550-0202", "m@example.com"


@pytest.fixture(autouse=True)
def place() -> None:
    """A row whose text everybody may read: any row will do."""

    def readable(_viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
        return {key: Place("메모", "/memo") for key in ids}

    register_subject(Subject(type="privacy.watchrule", readable=readable))


def noted(cast: Cast, text: str, now: datetime = NOW) -> WatchRule:
    row = WatchRule.objects.create(code="many", figures={}, holds_from=seoul_day(now))
    viewer, dong = cast.viewer(cast.own.officer), cast.own.dong.pk
    without_numbers(viewer, subject=row, now=now, dong_id=dong, memo=text)
    return row


def resident(cast: Cast, **more: str) -> UUID:
    viewer = cast.viewer(cast.own.officer)
    return add_person(viewer, dong_id=cast.own.dong.pk, name="문정숙", now=NOW, **more).pk


def left() -> set[str]:
    rows = Aside.objects.for_viewer(SYSTEM)
    return {(row.phone or row.email).reveal() for row in rows}


def test_with_a_person_go_their_numbers_but_not_those_of_a_family(cast: Cast) -> None:
    head = cast.viewer(cast.own.head)
    one = resident(cast, phone=PHONE, email=MAIL)
    resident(cast, phone=SECOND)
    both = resident(cast, phone=SECOND)
    noted(cast, f"{PHONE}, {MAIL}, {SECOND}, 010-1111-2222")
    held = dict(held_of(head, one))["글 속 전화번호"]
    assert len(held) == 2
    assert not any(secret in thing.text for thing in held for secret in (PHONE, MAIL))
    destroy_person(head, person_id=one, now=NOW)
    assert left() == {"01055500202", "01011112222"}
    # A number that two have stays until the other one goes too.
    destroy_person(head, person_id=both, now=NOW)
    assert left() == {"01055500202", "01011112222"}


def test_with_a_text_that_was_deleted_go_its_numbers(cast: Cast) -> None:
    gone, stays = noted(cast, PHONE), noted(cast, SECOND, NOW + timedelta(days=1))
    gone.delete()
    destroy_subjectless(SYSTEM, now=NOW)
    destroy_subjectless(SYSTEM, now=NOW)
    assert left() == {"01055500202"}
    assert stays.pk


def test_a_number_is_kept_for_some_months_from_when_it_was_last_needed(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    noted(cast, PHONE)
    noted(cast, SECOND, NOW + timedelta(days=1))
    last = Aside.objects.for_viewer(SYSTEM).latest("created_at")
    year = timedelta(days=366)
    set_retention(
        cast.viewer(cast.privacy),
        kind="aside",
        months=12,
        basis="처리방침",
        holds_from=seoul_day(NOW),
        now=NOW,
    )
    keep(now=NOW + timedelta(days=360))
    assert len(left()) == 2
    open_aside(officer, aside_id=last.pk, purpose="contact", now=NOW + timedelta(days=200))
    keep(now=NOW + year + timedelta(days=2))
    assert left() == {"01055500202"}
    keep(now=NOW + year + timedelta(days=203))
    assert left() == set()
