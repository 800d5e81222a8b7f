"""Nobody is kept from reporting who does so like a person; nobody floods an office."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from dongne.foundation.gate.middleware import AddressMiddleware
from dongne.foundation.gate.models import OneTimeCode, Tally
from dongne.foundation.gate.public import Limit, limit, register_limit
from dongne.foundation.gate.rules import (
    WRONG_MOST,
    address_behind,
    network_of,
    verdict_of,
    window_end,
)
from dongne.foundation.gate.services import sweeping
from dongne.foundation.gate.services.counting import may_try, tried_right

NOW = datetime(2026, 11, 20, 3, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def rules(settings: Any) -> None:
    settings.LIMITS = True
    register_limit("try.it", Limit(free=3, proven=5, per=HOUR))


@pytest.mark.django_db
def test_three_times_freely_then_with_a_proof_then_no_more() -> None:
    for _time in range(3):
        assert limit("try.it", who="192.0.2.1", now=NOW).allowed
    asked = limit("try.it", who="192.0.2.1", now=NOW)
    assert (asked.allowed, asked.must_prove) == (False, True)
    for _time in range(2):
        assert limit("try.it", who="192.0.2.1", now=NOW, proven=True).allowed
    refused = limit("try.it", who="192.0.2.1", now=NOW, proven=True)
    assert (refused.allowed, refused.must_prove) == (False, False)
    assert refused.wait_seconds == 50 * 60
    assert limit("try.it", who="192.0.2.2", now=NOW).allowed
    assert limit("try.it", who="192.0.2.1", now=NOW + timedelta(minutes=50)).allowed


@pytest.mark.django_db
def test_whoever_was_refused_is_not_held_back_longer_for_asking_again() -> None:
    for _time in range(30):
        limit("try.it", who="192.0.2.1", now=NOW)
    assert limit("try.it", who="192.0.2.1", now=NOW, proven=True).allowed


@pytest.mark.django_db
def test_each_question_costs_one_statement(django_assert_num_queries: Any) -> None:
    for _time in range(6):
        with django_assert_num_queries(1):
            limit("try.it", who="192.0.2.1", now=NOW)


@pytest.mark.django_db
def test_a_demonstration_asks_nothing(settings: Any, django_assert_num_queries: Any) -> None:
    settings.LIMITS = False
    with django_assert_num_queries(0):
        assert all(limit("try.it", who="192.0.2.1", now=NOW).allowed for _time in range(50))


@pytest.mark.django_db
def test_no_address_and_no_name_lies_in_the_table() -> None:
    limit("try.it", who="203.0.113.77", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text, encode(key, 'escape') FROM gate_tally t")
        told = str(cursor.fetchall())
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'gate_tally'")
        assert cursor.fetchone() == ("u",)
    assert "203.0.113" not in told
    assert "try.it" not in told


@pytest.mark.django_db
def test_what_is_over_is_swept_and_what_holds_stays() -> None:
    limit("try.it", who="192.0.2.1", now=NOW)
    limit("try.it", who="192.0.2.1", now=NOW + HOUR)
    for ended in (NOW - timedelta(days=2), NOW):
        OneTimeCode.objects.create(
            purpose="x", subject=b"x", digest=b"x", given_at=ended, good_until=ended
        )
    assert sweeping.sweep(now=NOW + HOUR) == 2
    assert (Tally.objects.count(), OneTimeCode.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_forty_at_the_same_moment_as_many_pass_as_may() -> None:
    let: list[bool] = []
    tried: list[int] = []

    def ask() -> None:
        try:
            let.append(limit("try.it", who="192.0.2.9", now=NOW, proven=True).allowed)
            tried.append(may_try("door", subject="case", address="192.0.2.9", now=NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(let), sum(let)) == (40, 5)
    assert tried.count(0) == WRONG_MOST


@pytest.mark.django_db
def test_five_wrong_ones_lock_for_a_quarter_of_an_hour_and_no_longer() -> None:
    def wait(minutes: float, subject: str = "case", address: str = "192.0.2.1") -> int:
        at = NOW + timedelta(minutes=minutes)
        return may_try("door", subject=subject, address=address, now=at)

    assert [wait(0) for _time in range(5)] == [0] * 5
    assert wait(1) == 14 * 60
    assert wait(1, address="198.51.100.1") == 14 * 60, "the subject, from wherever"
    assert wait(1, subject="other") == 14 * 60, "the address, whatever it asks for"
    assert wait(14.5) == 30, "asking again makes it no longer"
    assert wait(15) == 0


@pytest.mark.django_db
def test_the_right_answer_forgets_the_wrong_ones() -> None:
    for _round in range(3):
        for _time in range(4):
            assert may_try("door", subject="case", address="192.0.2.1", now=NOW) == 0
        tried_right("door", subject="case", address="192.0.2.1")


@given(st.integers(0, 9), st.integers(0, 12), st.booleans())
def test_a_proof_is_only_asked_for_where_it_would_help(free: int, count: int, proven: bool) -> None:
    rule = Limit(free=free, proven=free + 2, per=HOUR)
    end = window_end(NOW, HOUR)
    told = verdict_of(rule, let=False, count=count, proven=proven, end=end, now=NOW)
    assert told.must_prove == (not proven and count < rule.proven)
    assert told.wait_seconds > 0


@given(st.integers(0, 2 * 10**9), st.integers(1, 86400))
def test_a_window_holds_its_moment_and_ends(moment: int, seconds: int) -> None:
    at, per = datetime.fromtimestamp(moment, tz=UTC), timedelta(seconds=seconds)
    end = window_end(at, per)
    assert at < end <= at + per
    assert window_end(end, per) == end + per


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_a_line_counts_as_one_however_many_addresses_it_has(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("hops", "forwarded", "address"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "203.0.113.9"),
        (1, "203.0.113.9:51823", "203.0.113.9"),
        (1, "[2001:db8::7]:443", "2001:db8::7"),
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "unknown", "10.0.0.1"),
        (1, ", ,", "10.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_have_written_is_believed(
    hops: int, forwarded: str, address: str
) -> None:
    assert address_behind("10.0.0.1", forwarded, hops) == address


def test_behind_a_proxy_everybody_has_an_address_of_their_own(settings: Any) -> None:
    seen: list[str] = []
    ask = AddressMiddleware(lambda request: seen.append(request.META["REMOTE_ADDR"]))  # type: ignore[arg-type, return-value]
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "1.2.3.4, 203.0.113.9"})
    ask(request)
    settings.PROXY_HOPS = 1
    ask(request)
    assert seen == ["127.0.0.1", "203.0.113.9"]
