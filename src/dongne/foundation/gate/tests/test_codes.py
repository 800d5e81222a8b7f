"""A code opens one thing, once, for five minutes; and tells nobody whose number is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.gate.models import OneTimeCode
from dongne.foundation.gate.public import TooMany, check_code, give_code
from dongne.foundation.messaging.public import Message, Recipient
from dongne.foundation.scope.public import ANONYMOUS, SYSTEM, Viewer
from tests.cast import NOW, Cast

ME = replace(ANONYMOUS, address="192.0.2.1")
OTHER = replace(ANONYMOUS, address="198.51.100.1")
PHONE = Recipient(phone="010-0000-1234")
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def limits_on(settings: Any) -> None:
    settings.LIMITS = True


def given(cast: Cast, *, to: Recipient | None = PHONE, subject: str = "case", at: Any = NOW) -> str:
    """The code as the telephone got it."""
    give_code(ME, to=to, purpose="door", subject=subject, dong_id=cast.own.dong.pk, now=at)
    last = Message.objects.for_viewer(SYSTEM).order_by("id").last()
    return last.body.reveal().split("확인번호 ")[1][:6] if last else ""


def opens(
    code: str, *, who: Viewer = ME, subject: str = "case", purpose: str = "door", at: Any = NOW
) -> bool:
    return check_code(who, purpose=purpose, subject=subject, code=code, now=at)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_a_code_opens_what_it_was_given_for_once(cast: Cast) -> None:
    code = given(cast)
    assert not opens(code, subject="another")
    assert not opens(code, purpose="another")
    assert opens(code)
    assert not opens(code)


def test_a_code_is_over_after_five_minutes(cast: Cast) -> None:
    code = given(cast)
    assert not opens(code, at=NOW + 5 * MINUTE)
    assert opens(code, at=NOW + 5 * MINUTE - timedelta(seconds=1))


def test_it_may_be_typed_with_spaces_and_in_full_width(cast: Cast) -> None:
    code = given(cast)
    full = "".join(chr(ord("０") + int(digit)) for digit in code)
    assert opens(f" {full[:3]}-{full[3:]} ")


def test_the_first_of_two_messages_opens_as_well_and_ends_both(cast: Cast) -> None:
    first = given(cast)
    second = given(cast, at=NOW + MINUTE)
    assert opens(first, at=NOW + 2 * MINUTE)
    assert not opens(second, at=NOW + 2 * MINUTE)


def test_after_five_wrong_ones_the_right_one_is_wrong_for_a_quarter_of_an_hour(cast: Cast) -> None:
    code = given(cast)
    for _time in range(5):
        assert not opens(wrong(code))
    assert not opens(code)
    assert not opens(code, who=OTHER), "from another address too"
    later = NOW + 14 * MINUTE
    code = given(cast, at=later)
    assert not opens(code, at=later)
    later = NOW + 16 * MINUTE
    assert opens(given(cast, at=later), at=later)


def test_an_address_that_tries_one_case_after_the_other_is_locked_as_well(cast: Cast) -> None:
    for case in range(5):
        assert not opens("000000", subject=f"case {case}")
    code = given(cast, subject="mine")
    assert not opens(code, subject="mine")
    assert opens(code, subject="mine", who=OTHER)


def test_four_wrong_ones_and_the_right_one_leave_nothing_behind(cast: Cast) -> None:
    for _round in range(3):
        code = given(cast)
        for _time in range(4):
            assert not opens(wrong(code))
        assert opens(code)


def test_whether_a_number_is_known_is_told_by_nothing(cast: Cast) -> None:
    def ask(to: Recipient | None, subject: str) -> tuple[Any, int]:
        with CaptureQueriesContext(connection) as seen:
            answer = give_code(
                ME, to=to, purpose="door", subject=subject, dong_id=cast.own.dong.pk, now=NOW
            )
        return answer, len(seen)

    ask(PHONE, "warm")
    before = Message.objects.for_viewer(SYSTEM).count()
    (known, cost), (unknown, same) = ask(PHONE, "known"), ask(None, "unknown")
    assert known == unknown
    assert abs(cost - same) <= 1, "the time tells nothing either: going back costs a statement"
    assert Message.objects.for_viewer(SYSTEM).count() == before + 1
    assert not opens("", subject="unknown")


def test_three_codes_in_a_quarter_of_an_hour_are_enough(cast: Cast) -> None:
    for _time in range(3):
        given(cast)
    with pytest.raises(TooMany) as refused:
        given(cast)
    assert 0 < refused.value.wait_seconds <= 15 * 60
    assert int(refused.value.status) == 429
    given(cast, at=NOW + 15 * MINUTE)


def test_neither_code_nor_number_lies_anywhere_in_the_clear(cast: Cast) -> None:
    code = given(cast, subject="010-0000-1234")
    opens(code, subject="010-0000-1234")
    row = OneTimeCode.objects.get()
    stored = f"{bytes(row.subject)!r}{bytes(row.digest)!r}"
    told = [str(entry.changes) for entry in AuditEntry.objects.filter(action__startswith="code.")]
    assert len(told) == 2
    assert not any(text in stored + "".join(told) for text in (code, "1234"))


@pytest.mark.parametrize("code", ["", "abc", "²³¹", "9" * 5000, "１２３", "\x00"])
def test_anything_else_is_a_wrong_code_and_breaks_nothing(cast: Cast, code: str) -> None:
    given(cast)
    assert not opens(code)
