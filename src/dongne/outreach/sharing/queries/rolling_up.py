"""Reads: the month of a dong, of everything below a district or a city, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When
from django.utils.translation import get_language

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import Month
from dongne.outreach.fieldwork.public import Activity, Outing, Report, ReportState
from dongne.outreach.vocabulary.public import STANDARD_FIELDS, Field, Vocabulary, vocabulary_of
from dongne.outreach.zones.public import Charge, charges

from ..models import DongTally, MonthNote, Source, Tally


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """취합 서식의 한 줄. `counts` by the dong's own fields, `standard` by the six."""

    officer: Officer
    team: str
    total: int
    counts: dict[str, int]
    standard: dict[str, int]
    tongs: tuple[int, ...]
    deputy: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """분야별 활동실적의 한 줄."""

    field: Field
    n: int
    contents: str
    remarks: str


@dataclass(frozen=True, slots=True)
class RollUp:
    dong: Dong
    month: Month
    words: Vocabulary
    officers: list[OfficerRow]
    fields: list[FieldRow]
    held: dict[int, Charge]

    @property
    def total(self) -> int:
        return sum(row.n for row in self.fields)

    @property
    def standard(self) -> dict[str, int]:
        """Counts by the six standard fields, zeros too."""
        sums = dict.fromkeys(STANDARD_FIELDS, 0)
        for row in self.fields:
            sums[row.field.standard] += row.n
        return sums


def roll_up(viewer: Viewer, *, dong: Dong, month: Month, words: Vocabulary | None = None) -> RollUp:
    """The dong's month from the tally: six statements, however many activities there were.

    Officers are those with a zone or with a counted activity in the month. `words` is another
    form than that of the month, to see how it would look.
    """
    words = words or vocabulary_of(dong.pk, month.first)
    held = charges(viewer, dong_id=dong.pk, first=month.first, last=month.last)
    counts: dict[int, dict[str, int]] = {}
    standard: dict[int, dict[str, int]] = {}
    for officer_id, slug, std, n in (
        Tally.objects.for_viewer(viewer)
        .filter(dong=dong, month=month.first, source=Source.REPORT)
        .exclude(n=0)
        .values_list("officer_id", "field", "standard", "n")
    ):
        mine = counts.setdefault(officer_id, {})
        mine[slug] = mine.get(slug, 0) + n
        sums = standard.setdefault(officer_id, {})
        sums[std] = sums.get(std, 0) + n
    # A retired field is shown in the month in which a phone still sent one.
    seen = {slug for mine in counts.values() for slug, n in mine.items() if n}
    shown = words.fields | {slug: words.field(slug) for slug in sorted(seen - words.fields.keys())}
    officers = (
        Officer.objects.for_viewer(viewer)
        .filter(pk__in=held.keys() | counts.keys())
        .select_related("team")
    )
    rows = []
    for officer in officers:
        charge = held.get(officer.pk)
        mine = counts.get(officer.pk, {})
        rows.append(
            OfficerRow(
                officer=officer,
                team=officer.team.name,
                total=sum(mine.values()),
                counts={slug: mine.get(slug, 0) for slug in shown},
                standard={s: standard.get(officer.pk, {}).get(s, 0) for s in STANDARD_FIELDS},
                tongs=charge.tongs if charge else (),
                deputy=charge.deputy_name if charge else "",
            )
        )
    notes = {
        note.field: note
        for note in MonthNote.objects.for_viewer(viewer).filter(dong=dong, month=month.first)
    }
    fields = [
        FieldRow(
            field=word,
            n=sum(row.counts[slug] for row in rows),
            contents=notes[slug].contents if slug in notes else "",
            remarks=notes[slug].remarks if slug in notes else "",
        )
        for slug, word in shown.items()
    ]
    return RollUp(dong=dong, month=month, words=words, officers=rows, fields=fields, held=held)


class DongName(NamedTuple):
    """As much of a dong as its row on a district's or a city's page shows."""

    pk: int
    code: str
    name: str
    name_en: str

    @property
    def label(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name


class DongRow(NamedTuple):
    dong: DongName
    standard: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.standard.values())


def roll_up_above(*, dongs: QuerySet[Dong], month: Month) -> list[DongRow]:
    """A row for each of `dongs`, which somebody has scoped, in their order.

    Two statements; they cost the dongs, not their activities. Rows come as tuples: a city has
    hundreds of dongs, and making a model of each took longer than asking for them.
    """
    rows = {
        name[0]: DongRow(DongName._make(name), dict.fromkeys(STANDARD_FIELDS, 0))
        for name in dongs.values_list(*DongName._fields)
    }
    for dong_id, standard, n in (
        DongTally.objects.for_viewer(SYSTEM)
        .filter(month=month.first, source=Source.REPORT, dong__in=dongs.order_by().values("pk"))
        .values_list("dong_id", "standard", "n")
    ):
        rows[dong_id].standard[standard] += n
    return list(rows.values())


