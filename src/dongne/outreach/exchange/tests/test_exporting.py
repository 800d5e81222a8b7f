"""What goes out is what is there: by count, by digest, and without what must not leave."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Forbidden
from dongne.outreach.exchange.public import ImportKind, apply_run, export_dong, take_in
from dongne.outreach.exchange.services.lines import TYPES, as_text, line_of, rows
from dongne.outreach.fieldwork.public import record_activity
from dongne.outreach.sharing.public import check
from tests.cast import NOW, Cast, a_record

MONTH = "2026년 9월 활동실적 취합,,,\n팀명,성명,복지,환경\n행정팀,최주무,3,4\n행정팀,정동료,0,5\n"


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """Two activities, and a past month from a file."""
    for _ in range(2):
        record_activity(cast.viewer(cast.own.officer), record=a_record(), now=NOW)
    lead = cast.viewer(cast.own.lead)
    dong = cast.own.dong
    run = take_in(lead, dong_id=dong.pk, name="취합.csv", data=MONTH.encode(), now=NOW)
    apply_run(lead, run_id=run.pk, now=NOW)
    return cast


def lines_of(cast: Cast) -> list[bytes]:
    out = io.BytesIO()
    lead = cast.viewer(cast.own.lead)
    export_dong(lead, dong_id=cast.own.dong.pk, form="jsonl", reason="점검", to=out, now=NOW)
    return out.getvalue().splitlines(keepends=True)


def test_the_lines_are_the_database_by_count_and_digest(busy: Cast) -> None:
    *lines, end = lines_of(busy)
    told = json.loads(end)
    assert told["sha256"] == hashlib.sha256(b"".join(lines)).hexdigest()
    parsed = [json.loads(line) for line in lines]
    assert parsed[0]["dong"] == "sinjeong4"
    assert Counter(line["type"] for line in parsed[1:]) == Counter(told["counts"])
    again = hashlib.sha256(lines[0])
    for kind in TYPES:
        path = getattr(TYPES[kind], "tenant_path", "dong")
        there = TYPES[kind]._default_manager.for_viewer(SYSTEM).filter(**{path: busy.own.dong.pk})  # type: ignore[attr-defined]
        assert there.count() == told["counts"].get(kind, 0), kind
        for row in rows(kind, busy.own.dong.pk):
            again.update(as_text(line_of(kind, row)).encode() + b"\n")
    assert again.hexdigest() == told["sha256"]
    assert told["counts"]["activity"] == 2


def test_nothing_of_other_dongs_and_no_secret_leaves(busy: Cast) -> None:
    text = b"".join(lines_of(busy)).decode()
    assert busy.near.officer.name in text  # the same made-up names in each dong
    keys = {key for line in text.splitlines() for key in json.loads(line)}
    assert not keys & {"password", "account", "secret", "token", "digest", "words"}
    assert f'"dong":{busy.near.dong.pk},' not in text


def test_the_workbook_is_read_by_another_reader(busy: Cast) -> None:
    out = io.BytesIO()
    lead = busy.viewer(busy.own.lead)
    export_dong(lead, dong_id=busy.own.dong.pk, form="xlsx", reason="점검", to=out, now=NOW)
    book = load_workbook(out)
    officers = list(book["직원 명단"].iter_rows(values_only=True))
    assert officers[0][:3] == ("팀명", "성명", "직급")
    assert len(officers) == 7
    assert sum(row[4] for row in book["달별 건수"].iter_rows(min_row=2, values_only=True)) == 12
    assert book["활동"].max_row == 3


def test_the_workbook_comes_in_again_as_the_same(busy: Cast) -> None:
    out = io.BytesIO()
    lead, dong = busy.viewer(busy.own.lead), busy.own.dong
    export_dong(lead, dong_id=dong.pk, form="xlsx", reason="점검", to=out, now=NOW)
    run = take_in(
        lead,
        dong_id=dong.pk,
        name="a.xlsx",
        data=out.getvalue(),
        kind=ImportKind.OFFICERS,
        now=NOW,
    )
    assert set(run.counts) == {"same"}, (run.kind, run.counts)


def test_a_reason_is_asked_and_kept(busy: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(officer=busy.own.lead))
    assert client.post("/office/export", {"form": "jsonl", "reason": " "}).status_code == 422
    sent = client.post("/office/export", {"form": "jsonl", "reason": "감사 자료"})
    assert sent.status_code == 200
    assert json.loads(sent.getvalue().splitlines()[-1])["type"] == "end"
    entry = AuditEntry.objects.get(action="dong.exported")
    assert entry.changes["reason"] == "감사 자료"
    officer = busy.viewer(busy.own.officer)
    with pytest.raises(Forbidden):
        export_dong(
            officer, dong_id=busy.own.dong.pk, form="jsonl", reason="점검", to=io.BytesIO(), now=NOW
        )


def test_from_the_command_line(busy: Cast, tmp_path: Path) -> None:
    to = tmp_path / "dong.jsonl"
    call_command("export_dong", dong="sinjeong4", to=to, reason="백업")
    assert json.loads(to.read_bytes().splitlines()[-1])["type"] == "end"
    assert to.stat().st_mode & 0o077 == 0
    table = tmp_path / "통.csv"
    table.write_text("통\n7통\n8통\n", encoding="cp949")
    call_command("import_file", str(table), "--dong", "sinjeong4")
    assert busy.own.dong.tongs.for_viewer(SYSTEM).count() == 6
    call_command("import_file", str(table), "--dong", "sinjeong4", "--apply")
    assert busy.own.dong.tongs.for_viewer(SYSTEM).count() == 8


def test_imported_counts_never_mix_with_activities(busy: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(officer=busy.own.lead))
    page = client.get("/months/2026-09").content.decode()
    assert "파일에서 옮긴 건수" in page
    assert "12건" in page
    assert check().holds
    call_command("tally", "rebuild")
    assert "12건" in client.get("/months/2026-09").content.decode()
