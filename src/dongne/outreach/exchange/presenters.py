"""Words and figures of the pages of imports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import role_words
from dongne.foundation.residents.public import COLUMNS, Person
from dongne.lib import masking

from . import queries
from .models import ImportRow, ImportRun, PersonImport
from .rules.cells import tongs_text
from .rules.kinds import COUNT, FIELDS, TICKED
from .states import ImportKind, RunState, Verdict
from .words import (
    ABOUT_FILE,
    ANY_COUNT,
    KIND_HELP,
    KINDS,
    ONE_WRONG,
    PROBLEMS,
    STATES,
    TELLS,
    VERDICTS,
    WHY_COLUMN,
    WHY_KIND,
    field_name,
)

if TYPE_CHECKING:
    from .forms import ReadForm

Mend = Callable[[ImportRun, ImportRow, dict[str, str]], Any]

ASKED_AT_ONCE = 20
_WARNS = frozenset({"columns_missing", "total_wrong", "formulas_empty", "hidden_sheets"})
_DERIVED = {"together": "tongs", "address": "road"}


def kind_cards() -> list[tuple[str, str]]:
    """What can be brought in, in the order in which a new office does."""
    return [(str(KINDS[kind]), str(KIND_HELP[kind])) for kind in ImportKind]


def run_line(run: ImportRun) -> dict[str, Any]:
    """An import in the list."""
    word, tone = STATES[RunState(run.state)]
    counts = run.counts
    return {
        "run": run,
        "kind": KINDS[ImportKind(run.kind)],
        "state": word,
        "tone": tone,
        "by": run.officer.name if run.officer else _("프로그램"),
        "note": _("새로 넣음 %(new)d, 바꿈 %(change)d, 같음 %(same)d")
        % {name: counts.get(name, 0) for name in ("new", "change", "same")}
        if counts
        else "",
    }


def value_text(slug: str, value: Any) -> str:
    """A value as the page and the papers show it."""
    if value is None or value == "":
        return ""
    if slug == "roles":
        return ", ".join(str(word) for word in role_words(value))
    if isinstance(value, list):
        if value and isinstance(value[0], str):
            return " · ".join(value)
        return tongs_text(value) if value else ""
    return str(value)


def told_lines(run: ImportRun) -> list[tuple[str, bool]]:
    """What was found in the file: (sentence, whether it is a warning)."""
    kind = ImportKind(run.kind)
    counts = queries.field_labels(run.dong_id)
    lines = []
    for told in run.told:
        said: dict[str, Any] = {"names": [], **told}
        said["names"] = ", ".join(said["names"])
        if "fields" in said:
            said["names"] = ", ".join(
                str(ANY_COUNT) if slug == COUNT else field_name(slug, kind, counts)
                for slug in said["fields"]
            )
        if "wrong" in said:
            said["wrong"] = ", ".join(
                str(ONE_WRONG)
                % {"what": field_name(slug, kind, counts), "said": pair[0], "sum": pair[1]}
                for slug, pair in said["wrong"].items()
            )
        lines.append((str(ABOUT_FILE[told["code"]]) % said, told["code"] in _WARNS))
    return sorted(lines, key=lambda line: not line[1])


def problem_lines(run: ImportRun, row: ImportRow, counts: dict[str, str]) -> list[dict[str, Any]]:
    """What is asked, with what it may mean, and what is told, of one row."""
    kind = ImportKind(run.kind)
    lines = []
    for problem in row.problems:
        words = TELLS if problem.get("tells") else PROBLEMS
        slug = problem.get("field") or ""
        said = {"said": "", "sum": "", **problem, "field": field_name(slug, kind, counts)}
        lines.append(
            {
                "text": str(words[problem["code"]]) % said,
                "asks": not problem.get("tells"),
                "field": slug,
                "suggestion": problem.get("suggestion") or "",
            }
        )
    return lines


def _shown_fields(run: ImportRun) -> list[str]:
    kind = ImportKind(run.kind)
    if kind is ImportKind.ADDRESSES:
        return ["tong", "address"]
    has = set(run.mapping.values())
    fields = [slug for slug in FIELDS[kind] if slug in has]
    if kind is ImportKind.OFFICERS:
        fields += [slug for slug in ("roles", "username") if slug not in fields]
    if kind is ImportKind.MONTHS and "month" not in has:
        fields.insert(0, "month")
    return fields + [slug for slug in run.mapping.values() if slug.startswith(COUNT)]


def run_page(run: ImportRun, *, show: str, after: int, mend: Mend) -> dict[str, Any]:
    """Everything of the run's page. `mend` makes the form of a row that needs somebody."""
    kind = ImportKind(run.kind)
    counts = queries.field_labels(run.dong_id) if kind is ImportKind.MONTHS else {}
    word, tone = STATES[RunState(run.state)]
    page: dict[str, Any] = {
        "run": run,
        "kind": KINDS[kind],
        "state": word,
        "tone": tone,
        "refusal": _("프로그램 오류로 적용하지 못했습니다. 바뀐 것은 없습니다. 다시 적용해 주세요.")
        if run.refusal == "error"
        else run.refusal,
        "working": run.state in (RunState.COMPARING, RunState.APPLYING),
        "percent": min(100, round(100 * run.done / run.total)) if run.total else 0,
        "step": {"comparing": 1, "ready": 2, "applying": 3}.get(run.state, 4),
        "steps": [_("읽기"), _("확인"), _("적용"), _("결과")],
        "facts": _facts(run),
        "gone": run.rows_gone_at is not None,
    }
    if page["working"] or page["gone"]:
        return page
    ready = run.state == RunState.READY
    taken = run.counts.get(Verdict.NEW, 0) + run.counts.get(Verdict.CHANGE, 0)
    page |= {
        "told": told_lines(run),
        "ready": ready,
        "taken": taken,
        "asks": run.counts.get(Verdict.ASK, 0),
        "tabs": _tabs(run, show),
        "shown": VERDICTS[Verdict(show)][0],
        "table": _table(run, counts, show, after),
        "asked": _asked(run, counts, mend) if ready else [],
        "more_asked": max(0, run.counts.get(Verdict.ASK, 0) - ASKED_AT_ONCE),
    }
    return page


