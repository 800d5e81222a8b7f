"""What is over is destroyed when two people said so; the certificate names nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from dongne.foundation.papers.public import render
from dongne.foundation.privacy.models import DisposalItem
from dongne.foundation.privacy.papers import certificate
from dongne.foundation.privacy.queries.keeping import due_people, items_of
from dongne.foundation.privacy.services import (
    approve,
    carry_out,
    hold_back,
    propose,
    recompute,
    set_retention,
)
from dongne.foundation.residents.public import Person, add_person, edit_person
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast

OLD = NOW - timedelta(days=365 * 4)


def known(cast: Cast, name: str, now: Any = OLD) -> UUID:
    return add_person(
        cast.viewer(cast.own.officer), dong_id=cast.own.dong.pk, name=name, now=now
    ).pk


def person(key: UUID) -> Person:
    return Person.objects.for_viewer(SYSTEM).get(pk=key)


def test_a_list_is_proposed_approved_by_another_and_carried_out(cast: Cast) -> None:
    old, kept, new = known(cast, "표기영"), known(cast, "선우은"), known(cast, "길보라", NOW)
    lead, head = cast.viewer(cast.own.lead), cast.viewer(cast.own.head)
    row = propose(lead, dong_id=cast.own.dong.pk, now=NOW)
    items = {item.person_id: item for item in items_of(row)}
    assert set(items) == {old, kept}
    with pytest.raises(Conflict):
        propose(lead, dong_id=cast.own.dong.pk, now=NOW)
    with pytest.raises(Forbidden):
        approve(lead, disposal_id=row.pk, reason="지남", now=NOW)
    with pytest.raises(Conflict):
        carry_out(head, disposal_id=row.pk, now=NOW)
    hold_back(lead, item_id=items[kept].pk, reason="소송 중", now=NOW)
    approve(head, disposal_id=row.pk, reason="기간이 지남", now=NOW)
    done = carry_out(head, disposal_id=row.pk, now=NOW)
    assert person(old).destroyed_at
    assert not person(kept).destroyed_at
    assert not person(new).destroyed_at
    assert done.figures == {"resident": {"persons": 1, "things": 0}}
    # Whoever is held back is not due again.
    assert not due_people(head, day=seoul_day(NOW)).exists()
    paper = certificate(done, list(items_of(done)))
    text = repr(paper)
    assert "표기영" not in text
    assert str(old) not in text
    assert done.digest in text
    assert render(paper, "pdf", now=NOW).startswith(b"%PDF")
    assert render(paper, "hwpx", now=NOW).startswith(b"PK")


def test_the_proposer_does_not_approve_even_as_head(cast: Cast) -> None:
    known(cast, "표기영")
    head = cast.viewer(cast.own.head)
    row = propose(head, dong_id=cast.own.dong.pk, now=NOW)
    with pytest.raises(Forbidden):
        approve(head, disposal_id=row.pk, reason="지남", now=NOW)
    approve(cast.viewer(cast.privacy), disposal_id=row.pk, reason="지남", now=NOW)


def test_whoever_was_used_meanwhile_falls_out_by_itself(cast: Cast) -> None:
    old = known(cast, "표기영")
    lead, head = cast.viewer(cast.own.lead), cast.viewer(cast.own.head)
    row = propose(lead, dong_id=cast.own.dong.pk, now=NOW)
    approve(head, disposal_id=row.pk, reason="지남", now=NOW)
    edit_person(lead, person_id=old, version=person(old).version, now=NOW, name="표기영영")
    carry_out(head, disposal_id=row.pk, now=NOW)
    assert not person(old).destroyed_at
    assert DisposalItem.objects.for_viewer(SYSTEM).get(person_id=old).state == "gone"


def test_a_districts_own_time_of_keeping_moves_the_last_day(cast: Cast) -> None:
    key = known(cast, "표기영", NOW)
    privacy = cast.viewer(cast.privacy)
    dong = cast.own.dong.pk
    recompute(privacy, dong_id=dong, now=NOW)
    before = person(key).keep_until
    set_retention(
        privacy, kind="resident", months=12, basis="처리방침", holds_from=seoul_day(NOW), now=NOW
    )
    assert recompute(privacy, dong_id=dong, now=NOW) == 1
    after = person(key).keep_until
    assert before
    assert after
    assert before.year - after.year == 2
    assert recompute(privacy, dong_id=dong, now=NOW) == 0
    with pytest.raises(Forbidden):
        set_retention(
            cast.viewer(cast.own.head),
            kind="resident",
            months=1,
            basis="처리방침",
            holds_from=seoul_day(NOW),
            now=NOW,
        )
