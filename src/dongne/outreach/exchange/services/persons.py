"""A list of residents: read, compared without being opened, taken in, taken back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.residents.public import (
    Unsound,
    add_person,
    alike_many,
    take_persons_back,
    tidy,
)
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..models import KEPT_FOR, PersonImport, PersonLine
from ..rules import files
from ..rules.book import Unreadable
from ..rules.cells import clean
from ..rules.persons import MOST_PERSONS, forbidden_cells, person_lines, person_table
from ..states import RunState, Verdict
from ..words import UNREADABLE
from .ground import require_lead

ADD, LEAVE = "add", "leave"
NAMED_CELLS = 8


@transaction.atomic
def take_persons_in(
    viewer: Viewer, *, dong_id: int, name: str, data: bytes, now: datetime
) -> PersonImport:
    """Read a list; nobody is registered yet. Raises Refused for a file with a registration number
    in it, naming the cells: it is for the office to take the column out."""
    require_lead(viewer, dong_id)
    try:
        book = files.read(data)
    except Unreadable as fault:
        raise Refused(str(UNREADABLE[fault.code]), code=fault.code) from None
    if cells := forbidden_cells(book):
        raise Refused(
            _(
                "주민등록번호 같은 고유식별번호가 있는 파일은 받을 수 없습니다: %(cells)s. "
                "그 열을 지우고, 필요하면 생년월일 열만 남겨 다시 올려 주세요."
            )
            % {
                "cells": ", ".join(cells[:NAMED_CELLS]) + (" …" if len(cells) > NAMED_CELLS else "")
            },
            code="registration_number",
        )
    table = person_table(book)
    if table is None:
        raise Refused(
            _(
                "성명 열과 전화번호·생년월일·주소 열이 있는 표를 찾지 못했습니다. "
                "열 제목을 확인해 주세요."
            ),
            code="no_list",
        )
    rows = list(person_lines(table))
    if not rows or len(rows) > MOST_PERSONS:
        raise Refused(
            _("한 번에 %(n)d명까지 가져올 수 있습니다. 사람이 있는 표인지, 나누어 올릴지 보세요.")
            % {"n": MOST_PERSONS},
            code="how_many",
        )
    run = PersonImport(
        dong_id=dong_id,
        officer_id=viewer.officer_id,
        state=RunState.READY,
        file_name=clean(name)[:200] or "file",
        columns={str(place): slug for place, slug in table.columns.items()},
        unread=list(table.unread),
        created_at=now,
    )
    run.save(force_insert=True)
    lines = [
        PersonLine(run=run, number=number, said=json.dumps(said, ensure_ascii=False))
        for number, said in rows
    ]
    judged(viewer, run, lines, now=now)
    PersonLine.objects.bulk_create(lines)
    run.save(update_fields=["counts"])
    record(
        viewer,
        action="import.taken_in",
        subject=run,
        now=now,
        dong_id=dong_id,
        changes={"file": run.file_name, "kind": "persons", "rows": len(lines)},
    )
    return run


def said_by(line: PersonLine) -> dict[str, str]:
    """What the row says, for services and for masked pages."""
    told: dict[str, str] = json.loads(line.said.reveal()) if line.said else {}
    return told


def judged(
    viewer: Viewer, run: PersonImport, lines: Sequence[PersonLine], *, now: datetime
) -> list[dict[str, Any]]:
    """Write a verdict onto each line; their tidy values. One statement."""
    today = seoul_day(now)
    tidied: list[dict[str, Any]] = []
    for line in lines:
        said = {"name": ""} | said_by(line)
        line.faults = {}
        try:
            tidied.append(tidy(said, today=today))
        except Unsound as problem:
            line.faults = problem.columns
            sound = {column: text for column, text in said.items() if column not in line.faults}
            tidied.append(tidy(sound, today=today) if sound else {})
    alike = alike_many(viewer, dong_id=run.dong_id, persons=tidied)
    seen: dict[tuple[str, ...], int] = {}
    for line, said, same in zip(lines, tidied, alike, strict=True):
        line.like = [str(person.pk) for person in same]
        keys: list[tuple[str, ...]] = [("phone", said["phone"])] if said.get("phone") else []
        if said.get("name") and said.get("birth_date"):
            keys.append(("birth", said["name"], said["birth_date"]))
        line.twin = next((seen[key] for key in keys if key in seen), 0)
        for key in keys:
            seen.setdefault(key, line.number)
        line.verdict = _verdict(line)
    run.counts = dict(Counter(line.verdict for line in lines))
    return tidied


def _verdict(line: PersonLine) -> Verdict:
    if line.choice == LEAVE:
        return Verdict.OUT
    if line.faults or ((line.like or line.twin) and line.choice != ADD):
        return Verdict.ASK
    return Verdict.NEW


@transaction.atomic
def settle_line(
    viewer: Viewer,
    *,
    run_id: UUID,
    number: int,
    now: datetime,
    choice: str = "",
    values: Mapping[str, str] | None = None,
) -> PersonImport:
    """Decide one row: add it all the same, leave it out, or type over what is wrong in it."""
    run = _held(viewer, run_id, RunState.READY)
    lines = _lines(run)
    line = next((one for one in lines if one.number == number), None)
    if line is None or choice not in ("", ADD, LEAVE):
        raise NotHere(_("그 줄을 찾을 수 없습니다."), code="not_found")
    if values:
        line.said = json.dumps(said_by(line) | dict(values), ensure_ascii=False)
        line.save(update_fields=["said"])
    line.choice = choice
    _write(viewer, run, lines, now=now)
    record(
        viewer,
        action="import.row_mended",
        subject=run,
        now=now,
        dong_id=run.dong_id,
        changes={"row": number, "choice": choice, "columns": sorted(values or {})},
    )
    return run


@transaction.atomic
def apply_persons(
    viewer: Viewer, *, run_id: UUID, now: datetime, leave_out: bool = False
) -> PersonImport:
    """Register everybody who is new; all or nobody. Refused while a row has to be decided, unless
    those are to be left out. What was read is emptied."""
    run = _held(viewer, run_id, RunState.READY)
    lines = _lines(run)
    tidied = _write(viewer, run, lines, now=now)
    if run.counts.get(Verdict.ASK) and not leave_out:
        raise Refused(
            _("확인이 필요한 줄이 %(n)d줄 있습니다. 고치거나 빼고 적용해 주세요.")
            % {"n": run.counts[Verdict.ASK]},
            code="rows_ask",
        )
    if not run.counts.get(Verdict.NEW):
        raise Conflict(_("새로 넣을 사람이 없습니다."), code="nothing_changed")
    for line, said in zip(lines, tidied, strict=True):
        if line.verdict == Verdict.NEW:
            person = add_person(viewer, dong_id=run.dong_id, now=now, source="import", **said)
            line.person_id = person.pk
        line.said, line.faults = None, {}
    PersonLine.objects.for_viewer(SYSTEM).bulk_update(lines, ["said", "faults", "person_id"])
    run.state, run.applied_at = RunState.APPLIED, now
    run.save(update_fields=["state", "applied_at", "counts"])
    record(
        viewer,
        action="import.applied",
        subject=run,
        now=now,
        dong_id=run.dong_id,
        changes={"file": run.file_name, "kind": "persons", "rows": run.counts},
    )
    return run


@transaction.atomic
def undo_persons(viewer: Viewer, *, run_id: UUID, now: datetime) -> PersonImport:
    """Whoever came with the list goes again. Refused when one of them was touched since."""
    run = _held(viewer, run_id, RunState.APPLIED)
    came = [line.person_id for line in _lines(run) if line.person_id]
    if run.rows_gone_at is not None:
        raise Conflict(_("30일이 지나 되돌릴 수 없습니다."), code="rows_gone")
    take_persons_back(viewer, person_ids=came, dong_id=run.dong_id, now=now)
    run.state, run.undone_at = RunState.UNDONE, now
    run.save(update_fields=["state", "undone_at"])
    record(
        viewer,
        action="import.undone",
        subject=run,
        now=now,
        dong_id=run.dong_id,
        changes={"file": run.file_name, "kind": "persons"},
    )
    return run


@transaction.atomic
def drop_persons(viewer: Viewer, *, run_id: UUID, now: datetime) -> None:
    """A list that is not taken in goes with all its rows."""
    run = _held(viewer, run_id, RunState.READY)
    _forget(viewer, run, now)


@transaction.atomic
def forget_old_lists(viewer: Viewer, *, now: datetime) -> int:
    """All whose time is over. How many."""
    old = list(
        PersonImport.objects.for_viewer(SYSTEM)
        .select_for_update()
        .filter(rows_gone_at=None, created_at__lt=now - KEPT_FOR)
    )
    for run in old:
        _forget(viewer, run, now)
    return len(old)


def _forget(viewer: Viewer, run: PersonImport, now: datetime) -> None:
    PersonLine.objects.for_viewer(SYSTEM).filter(run=run).delete()
    run.rows_gone_at = now
    run.save(update_fields=["rows_gone_at"])
    record(
        viewer,
        action="import.rows_gone",
        subject=run,
        now=now,
        dong_id=run.dong_id,
        changes={"file": run.file_name},
    )


def _held(viewer: Viewer, run_id: UUID, state: RunState) -> PersonImport:
    """Raises NotHere, Forbidden, Conflict."""
    run = (
        PersonImport.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .filter(pk=run_id)
        .first()
    )
    if run is None:
        raise NotHere(_("가져오기를 찾을 수 없습니다."), code="not_found")
    require_lead(viewer, run.dong_id)
    if run.state != state or (state == RunState.READY and run.rows_gone_at is not None):
        raise Conflict(
            _("이미 다른 단계로 넘어간 가져오기입니다. 화면을 다시 열어 주세요."),
            code="wrong_state",
        )
    return run


def _lines(run: PersonImport) -> list[PersonLine]:
    return list(PersonLine.objects.for_viewer(SYSTEM).filter(run=run).order_by("number"))


def _write(
    viewer: Viewer, run: PersonImport, lines: list[PersonLine], *, now: datetime
) -> list[dict[str, Any]]:
    tidied = judged(viewer, run, lines, now=now)
    PersonLine.objects.for_viewer(SYSTEM).bulk_update(
        lines, ["faults", "like", "twin", "choice", "verdict"]
    )
    run.save(update_fields=["counts"])
    return tidied