def read_page(run: ImportRun, form: ReadForm) -> dict[str, Any]:
    """The form of how the file is read, each column with the reason why."""
    return {
        "form": form,
        "why_kind": WHY_KIND.get(run.kind_reason, ""),
        "plain_names": [
            name
            for name in ("kind", "sheet", "header_row", "month", "starts_on", *TICKED)
            if name in form.fields
        ],
        "columns": [
            (
                form[f"column-{place}"],
                WHY_COLUMN.get(run.reasons.get(str(place), ""), ""),
            )
            for place, _head, _sample in form.columns
        ],
        "lines": [
            (row.number, [cell or "" for cell in row.cells[:8]]) for row in queries.first_lines(run)
        ],
        "header_row": run.header_row,
    }


def _facts(run: ImportRun) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        (_("파일"), run.file_name),
        (_("종류"), KINDS[ImportKind(run.kind)]),
    ]
    if len(run.sheets) > 1:
        facts.append((_("시트"), run.sheets[run.sheet]["name"]))
    if month := run.settings.get("month"):
        facts.append((_("달"), month))
    return facts


def first_shown(run: ImportRun) -> Verdict:
    """The first tab that has something."""
    order = (Verdict.NEW, Verdict.CHANGE, Verdict.SAME, Verdict.OUT)
    return next((verdict for verdict in order if run.counts.get(verdict)), Verdict.NEW)


def _tabs(run: ImportRun, show: str) -> list[dict[str, Any]]:
    return [
        {
            "label": VERDICTS[verdict][0],
            "url": f"{reverse('import_run', args=[run.pk])}?show={verdict.value}",
            "current": verdict == show,
            "count": run.counts.get(verdict, 0),
        }
        for verdict in (Verdict.NEW, Verdict.CHANGE, Verdict.SAME, Verdict.OUT)
    ]


def _table(run: ImportRun, counts: dict[str, str], show: str, after: int) -> dict[str, Any]:
    kind = ImportKind(run.kind)
    rows = queries.rows_of(run, verdict=Verdict(show), after=after, limit=queries.PAGE + 1)
    older = ""
    if len(rows) > queries.PAGE:
        rows = rows[: queries.PAGE]
        query = urlencode({"show": show, "after": rows[-1].number})
        older = f"{reverse('import_run', args=[run.pk])}?{query}"
    fields = _shown_fields(run)
    return {
        "heads": [(slug, field_name(slug, kind, counts), slug in counts) for slug in fields],
        "rows": [_cells(run, row, fields, counts) for row in rows],
        "older": older,
        "newer": f"{reverse('import_run', args=[run.pk])}?show={show}" if after else "",
    }


def _cells(
    run: ImportRun, row: ImportRow, fields: list[str], counts: dict[str, str]
) -> dict[str, Any]:
    kind = ImportKind(run.kind)
    before = dict(row.before)
    for slug, shown in _DERIVED.items():
        if slug in before:
            before[shown] = before[slug]
    cells = []
    for slug in fields:
        value = row.values.get(slug)
        if slug == "tongs" and "together" in row.before:
            value = row.values["together"]
        old = value_text(slug, before[slug]) or "–" if slug in before else ""
        cells.append(
            {
                "label": field_name(slug, kind, counts),
                "text": value_text(slug, value),
                "before": old,
                "num": slug in counts,
            }
        )
    return {
        "row": row,
        "cells": cells,
        "notes": [line["text"] for line in problem_lines(run, row, counts)],
    }


def _asked(run: ImportRun, counts: dict[str, str], mend: Mend) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "said": " · ".join(cell.replace("\n", " ") for cell in row.cells if cell)[:200],
            "problems": problem_lines(run, row, counts),
            "form": mend(run, row, counts),
            "wrong": {p["field"] for p in row.problems if not p.get("tells")},
        }
        for row in queries.rows_of(run, verdict=Verdict.ASK, limit=ASKED_AT_ONCE)
    ]


def persons_line(run: PersonImport) -> dict[str, Any]:
    """A list of residents among the imports."""
    word, tone = STATES[RunState(run.state)]
    return {
        "run": run,
        "url": reverse("persons_run", args=[run.pk]),
        "state": word,
        "tone": tone,
        "by": run.officer.name if run.officer else _("프로그램"),
    }


_LINE_MASKS = {
    "name": masking.name,
    "phone": masking.phone,
    "second_phone": masking.phone,
    "email": masking.email,
    "address": masking.address,
    "birth_date": masking.birth_date,
}


def line_values(said: Mapping[str, str], faults: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """`(column, masked, what is wrong)` of one row; what cannot be read as it is stays hidden."""
    return [
        (
            str(word),
            masking.hidden(said.get(slug, ""))
            if slug in faults
            else _LINE_MASKS.get(slug, masking.hidden)(said.get(slug, "")),
            faults.get(slug, ""),
        )
        for slug, word in COLUMNS.items()
        if said.get(slug) or slug in faults
    ]


def person_values(person: Person) -> list[tuple[str, str, str]]:
    """Somebody who is there already, as `line_values` of the row beside it."""
    return [
        (str(word), str(value), "")
        for slug, word in COLUMNS.items()
        if (value := getattr(person, slug))
    ]
