"""Past months that came from a file: counts without activities, never mixed with those."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import Month
from dongne.outreach.vocabulary.public import STANDARD_FIELDS, vocabulary_of

from .models import DongTally, Source, Tally


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """`counts` in the order of the dong's fields."""

    officer: Officer
    team: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class ImportedMonth:
    """What a file said of a month: `fields` are (slug, label)."""

    fields: tuple[tuple[str, str], ...]
    rows: tuple[ImportedRow, ...]

    @property
    def sums(self) -> tuple[int, ...]:
        return tuple(sum(column) for column in zip(*(row.counts for row in self.rows), strict=True))

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)


def imported_month(viewer: Viewer, *, dong: Dong, month: Month) -> ImportedMonth | None:
    """The counts that came from a file, or None. Two statements and the vocabulary's."""
    counts: dict[int, dict[str, int]] = {}
    for officer_id, field, n in (
        Tally.objects.for_viewer(viewer)
        .filter(dong=dong, month=month.first, source=Source.IMPORT)
        .values_list("officer_id", "field")
        .annotate(total=Sum("n"))
        .order_by()
    ):
        if n:
            counts.setdefault(officer_id, {})[field] = n
    if not counts:
        return None
    words = vocabulary_of(dong.pk, month.first)
    known = {slug: field.label for slug, field in words.fields.items()}
    # A field that the form of that month does not have is shown by its slug rather than left out.
    for held in counts.values():
        for slug in held:
            known.setdefault(slug, slug)
    officers = (
        Officer.objects.for_viewer(viewer).filter(pk__in=counts).select_related("team").distinct()
    )
    return ImportedMonth(
        fields=tuple(known.items()),
        rows=tuple(
            ImportedRow(
                officer=officer,
                team=officer.team.name,
                counts=tuple(counts[officer.pk].get(slug, 0) for slug in known),
            )
            for officer in officers
        ),
    )


def months_imported(viewer: Viewer, *, dong: Dong | None) -> dict[Month, int]:
    """Months that a file has counts of, newest first, with their totals. One statement."""
    rows = DongTally.objects.for_viewer(viewer).filter(source=Source.IMPORT)
    if dong is not None:
        rows = rows.filter(dong=dong)
    totals = rows.values("month").annotate(total=Sum("n")).order_by("-month")
    return {Month.of(row["month"]): row["total"] for row in totals if row["total"]}


def standard_imported(
    viewer: Viewer, *, dong_ids: Iterable[int], month: Month
) -> dict[int, dict[str, int]]:
    """By dong, the imported counts of a month by standard field. One statement."""
    found: dict[int, dict[str, int]] = {}
    for dong_id, standard, n in (
        DongTally.objects.for_viewer(viewer)
        .filter(dong__in=list(dong_ids), month=month.first, source=Source.IMPORT)
        .values_list("dong_id", "standard", "n")
    ):
        found.setdefault(dong_id, dict.fromkeys(STANDARD_FIELDS, 0))[standard] += n
    return found


def imported_counts(*, dong_id: int, month: Month) -> dict[int, dict[str, int]]:
    """By officer and field, as `import_month` left them. For modules that have asked who looks."""
    found: dict[int, dict[str, int]] = {}
    for officer_id, field, n in (
        Tally.objects.for_viewer(SYSTEM)
        .filter(dong_id=dong_id, month=month.first, source=Source.IMPORT)
        .values_list("officer_id", "field")
        .annotate(total=Sum("n"))
        .order_by()
    ):
        found.setdefault(officer_id, {})[field] = n
    return found
