"""Reads: the office that a file is compared with, imports and their rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from dongne.foundation.duties.public import Duty
from dongne.foundation.organisations.public import Account, Officer, Team
from dongne.foundation.places.public import AddressRange, Dong, Tong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere
from dongne.outreach.sharing.public import Tally
from dongne.outreach.vocabulary.public import vocabulary_of
from dongne.outreach.zones.public import TongCharge, Zone

from .models import ImportRow, ImportRun, PersonImport, PersonLine
from .rules.cells import plain
from .rules.kinds import COUNT
from .rules.office import HeldDuty, Office, Person
from .states import ImportKind, Verdict

IMPORTED = "import"
PAGE = 50


def count_names(dong_id: int) -> dict[str, str]:
    """What heads of columns may call the fields of the dong, by plain name."""
    fields = vocabulary_of(dong_id).fields
    names = {plain(field.name): slug for slug, field in fields.items()}
    return names | {plain(slug): slug for slug in fields}


def office_now(dong: Dong, *, kind: ImportKind, today: date) -> Office:
    """As much of the office as rows of this kind are compared with; at most seven statements."""
    office = Office(today=today, unit=dong.unit_name)
    office.teams = list(
        Team.objects.for_viewer(SYSTEM)
        .filter(dong=dong, closed_on=None)
        .values_list("name", flat=True)
    )
    office.tongs = set(
        Tong.objects.for_viewer(SYSTEM).filter(dong=dong).values_list("number", flat=True)
    )
    people = {
        key: Person(id=key, name=name, team=team, title=title, here=here)
        for key, name, team, title, here in Officer.objects.for_viewer(SYSTEM)
        .filter(dong=dong)
        .values_list("pk", "name", "team__name", "title", "is_active")
    }
    office.people = list(people.values())
    match kind:
        case ImportKind.OFFICERS:
            office.code = dong.code[:40]
            # Of everybody: a name to sign in by is there once in the whole installation.
            office.usernames = set(Account.objects.values_list("username", flat=True))
        case ImportKind.CHARGES:
            _charges(dong, people, today)
        case ImportKind.DUTIES:
            _duties(dong, people, today)
        case ImportKind.ADDRESSES:
            office.addresses = {
                (row.tong.number, row.range)
                for row in AddressRange.objects.for_viewer(SYSTEM)
                .filter(dong=dong)
                .select_related("tong")
            }
        case ImportKind.MONTHS:
            _months(dong, office)
    return office


def _holds(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


def _charges(dong: Dong, people: dict[int, Person], today: date) -> None:
    zones = (
        Zone.objects.for_viewer(SYSTEM)
        .filter(_holds(today), dong=dong)
        .values_list("officer_id", "tongs__number", "deputy__name")
        .order_by("tongs__number")
    )
    for officer_id, number, deputy in zones:
        if person := people.get(officer_id):
            person.deputy = deputy or person.deputy
            if number is not None and number not in person.tongs:
                person.tongs.append(number)
    charges = TongCharge.objects.for_viewer(SYSTEM).filter(_holds(today), dong=dong)
    for officer_id, number in charges.values_list("officer_id", "tong__number").order_by(
        "tong__number"
    ):
        if person := people.get(officer_id):
            person.charges.append(number)


def _duties(dong: Dong, people: dict[int, Person], today: date) -> None:
    duties = Duty.objects.for_viewer(SYSTEM).filter(_holds(today), dong=dong)
    for officer_id, title, details, deputy in duties.values_list(
        "officer_id", "title", "details", "deputy__name"
    ):
        if person := people.get(officer_id):
            person.duties[plain(title)] = HeldDuty(title, details, deputy or "")


def _months(dong: Dong, office: Office) -> None:
    rows = (
        Tally.objects.for_viewer(SYSTEM)
        .filter(dong=dong, source=IMPORTED)
        .values_list("month", "officer_id", "field")
        .annotate(total=Sum("n"))
        .order_by()
    )
    for month, officer_id, field, n in rows:
        office.months.setdefault((str(month)[:7], officer_id), {})[field] = n
    # Whoever was imported once and has nothing any more is as if never imported.
    office.months = {key: held for key, held in office.months.items() if any(held.values())}


def field_labels(dong_id: int) -> dict[str, str]:
    """Columns of counts by what the dong calls its fields."""
    return {COUNT + slug: field.label for slug, field in vocabulary_of(dong_id).fields.items()}


def runs_of(viewer: Viewer, *, limit: int = 30) -> list[ImportRun]:
    """The dong's imports, newest first."""
    return list(
        ImportRun.objects.for_viewer(viewer)
        .filter(dong_id=viewer.dong_key)
        .select_related("officer")
        .order_by("-created_at")[:limit]
    )


def run_of(viewer: Viewer, run_id: UUID) -> ImportRun:
    """Raises NotHere."""
    run = (
        ImportRun.objects.for_viewer(viewer)
        .select_related("dong__district", "officer")
        .filter(pk=run_id)
        .first()
    )
    if run is None:
        raise NotHere("not here", code="not_found")
    return run


def rows_of(
    run: ImportRun, *, verdict: Verdict | None = None, after: int = 0, limit: int = PAGE
) -> list[ImportRow]:
    """Rows of data of the run's sheet, one page: those behind the row number `after`."""
    rows = _data(run).filter(number__gt=after)
    if verdict is not None:
        rows = rows.filter(verdict=verdict)
    return list(rows.order_by("number")[:limit])


def _data(run: ImportRun) -> QuerySet[ImportRow]:
    return ImportRow.objects.for_viewer(SYSTEM).filter(run=run, sheet=run.sheet, role="data")


def head_cells(run: ImportRun) -> tuple[list[str | None], list[list[str | None]]]:
    """The head of the table and the first rows below it, for choosing columns."""
    rows = (
        ImportRow.objects.for_viewer(SYSTEM)
        .filter(run=run, sheet=run.sheet, number__gte=run.header_row)
        .order_by("number")
    )
    cells: list[Any] = list(rows.values_list("cells", flat=True)[:6])
    return (cells[0], cells[1:]) if cells else ([], [])


def first_lines(run: ImportRun, limit: int = 12) -> list[ImportRow]:
    """The top of the sheet, for choosing the row of the head."""
    rows = ImportRow.objects.for_viewer(SYSTEM).filter(run=run, sheet=run.sheet)
    return list(rows.order_by("number")[:limit])


def subjects_named(run: ImportRun) -> Iterable[str]:
    """Names that the file has, to tell who of the office is not in it."""
    return set(_data(run).values_list("values__name", flat=True))


def person_imports_of(viewer: Viewer, *, limit: int = 10) -> list[PersonImport]:
    """The dong's lists of residents, newest first."""
    return list(
        PersonImport.objects.for_viewer(viewer)
        .filter(dong_id=viewer.dong_key)
        .select_related("officer")
        .order_by("-created_at")[:limit]
    )


def person_import_of(viewer: Viewer, run_id: UUID) -> PersonImport:
    """Raises NotHere."""
    run = PersonImport.objects.for_viewer(viewer).filter(pk=run_id).first()
    if run is None:
        raise NotHere("not here", code="not_found")
    return run


def person_lines_of(
    run: PersonImport, *, verdict: Verdict | None = None, after: int = 0, limit: int = PAGE
) -> list[PersonLine]:
    """One page of the list's rows: those behind the row `after`."""
    lines = PersonLine.objects.for_viewer(SYSTEM).filter(run=run, number__gt=after)
    if verdict is not None:
        lines = lines.filter(verdict=verdict)
    return list(lines.order_by("number")[:limit])
