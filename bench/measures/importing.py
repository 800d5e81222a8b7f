"""A file of ten thousand rows: sent, looked over and taken in, beside the bare rows by COPY."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import psycopg
import xlsxwriter
from django.utils import timezone

from bench.figures import Figure, absolute, alternately, compared
from bench.measures.setting import Setting
from dongne.foundation.places.public import AddressRange, Dong, Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.exchange.public import (
    ImportKind,
    ImportRun,
    RunState,
    apply_run,
    take_in,
)

ROWS = 10_000


def measure(setting: Setting) -> Iterator[Figure]:
    dong = Dong.objects.for_viewer(SYSTEM).select_related("district").order_by("pk").first()
    assert dong is not None
    tongs = list(Tong.objects.for_viewer(SYSTEM).filter(dong=dong).order_by("number"))
    if not tongs:
        tongs = Tong.objects.bulk_create(Tong(dong=dong, number=n) for n in range(1, 29))
    table = [
        (tongs[n % len(tongs)].number, f"가온로{n // 200 + 1}길", str(n % 200 + 1))
        for n in range(ROWS)
    ]
    file = _workbook(table)
    times: dict[str, list[float]] = {"read": [], "applied": []}

    def ours() -> float:
        _clear(dong)
        begun = time.perf_counter()
        run = take_in(
            SYSTEM,
            dong_id=dong.pk,
            name="관할구역.xlsx",
            data=file,
            kind=ImportKind.ADDRESSES,
            now=timezone.now(),
        )
        _wait(run, RunState.READY)
        times["read"].append(time.perf_counter() - begun)
        apply_run(SYSTEM, run_id=run.pk, now=timezone.now())
        _wait(run, RunState.APPLIED)
        times["applied"].append(time.perf_counter() - begun)
        return ROWS / times["applied"][-1]

    keys = {tong.number: tong.pk for tong in tongs}

    def bare() -> float:
        _clear(dong)
        begun = time.perf_counter()
        with psycopg.connect(setting.house.url) as connection, connection.cursor() as cursor:
            with cursor.copy(
                "COPY places_addressrange (dong_id, tong_id, kind, name, from_number, to_number,"
                " parity, buildings, note) FROM STDIN"
            ) as copy:
                for tong, road, number in table:
                    copy.write_row(
                        (dong.pk, keys[tong], "road", road, number, number, "both", "", "")
                    )
            cursor.execute(_AUDIT, [timezone.now(), dong.pk, dong.pk])
        return ROWS / (time.perf_counter() - begun)

    found, limit = alternately(min(3, setting.profile.rounds), ours, bare)
    _clear(dong)
    yield compared(
        f"import of {ROWS:,} rows: XLSX read, compared, previewed, applied",
        found,
        "rows/s",
        limit="bare: the same rows by COPY and their audit rows by one statement",
        limit_figure=limit,
    )
    yield absolute(
        f"{ROWS:,} rows until they can be looked over", min(times["read"]), "s", at_most=30
    )
    yield absolute(f"{ROWS:,} rows until they are taken in", min(times["applied"]), "s", at_most=60)


_AUDIT = """
INSERT INTO audit_auditentry (at, actor_kind, actor_name, dong_id, action, subject_type,
                              subject_id, changes)
SELECT %s, 'system', 'system', %s, 'address.added', 'places.addressrange', id::text,
       jsonb_build_object('address', name)
FROM places_addressrange WHERE dong_id = %s
"""


def _wait(run: ImportRun, state: RunState, patience: float = 120) -> None:
    """For the worker, as a lead waits who looks at the page."""
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        run.refresh_from_db(fields=["state"])
        if run.state == state:
            return
        time.sleep(0.02)
    raise TimeoutError(f"still {run.state}, not {state}")


def _clear(dong: Dong) -> None:
    AddressRange.objects.for_viewer(SYSTEM).filter(dong=dong).delete()


def _workbook(table: list[tuple[int, str, str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("관할구역")
    sheet.write_row(0, 0, ["통", "도로명", "건물번호"])
    for number, row in enumerate(table, 1):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()