@dataclass(frozen=True, slots=True)
class Gap:
    """What an officer's month still lacks; each number opens its records."""

    officer: Officer
    waiting: int = 0
    """Reports submitted and not yet approved."""
    returned: int = 0
    drafts: int = 0
    correcting: int = 0
    """Reports whose complete version counts while the next one is written or on its way."""
    loose: int = 0
    """Activities that stand in no report."""
    silent: bool = False
    """Neither an outing nor an activity in the month."""

    @property
    def missing(self) -> bool:
        """Whether something is not counted yet that lies with the officer."""
        return bool(self.silent or self.returned or self.drafts or self.loose)

    @property
    def anything(self) -> bool:
        return bool(self.missing or self.waiting or self.correcting)


def gaps(viewer: Viewer, *, dong: Dong, month: Month, beside: RollUp | None = None) -> list[Gap]:
    """Who is missing from the month and with what (domain.md, rule 7). Five statements.

    `beside` is the month's roll-up, where it was asked for too: its charges and officers are not
    asked for again.
    """
    span = Q(day__gte=month.first, day__lte=month.last)
    by_state: dict[tuple[int, str], int] = {
        (row["officer_id"], row["as_state"]): row["n"]
        for row in Report.objects.for_viewer(viewer)
        .filter(span, dong=dong)
        .annotate(
            as_state=Case(
                When(state=ReportState.APPROVED, then="state"),
                When(completed_version__gt=0, then=Value(ReportState.CORRECTING.value)),
                default="state",
            )
        )
        .values("officer_id", "as_state")
        .annotate(n=Count("pk"))
    }
    activities: dict[int, tuple[int, int]] = {
        row["officer_id"]: (row["n"], row["loose"])
        for row in Activity.objects.for_viewer(viewer)
        .filter(span, dong=dong, removed_at=None)
        .values("officer_id")
        .annotate(n=Count("pk"), loose=Count("pk", filter=Q(report=None)))
    }
    outings = set(
        Outing.objects.for_viewer(viewer)
        .filter(span, dong=dong)
        .values_list("officer_id", flat=True)
    )
    held = (
        beside.held
        if beside
        else charges(viewer, dong_id=dong.pk, first=month.first, last=month.last)
    )
    concerned = held.keys() | activities.keys() | {officer_id for officer_id, _ in by_state}
    officers = [row.officer for row in beside.officers] if beside else []
    if concerned - {officer.pk for officer in officers}:
        people = Officer.objects.for_viewer(viewer).filter(pk__in=concerned)
        officers = list(people.select_related("team"))
    found = []
    for officer in (one for one in officers if one.pk in concerned):
        n, loose = activities.get(officer.pk, (0, 0))
        gap = Gap(
            officer=officer,
            waiting=by_state.get((officer.pk, ReportState.SUBMITTED), 0),
            returned=by_state.get((officer.pk, ReportState.RETURNED), 0),
            drafts=by_state.get((officer.pk, ReportState.DRAFT), 0),
            correcting=by_state.get((officer.pk, ReportState.CORRECTING), 0),
            loose=loose,
            silent=n == 0 and officer.pk not in outings,
        )
        if gap.anything:
            found.append(gap)
    return found


def months_counted(viewer: Viewer, *, dong: Dong | None) -> dict[Month, int]:
    """Every month that anything counts in, newest first, with its total. One statement."""
    rows = DongTally.objects.for_viewer(viewer).filter(source=Source.REPORT)
    if dong is not None:
        rows = rows.filter(dong=dong)
    totals = rows.values("month").annotate(total=Sum("n")).order_by("-month")
    return {Month.of(row["month"]): row["total"] for row in totals}


def totals_by_month(
    viewer: Viewer, *, dong_ids: Iterable[int], first: date, last: date
) -> dict[date, int]:
    """Counted activities by month, for the small pictures. One statement."""
    rows = (
        DongTally.objects.for_viewer(viewer)
        .filter(dong__in=list(dong_ids), month__gte=first, month__lte=last, source=Source.REPORT)
        .values("month")
        .annotate(total=Sum("n"))
    )
    return {row["month"]: row["total"] for row in rows}


def waiting_by_dong(viewer: Viewer, *, month: Month) -> dict[int, int]:
    """Reports of the month that are still with somebody who has to sign. One statement."""
    rows = (
        Report.objects.for_viewer(viewer)
        .filter(
            state=ReportState.SUBMITTED,
            completed_version=0,
            day__gte=month.first,
            day__lte=month.last,
        )
        .values("dong_id")
        .annotate(n=Count("pk"))
    )
    return {row["dong_id"]: row["n"] for row in rows}
