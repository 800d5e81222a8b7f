"""What `dongne doctor receipts` finds out: whether the office has what its receipts say.

Without a file: every receipt of the database against the files of its photos and sounds. With one
(JSON, or a record a line, as phones hold them): signature, row and files of each receipt in it.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from dongne.config.runtime.examination import Line
from dongne.config.runtime.personal_data import with_database

SHOWN = 50
SAID = {
    "sound": "맞음 · sound",
    "no_row": "이 기록이 없음 · no such row here",
    "not_ours": "서명이 맞지 않음 · signature does not fit",
    "files_missing": "파일 없음 · files missing",
}


def of_file(path: str | None) -> Callable[[], Iterator[Line]]:
    def lines() -> Iterator[Line]:
        if not with_database():
            yield Line("answers", "아니요 · no", trouble=True)
            return
        from dongne.foundation.scope.public import SYSTEM
        from dongne.outreach.fieldwork.public import check_all, check_receipts

        if path is None:
            yield from _told(check_all())
            return
        try:
            claims = _claims(Path(path).read_text("utf-8"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            yield Line("file", f"{path}: 읽을 수 없음 · unreadable ({error})", trouble=True)
            return
        yield from _told(check_receipts(SYSTEM, claims))

    return lines


def _claims(text: str) -> list[Any]:
    from dongne.outreach.fieldwork.public import Claim

    return [
        Claim(record=UUID(record), receipt=UUID(receipt), signed=signed)
        for record, receipt, signed in map(_one, _rows(text))
    ]


def _rows(text: str) -> list[dict[str, Any]]:
    """A list, an answer of the server, what a phone gives out, or one object a line."""
    try:
        told = json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    if isinstance(told, dict):
        held = next((told[k] for k in ("receipts", "results", "rows") if k in told), None)
        told = [told] if held is None else held
    return list(told)


def _one(row: dict[str, Any]) -> tuple[str, str, str]:
    record, receipt = row.get("record") or row["id"], row["receipt"]
    if isinstance(receipt, dict):
        return record, receipt["id"], receipt["signed"]
    return record, receipt, row["signed"]


def _told(checked: Iterable[Any]) -> Iterator[Line]:
    counts: Counter[str] = Counter()
    for one in checked:
        counts[one.finding] += 1
        wrong = counts.total() - counts["sound"]
        if one.finding != "sound" and wrong <= SHOWN:
            lost = f": {', '.join(sha256[:12] for sha256 in one.missing)}" if one.missing else ""
            yield Line(str(one.claim.record), f"{SAID[one.finding]}{lost}", trouble=True)
    for finding, n in sorted(counts.items()):
        yield Line("receipts", f"{n:,} {SAID[finding]}", trouble=finding != "sound")
    if not counts:
        yield Line("receipts", "아직 없음 · none yet")
