"""The table of duties: from a day on, by whoever keeps it, and back again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.duties.public import (
    Line,
    duties_document,
    duties_of,
    find_duty,
    keep_duties,
    office_of,
)
from dongne.foundation.organisations.public import Account, Officer
from dongne.foundation.papers.public import Table
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast

TODAY = seoul_day(NOW)
DAY = timedelta(days=1)


def keep(cast: Cast, lines: list[Line], day: date, by: Officer | None = None) -> None:
    viewer = cast.viewer(by or cast.own.lead)
    team = cast.own.officer.team_id
    keep_duties(viewer, team_id=team, lines=lines, starts_on=day, now=NOW)


def table(viewer: Viewer, cast: Cast, day: date) -> list[tuple[str, str]]:
    found = duties_of(viewer, day=day, dong_id=cast.own.dong.pk)
    return [(duty.title, duty.officer.name) for duty in found]


@pytest.fixture
def viewer(cast: Cast) -> Viewer:
    officer, colleague = cast.own.officer.pk, cast.own.colleague.pk
    keep(
        cast,
        [
            Line(officer_id=officer, title="청소", details="무단투기", deputy_id=colleague),
            Line(officer_id=colleague, title="민방위", details="재난 대비와 청소차"),
        ],
        TODAY - 30 * DAY,
    )
    return cast.viewer(cast.own.colleague)


def kept(cast: Cast, viewer: Viewer) -> list[Line]:
    return [
        Line(
            officer_id=duty.officer_id,
            title=duty.title,
            details=duty.details,
            deputy_id=duty.deputy_id,
            line=duty.line,
        )
        for duty in duties_of(viewer, day=TODAY, dong_id=cast.own.dong.pk)
    ]


def changed(line: Line, **to: Any) -> Line:
    return Line(
        **{
            name: to.get(name, getattr(line, name))
            for name in ("officer_id", "title", "details", "deputy_id", "line")
        }
    )


def test_a_duty_goes_to_another_and_the_old_table_stays(cast: Cast, viewer: Viewer) -> None:
    first, second = kept(cast, viewer)
    mine = changed(first, officer_id=cast.own.colleague.pk, deputy_id=cast.own.officer.pk)
    keep(cast, [second, mine], TODAY)
    assert table(viewer, cast, TODAY - DAY) == [("청소", "최주무"), ("민방위", "정동료")]
    assert table(viewer, cast, TODAY) == [("민방위", "정동료"), ("청소", "정동료")]
    entry = AuditEntry.objects.latest("pk")
    undo_change(cast.viewer(cast.own.lead), entry=entry, now=NOW)
    assert table(viewer, cast, TODAY) == [("청소", "최주무"), ("민방위", "정동료")]


def test_a_line_that_is_left_out_ends(cast: Cast, viewer: Viewer) -> None:
    keep(cast, kept(cast, viewer)[:1], TODAY)
    assert table(viewer, cast, TODAY) == [("청소", "최주무")]
    assert len(table(viewer, cast, TODAY - DAY)) == 2


def test_two_people_at_one_table_do_not_lose_each_others_lines(cast: Cast, viewer: Viewer) -> None:
    seen = kept(cast, viewer)
    keep(cast, seen[:1], TODAY)
    with pytest.raises(Conflict):
        keep(cast, seen, TODAY)


def test_only_who_keeps_the_table_changes_it(cast: Cast, viewer: Viewer) -> None:
    lines = kept(cast, viewer)[:1]
    for other in (cast.own.officer, cast.own.welfare_lead):
        with pytest.raises(Forbidden):
            keep(cast, lines, TODAY, by=other)
    for stranger in (cast.near.lead, cast.road):
        with pytest.raises(NotHere):
            keep(cast, lines, TODAY, by=stranger)


def test_lines_that_make_no_sense_are_refused(cast: Cast, viewer: Viewer) -> None:
    own, near = cast.own.officer.pk, cast.near.officer.pk
    for line in (
        Line(officer_id=own, title="  "),
        Line(officer_id=own, title="가" * 61),
        Line(officer_id=own, title="청소", deputy_id=own),
        Line(officer_id=near, title="청소"),
        Line(officer_id=own, title="청소", deputy_id=near),
    ):
        with pytest.raises(Refused):
            keep(cast, [line], TODAY)


def test_words_find_whose_duty_it_is(cast: Cast, viewer: Viewer) -> None:
    def found(words: str) -> list[str]:
        duties = find_duty(viewer, dong_id=cast.own.dong.pk, words=words)
        return [duty.title for duty in duties]

    assert found("청소") == ["청소", "민방위"]
    assert found("재난 훈련") == ["민방위"]
    assert found("정동료") == ["민방위"]
    assert found("") == found("선거") == []
    stranger = cast.viewer(cast.near.officer)
    assert find_duty(stranger, dong_id=cast.own.dong.pk, words="청소") == []


def test_a_department_keeps_its_own(cast: Cast) -> None:
    road = cast.viewer(cast.road)
    line = Line(officer_id=cast.road.pk, title="보도 정비")
    keep_duties(road, team_id=cast.road.team_id, lines=[line], starts_on=TODAY, now=NOW)
    assert [d.title for d in duties_of(road, day=TODAY, team_id=cast.road.team_id)] == ["보도 정비"]
    officer = cast.viewer(cast.own.officer)
    assert duties_of(officer, day=TODAY, team_id=cast.road.team_id) == []


def test_the_paper_has_a_table_for_each_team(cast: Cast, viewer: Viewer) -> None:
    paper = duties_document(viewer, office=office_of(viewer), day=TODAY)
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    assert [one.heading for one in tables] == ["행정팀", "복지1팀"]
    assert tables[0].rows[0] == ("주무관", "최주무", "청소", "무단투기", "정동료")


def test_lines_are_moved_and_added_without_being_kept(cast: Cast, viewer: Viewer) -> None:
    client = Client()
    client.force_login(
        Account.objects.get(officer=cast.own.lead),
        "dongne.foundation.organisations.identity.AccountBackend",
    )
    address = f"/office/duties/{cast.own.officer.team_id}/"
    sent = {"lines": "2", "starts_on": str(TODAY)}
    for place, line in enumerate(kept(cast, viewer)):
        sent |= {
            f"line-{place}-line": str(line.line),
            f"line-{place}-title": line.title,
            f"line-{place}-officer": str(line.officer_id),
            f"line-{place}-details": line.details,
            f"line-{place}-deputy": str(line.deputy_id or ""),
        }
    moved = client.post(address, sent | {"move": "1:up"})
    assert moved.status_code == 200
    assert [line["title"].value() for line in moved.context["lines"]] == ["민방위", "청소"]
    assert len(client.post(address, sent | {"more": "1"}).context["lines"]) == 5
    assert len(client.post(address, sent | {"drop": "0"}).context["lines"]) == 1
    assert table(viewer, cast, TODAY) == [("청소", "최주무"), ("민방위", "정동료")]
    assert client.post(address, sent | {"line-0-title": "골목 청소"}).status_code == 302
    assert table(viewer, cast, TODAY)[0] == ("골목 청소", "최주무")
