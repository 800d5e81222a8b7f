"""By which a record that comes again is known: what was given years ago has to fit for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest

from dongne.lib import registration_numbers
from dongne.outreach.fieldwork.rules import Record

RECORD = Record(
    id=UUID("01a20591-fbc9-754f-b97b-53a204f2398b"),
    kind="complaint_heard",
    field="safety",
    happened_at=datetime(2026, 11, 2, 10, 30, tzinfo=timezone(timedelta(hours=9))),
    memo="맨홀 “주변”",
    latitude=37.5229,
    longitude=126.8561,
    address="신정4동 123-4",
    tong=3,
    photos=(("ab" * 32, "before"),),
)
WITH_SOUND = replace(RECORD, sounds=(("cd" * 32, 4),), outing=UUID(int=9))


@pytest.mark.parametrize(
    ("record", "base", "digest"),
    [
        (RECORD, None, "9a6469cd8b4e792b280985cf821aa2565e121838c987a25ba1fe2fbd921cec67"),
        (RECORD, UUID(int=7), "a07c4b130843da353093bfdf999dce0638b7fed5eadf709c7f8d97973902dc85"),
        (WITH_SOUND, None, "6360462ef650cdae9b11c3c15e181cb7bbf30e54ddef0244e36023737920438c"),
    ],
)
def test_the_digest_of_a_record_never_changes(
    record: Record, base: UUID | None, digest: str
) -> None:
    assert record.digest(base).hex() == digest


@pytest.mark.parametrize("number", ["940101-1234567", "9401011234567", "여권 M123A4567"])
def test_a_quick_look_at_texts_joined_overlooks_no_number(number: str) -> None:
    assert registration_numbers.find(number)
    assert registration_numbers.may_hold("\n".join(["골목 입구", f"그 사람 {number}", ""]))
