"""`dongne due`: one due time for each receipt, quickly, without a database."""

from __future__ import annotations

import subprocess
import sys

RUN = [sys.executable, "-m", "dongne.config.cli", "due", "--limit"]


def due(limit: str, receipts: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*RUN, limit],
        input=receipts,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin"},
        check=False,
    )


def test_each_line_has_its_answer_and_a_bad_one_is_told_by_its_number() -> None:
    asked = "2026-11-06T17:00:00+09:00\nmorgen\n\n2026-11-06T08:00:00Z\n2026-11-06 17:00\n"
    found = due("now", asked)
    monday = "2026-11-09T11:00:00+09:00"
    assert found.stdout.split("\n") == [monday, "", "", monday, monday, ""]
    assert "line 2" in found.stderr
    assert found.returncode == 1


def test_a_limit_that_is_none_is_refused_at_once() -> None:
    found = due("bald", "2026-11-06T17:00:00+09:00\n")
    assert (found.returncode, found.stdout) == (2, "")
    assert "bald" in found.stderr


def test_long_limits_end_at_six_in_the_evening() -> None:
    assert due("1m", "2026-01-30T10:00:00+09:00\n").stdout == "2026-03-03T18:00:00+09:00\n"


def test_a_hundred_thousand_receipts_take_seconds() -> None:
    asked = "".join(
        f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}T{n % 24:02}:30\n" for n in range(100_000)
    )
    found = due("5d", asked)
    assert found.returncode == 0
    assert found.stdout.count("\n") == 100_000
