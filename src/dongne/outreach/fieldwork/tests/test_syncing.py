"""A record that comes from a device is one row, however often and from wherever it comes."""

from __future__ import annotations

import base64
import importlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import keys_path, make_keys, rotate
from dongne.lib.ids import new_id
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.models import Activity, Receipt
from dongne.outreach.fieldwork.public import draft_report, submit_report
from dongne.outreach.fieldwork.services.syncing import Answer, Entry, sync
from tests.cast import NOW, Cast, a_record


def send(viewer: Viewer, *records, base=None, now=NOW) -> list[Answer]:
    entries = [Entry(raw_id=str(r.id), record=r, base=base, body={"memo": r.memo}) for r in records]
    return sync(viewer, device="phone-1", sent_at=now, entries=entries, now=now)


@pytest.fixture
def officer(cast: Cast) -> Viewer:
    return cast.viewer(cast.own.officer)


def activities():
    return Activity.objects.for_viewer(SYSTEM)


def test_the_same_record_gets_the_first_receipt_again(officer: Viewer) -> None:
    record = a_record()
    [first] = send(officer, record)
    [again] = send(officer, record, now=NOW + timedelta(minutes=5))
    assert (first.status, again.status) == ("created", "same")
    assert again.receipt == first.receipt
    assert activities().count() == 1


def test_one_batch_with_the_same_record_twice_is_one_row(officer: Viewer) -> None:
    record = a_record()
    answers = send(officer, record, record)
    assert [a.status for a in answers] == ["created", "same"]
    assert activities().count() == 1


def test_an_edit_names_the_receipt_it_edits(officer: Viewer) -> None:
    record = a_record()
    [first] = send(officer, record)
    [edited] = send(officer, replace(record, memo="고쳐 적음"), base=first.receipt)
    assert edited.status == "updated"
    assert edited.receipt != first.receipt
    assert activities().get().memo == "고쳐 적음"


def test_an_edit_of_an_old_version_keeps_both(officer: Viewer) -> None:
    record = a_record()
    [first] = send(officer, record)
    send(officer, replace(record, memo="둘째"), base=first.receipt)
    [late] = send(officer, replace(record, memo="셋째"), base=first.receipt)
    [again] = send(officer, replace(record, memo="셋째"), base=first.receipt)
    assert (late.status, again.status) == ("conflict", "conflict")
    assert activities().get().memo == "둘째"
    kept = Receipt.objects.for_viewer(SYSTEM).get(status="conflict")
    assert kept.body == {"memo": "셋째"}


def test_another_body_without_a_base_never_overwrites(officer: Viewer) -> None:
    record = a_record()
    send(officer, record)
    [other] = send(officer, replace(record, memo="다른 내용"))
    assert other.status == "conflict"
    assert activities().get().memo == record.memo


def test_a_future_date_is_kept_and_held(officer: Viewer) -> None:
    record = a_record(happened_at=NOW + timedelta(days=3))
    [answer] = send(officer, record)
    [again] = send(officer, record)
    assert (answer.status, answer.reason) == ("held", "future")
    assert answer.receipt == again.receipt
    assert activities().get().held == "future"


def test_a_strangers_id_reveals_nothing(cast: Cast, officer: Viewer) -> None:
    record = a_record()
    send(officer, record)
    for stranger in (cast.own.colleague, cast.far.officer):
        [answer] = send(cast.viewer(stranger), record)
        assert (answer.status, answer.receipt) == ("rejected", None)
    assert activities().get().officer_id == officer.officer_id


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"field": "fishing"}, "field_unknown"),
        ({"kind": "fishing"}, "kind_unknown"),
        ({"tong": 99}, "tong_unknown"),
        ({"memo": "  "}, "memo_missing"),
        ({"memo": "가" * 4001}, "memo_too_long"),
        ({"memo": "널\x00"}, "not_text"),
        ({"latitude": 37.5}, "not_a_place"),
        ({"latitude": float("nan"), "longitude": 126.8}, "not_a_place"),
        ({"outing": new_id()}, "outing_unknown"),
    ],
)
def test_a_bad_record_is_refused_and_the_others_are_kept(
    officer: Viewer, values: dict, reason: str
) -> None:
    bad, good = send(officer, a_record(**values), a_record())
    assert (bad.status, bad.reason) == ("rejected", reason)
    assert bad.message
    assert good.status == "created"
    assert activities().count() == 1


def test_an_edit_of_a_reported_activity_is_kept_aside(officer: Viewer) -> None:
    record = a_record()
    [first] = send(officer, record)
    report = draft_report(officer, day=seoul_day(record.happened_at), now=NOW)
    submit_report(officer, report_id=report.pk, now=NOW)
    [late] = send(officer, replace(record, memo="나중에 고침"), base=first.receipt)
    assert (late.status, late.reason) == ("conflict", "locked")
    assert activities().get().memo == record.memo


def test_a_hundred_records_cost_as_many_statements_as_one(
    officer: Viewer, django_assert_max_num_queries
) -> None:
    for count in (1, 100):
        records = [a_record(photos=((f"{n:064x}", "before"),)) for n in range(count)]
        with django_assert_max_num_queries(12):
            assert {a.status for a in send(officer, *records)} == {"created"}


def test_a_receipt_is_known_again_after_the_keys_were_rotated_and_tells_no_digits(
    officer: Viewer, tmp_path: Path, settings: SimpleNamespace
) -> None:
    settings.KEYS_FILE = str(tmp_path / "keys.json")
    make_keys()
    rotate(SYSTEM, now=NOW, settle=0)
    record = a_record(memo="010-1234-5678 연락 바람")
    [first] = send(officer, record)
    kept = bytes(Receipt.objects.for_viewer(SYSTEM).get().digest)
    assert kept != record.digest(None)
    keys = json.loads(keys_path().read_text())
    keys["log"]["keys"]["0a0b0c0d"] = base64.b64encode(bytes(32)).decode()
    keys["log"]["active"] = "0a0b0c0d"
    keys_path().write_text(json.dumps(keys))
    rotate(SYSTEM, now=NOW, settle=0)
    [again] = send(officer, record)
    assert (again.status, again.receipt) == ("same", first.receipt)
    assert Receipt.objects.for_viewer(SYSTEM).count() == 1


def test_receipts_of_before_are_known_by_their_keyed_digest(officer: Viewer) -> None:
    record = a_record()
    [first] = send(officer, record)
    Receipt.objects.for_viewer(SYSTEM).update(digest=record.digest(None))
    migration = importlib.import_module("dongne.outreach.fieldwork.migrations.0005_keyed_digests")
    migration.key(apps, SimpleNamespace(connection=connection))
    [again] = send(officer, record)
    assert (again.status, again.receipt) == ("same", first.receipt)
