"""What an office's calendar costs, and that no process ever counts with an old one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongne.foundation.calendar.models import Holiday, Revision
from dongne.foundation.calendar.public import (
    add_holidays,
    calendar_of,
    calendars_of,
    cancel_holiday,
    is_working_day,
    next_working_day,
)
from dongne.foundation.calendar.queries.offices import (
    Shelf,
    begin_request,
    book,
    end_request,
)
from dongne.foundation.calendar.rules import chain_of
from dongne.foundation.scope.public import SYSTEM
from tests.cast import NOW, Cast

DAY = date(2027, 4, 7)


def declare(cast: Cast, day: date = DAY, name: str = "임시공휴일") -> int:
    kept = add_holidays(SYSTEM, place=cast.own.dong, first=day, name=name, now=NOW)
    return int(kept.subject.pk)


def test_the_state_s_days_are_there_from_the_start(cast: Cast) -> None:
    dong = cast.own.dong.pk
    assert not is_working_day(date(2026, 5, 1), dong)  # 노동절
    assert not is_working_day(date(2026, 7, 17), dong)  # 제헌절
    assert not is_working_day(date(2026, 3, 2), dong)  # a substitute
    assert next_working_day(date(2026, 9, 24), dong) == date(2026, 9, 28)  # 추석 and a weekend


def test_a_calendar_costs_one_statement_and_none_again_in_a_request(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    dong = cast.own.dong.pk
    calendar_of(dong)
    with django_assert_num_queries(1):
        calendar_of(dong)
    begin_request()
    try:
        with django_assert_num_queries(1):
            calendar_of(dong)
            calendar_of(dong)
            is_working_day(DAY, dong)
        declare(cast)
        assert not is_working_day(DAY, dong)
    finally:
        end_request()
    calendar_of(dong)
    with django_assert_num_queries(1):
        found = calendars_of([dong, cast.near.dong.pk, cast.far.dong.pk])
    assert {pk for pk, calendar in found.items() if calendar.is_rest_day(DAY)} == {dong}
    with django_assert_num_queries(2):
        calendar_of(dong, hold=True)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    deeds=st.lists(
        st.sampled_from(["add", "cancel", "rolled back", "read a", "read b"]),
        min_size=4,
        max_size=14,
    )
)
def test_no_process_keeps_an_old_calendar(cast: Cast, deeds: list[str]) -> None:
    """Two processes that read at any moment between changes, kept and taken back."""
    shelves = {"read a": Shelf(), "read b": Shelf()}
    chain = chain_of(
        dong_id=cast.own.dong.pk,
        district_id=cast.yangcheon.pk,
        city_id=cast.seoul.pk,
    )
    with transaction.atomic():
        there: list[int] = []
        for n, deed in enumerate(deeds):
            day = DAY + timedelta(days=n)
            if deed == "add":
                there.append(declare(cast, day))
            elif deed == "cancel" and there:
                cancel_holiday(SYSTEM, holiday_id=there.pop(), now=NOW)
            elif deed == "rolled back":
                point = transaction.savepoint()
                declare(cast, day)
                shelves["read a"].book(Revision.objects.get().mark)
                transaction.savepoint_rollback(point)
            for name in [deed] if deed in shelves else shelves:
                found = shelves[name].book(Revision.objects.get().mark).calendar(chain)
                assert found == book().calendar(chain)
        transaction.set_rollback(True)


ASK = """
import sys
import django
django.setup()
from datetime import date
from dongne.foundation.calendar.public import is_working_day
for line in sys.stdin:
    day, dong = line.split()
    print(is_working_day(date.fromisoformat(day), int(dong)), flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_another_process_knows_at_once() -> None:
    cast = Cast()
    database = connection.settings_dict
    url = "postgresql://{USER}:{PASSWORD}@/{NAME}?host={HOST}".format(**database)
    if not str(database["HOST"]).startswith("/"):
        url = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    other = subprocess.Popen(
        [sys.executable, "-c", ASK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"DATABASE_URL": url},
    )

    def ask() -> bool:
        assert other.stdin
        assert other.stdout
        other.stdin.write(f"{DAY} {cast.own.dong.pk}\n")
        other.stdin.flush()
        return bool(json.loads(other.stdout.readline().lower()))

    try:
        assert ask()
        key = declare(cast)
        assert not ask()
        cancel_holiday(SYSTEM, holiday_id=key, now=NOW)
        assert ask()
    finally:
        other.kill()
        other.communicate()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_swept_has_the_state_s_days_again() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert Holiday.objects.filter(date=date(2026, 7, 17)).exists()
    assert Revision.objects.count() == 1
