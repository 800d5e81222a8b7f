"""All that the page of one case shows, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from dongne.foundation.asides.public import Aside, asides_of
from dongne.foundation.audit.public import AuditEntry, history_of
from dongne.foundation.media.public import Photo, photos_by_sha
from dongne.foundation.residents.public import Person, persons_for
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.reference_numbers import tidy_number

from ..models import (
    Case,
    CaseActivity,
    CasePhoto,
    Handover,
    Move,
    Note,
    OutsideEntry,
    Reporter,
    Telling,
)
from ..states import HandoverState

MOST_AGAIN = 20
OLDEST_FIRST = 500
"""Rows of one kind that a page shows at most; nobody reads more, and no case has had them."""


@dataclass(slots=True, kw_only=True)
class CasePage:
    """Rows of each kind are oldest first. `pending` are handovers that wait for an answer."""

    case: Case
    moves: list[Move]
    handovers: list[Handover]
    notes: list[Note]
    reporters: list[Reporter]
    persons: dict[UUID, Person]
    """Of the reporters, those whom the viewer may know of."""
    tellings: list[Telling]
    photos: list[CasePhoto]
    files: dict[str, Photo]
    activities: list[CaseActivity]
    outside: list[OutsideEntry]
    relatives: list[Case]
    """Children and merged ones."""
    again: list[Case]
    """The same persons' others of the same kind, whether or not somebody linked them."""
    audit: list[AuditEntry]
    numbers: list[Aside] = field(default_factory=list)
    words_of: dict[str, dict[Any, str]] = field(default_factory=dict)

    @property
    def pending(self) -> list[Handover]:
        return [one for one in self.handovers if one.state == HandoverState.PENDING]

    @property
    def helping(self) -> list[Handover]:
        return [one for one in self.handovers if one.state == HandoverState.ACCEPTED]

    @property
    def times_told(self) -> int:
        """How often the same was told, this case included."""
        return 1 + len(self.again)

    @property
    def times_answered(self) -> int:
        """How often the result was told before this case."""
        return sum(one.told_at is not None for one in self.again)

    @property
    def newest(self) -> list[Note]:
        return list(reversed(self.notes))


CASE_WITH = (
    "dong__district",
    "tong__dong",
    "zone_officer__team",
    "holder_team",
    "holder_officer",
    "opened_by",
    "merged_into",
    "parent",
    "repeats",
)


def page_of(viewer: Viewer, case: Case) -> CasePage:
    """`case` was fetched by `find_case`: whatever hangs on it may be seen. Twelve statements."""
    mine = {"case": case.pk}
    people = ("from_team", "from_officer", "to_team", "to_officer", "asked_by", "answered_by")
    photos = list(
        CasePhoto.objects.for_viewer(SYSTEM).filter(**mine).select_related("officer")[:OLDEST_FIRST]
    )
    return CasePage(
        case=case,
        moves=_rows(Move, mine, "officer"),
        handovers=_rows(Handover, mine, *people),
        notes=_rows(Note, mine, "officer"),
        reporters=(reporters := reporters_of(case)),
        persons=persons_of(viewer, reporters),
        tellings=_rows(Telling, mine, "officer", "to_officer"),
        photos=photos,
        files=files_of(case, [one.sha256 for one in photos]),
        activities=_rows(CaseActivity, mine, "activity__officer"),
        outside=_rows(OutsideEntry, mine, "registered_by"),
        relatives=relatives_of(viewer, case),
        again=again_of(viewer, case, reporters),
        audit=list(history_of(case)[:OLDEST_FIRST]),
        numbers=asides_of(viewer, [case]).get(str(case.pk), []),
    )


def reporters_of(case: Case) -> list[Reporter]:
    return _rows(Reporter, {"case": case.pk})


def persons_of(viewer: Viewer, reporters: Iterable[Reporter]) -> dict[UUID, Person]:
    """Who reported it, as far as the viewer may know of them: neither a desk nor a relative who is
    kept away. One statement, or none."""
    keys = [one.person_id for one in reporters if one.person_id]
    if not keys:
        return {}
    return {one.pk: one for one in persons_for(viewer).filter(pk__in=keys)}


def relatives_of(viewer: Viewer, case: Case) -> list[Case]:
    """Those of them that the viewer may read."""
    near = Q(parent=case.pk) | Q(merged_into=case.pk)
    return list(
        Case.objects.for_viewer(viewer).filter(near).order_by("-received_at")[:OLDEST_FIRST]
    )


def again_of(viewer: Viewer, case: Case, reporters: Iterable[Reporter]) -> list[Case]:
    """Others of the kind by the same persons, and those that were linked. One statement."""
    keys = [one.person_id for one in reporters if one.person_id]
    same = Q(repeats=case.pk)
    if case.repeats_id:
        same |= Q(pk=case.repeats_id) | Q(repeats=case.repeats_id)
    if keys:
        theirs = Reporter.objects.for_viewer(SYSTEM).filter(person__in=keys).values("case")
        same |= Q(pk__in=theirs, category=case.category)
    rows = Case.objects.for_viewer(viewer).filter(same, dong=case.dong_id, merged_into=None)
    return list(rows.exclude(pk=case.pk).order_by("-received_at")[:MOST_AGAIN])


def files_of(case: Case, shas: Iterable[str]) -> dict[str, Photo]:
    """What is known of the photos' files: whoever may read the case may see them, also a
    department that nothing else of the dong is for."""
    return photos_by_sha(SYSTEM, dong_id=case.dong_id, shas=list(shas))


def picture_of(case: Case, sha256: str) -> Photo | None:
    """The file of a photo of this case, not of any other."""
    mine = CasePhoto.objects.for_viewer(SYSTEM).filter(case=case.pk, sha256=sha256)
    return files_of(case, [sha256]).get(sha256) if mine.exists() else None


def by_number(viewer: Viewer, typed: str) -> Case | None:
    """By its number, forgiving how it was typed. One statement, or none."""
    number = tidy_number(typed)
    if not number:
        return None
    return Case.objects.for_viewer(viewer).filter(number=number).select_related(*CASE_WITH).first()


def reporter_in(case: Case, reporter_id: UUID) -> Reporter | None:
    return Reporter.objects.for_viewer(SYSTEM).filter(case=case.pk, pk=reporter_id).first()


def _rows(model: Any, mine: dict[str, Any], *related: str) -> list[Any]:
    return list(
        model.objects.for_viewer(SYSTEM).filter(**mine).select_related(*related)[:OLDEST_FIRST]
    )
