"""Somebody's inbox: what waits for them, what they were given to read, what they sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Copy, CopyRead, Line, Step
from ..states import Gap, LineState, StepState, Way
from .copies import own_copies
from .lines import boxes_for
from .slices import Mark, Slice, slice_of

MOST_GAPS = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """What the tabs say: waiting, copies unread, decisions to be told of, memos among waiting."""

    waiting: int
    copies: int
    after_report: int
    memos: int


def counts(viewer: Viewer) -> Counts:
    """One statement."""
    read = CopyRead.objects.for_viewer(SYSTEM).filter(
        officer_id=viewer.officer_key, copy__line=OuterRef("pk")
    )
    given = Line.objects.for_viewer(SYSTEM).filter(pk__in=own_copies(viewer).values("line"))
    found = (
        Officer.objects.for_viewer(SYSTEM)
        .filter(pk=viewer.officer_key)
        .annotate(
            waiting=_count(waiting(viewer)),
            memos=_count(waiting(viewer).filter(way=Way.MEMO)),
            copies=_count(given.filter(~Exists(read))),
            told=_count(_after_reports(viewer)),
        )
        .values_list("waiting", "copies", "told", "memos")
        .first()
    )
    return Counts(*(found or (0, 0, 0, 0)))


def unread_copies(viewer: Viewer) -> int:
    """공람 that were given and not opened yet; one statement."""
    return counts(viewer).copies


def _count(rows: QuerySet[Any]) -> Any:
    every = rows.order_by().annotate(one=F("pk") * 0).values("one")
    return Coalesce(Subquery(every.annotate(n=Count("pk")).values("n")), 0)


def waiting(viewer: Viewer) -> QuerySet[Line]:
    return Line.objects.for_viewer(viewer).filter(awaiting_id=viewer.officer_key)


def searched(lines: QuerySet[Line], q: str) -> QuerySet[Line]:
    """Those whose title or drafter holds every word."""
    for word in q.split():
        lines = lines.filter(Q(title__icontains=word) | Q(drafter_name__icontains=word))
    return lines


@dataclass(frozen=True, slots=True)
class Desk:
    """A page of the pile, and the paper that lies open on it."""

    page: Slice[Line]
    open: Line | None
    missed: bool
    """Whether a paper was asked for that doesn't wait here (any more)."""
    counts: Counts
    gaps: list[Line]
    """Papers of the dong that nobody can sign; for whoever can do something about it."""

    @property
    def lines(self) -> list[Line]:
        return self.page.rows

    @property
    def place(self) -> int:
        """Where on the page the open paper lies, from 1."""
        return self.lines.index(self.open) + 1 if self.open else 0

    def _beside(self, by: int) -> Line | None:
        at = self.place - 1 + by
        return self.lines[at] if self.open and 0 <= at < len(self.lines) else None

    @property
    def previous(self) -> Line | None:
        return self._beside(-1)

    @property
    def next(self) -> Line | None:
        return self._beside(1)


def desk(viewer: Viewer, *, wanted: UUID | None, q: str = "", mark: Mark | None = None) -> Desk:
    """The inbox with the wanted paper on top, else the one that came first.

    Five statements whatever its length: page, counts, boxes, gaps, and the wanted paper if it
    lies on another page than was asked for.
    """
    lines = searched(waiting(viewer), q)
    keys = ("awaiting_since", "id")
    page = slice_of(lines, keys=keys, mark=mark)
    on_top = next((line for line in page.rows if line.subject_id == wanted), None)
    if wanted and on_top is None:
        found = lines.filter(subject_id=wanted).first()
        if found:
            page = slice_of(
                lines, keys=keys, mark=None, from_row=Mark((found.awaiting_since, found.pk))
            )
            on_top = page.rows[0]
    missed = wanted is not None and on_top is None
    on_top = on_top or (page.rows[0] if page.rows else None)
    if on_top:
        prefetch_related_objects([on_top], boxes_for(viewer))
    return Desk(page=page, open=on_top, missed=missed, counts=counts(viewer), gaps=gaps_for(viewer))


def gaps_for(viewer: Viewer) -> list[Line]:
    """Running papers of the viewer's dong that nobody can sign. One statement, or none."""
    if not viewer.runs_outreach:
        return []
    stuck = Line.objects.for_viewer(viewer).filter(
        ~Q(gap__in=["", Gap.OUTSIDE]), state=LineState.RUNNING, dong_id=viewer.dong_key
    )
    return list(stuck.order_by("id").prefetch_related(boxes_for(viewer))[:MOST_GAPS])


def waiting_memos(viewer: Viewer, *, mark: Mark | None = None) -> Slice[Line]:
    """Memos that wait to be read, oldest first. One statement."""
    return slice_of(waiting(viewer).filter(way=Way.MEMO), keys=("awaiting_since", "id"), mark=mark)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A tab of papers to be read: a page of lines, and the one that lies open."""

    page: Slice[Line]
    open: Line | None
    counts: Counts


def copies_shelf(viewer: Viewer, *, wanted: int | None, mark: Mark | None, q: str = "") -> Shelf:
    """공람, newest first. A line carries `given_by`, `given_at` and whether it `was_read`.

    Asked for the program: a department stands outside the dong whose paper it was given.
    """
    mine = own_copies(viewer).filter(line=OuterRef("pk")).order_by("id")
    read = CopyRead.objects.for_viewer(SYSTEM).filter(
        officer_id=viewer.officer_key, copy__line=OuterRef("pk")
    )
    lines = (
        Line.objects.for_viewer(SYSTEM)
        .filter(pk__in=own_copies(viewer).values("line"))
        .select_related("dong")
        .annotate(
            given_by=Subquery(mine.values("given_by_name")[:1]),
            given_at=Subquery(mine.values("given_at")[:1]),
            was_read=Exists(read),
        )
    )
    return _shelf(viewer, SYSTEM, searched(lines, q), wanted=wanted, mark=mark)


def after_report_shelf(viewer: Viewer, *, wanted: int | None, mark: Mark | None) -> Shelf:
    """사후 보고: what a stand-in decided for the viewer and the viewer has not ticked yet."""
    lines = Line.objects.for_viewer(viewer).filter(pk__in=_after_reports(viewer).values("line"))
    return _shelf(viewer, viewer, lines, wanted=wanted, mark=mark)


def _after_reports(viewer: Viewer) -> QuerySet[Step]:
    return Step.objects.for_viewer(viewer).filter(
        officer_id=viewer.officer_key,
        after_report=True,
        after_report_read_at=None,
        state=StepState.SIGNED,
    )


def _shelf(
    viewer: Viewer, reader: Viewer, lines: QuerySet[Line], *, wanted: int | None, mark: Mark | None
) -> Shelf:
    page = slice_of(lines, keys=("id",), mark=mark, descending=True)
    on_top = next((line for line in page.rows if line.pk == wanted), None)
    if wanted and on_top is None:
        on_top = lines.filter(pk=wanted).first()
    if on_top:
        prefetch_related_objects([on_top], boxes_for(reader))
    return Shelf(page=page, open=on_top, counts=counts(viewer))


@dataclass(frozen=True, slots=True)
class Sent:
    page: Slice[Line]
    counts: Counts


def sent(viewer: Viewer, *, mark: Mark | None, q: str = "") -> Sent:
    """내가 올린 문서: the last line of each of the viewer's papers, newest first; `was_signed`."""
    newer = Line.objects.for_viewer(viewer).filter(
        subject_type=OuterRef("subject_type"),
        subject_id=OuterRef("subject_id"),
        pk__gt=OuterRef("pk"),
    )
    signed = Step.objects.for_viewer(viewer).filter(line=OuterRef("pk"), state=StepState.SIGNED)
    lines = (
        Line.objects.for_viewer(viewer)
        .filter(~Exists(newer), drafter_id=viewer.officer_key)
        .annotate(was_signed=Exists(signed))
    )
    page = slice_of(searched(lines, q), keys=("id",), mark=mark, descending=True)
    prefetch_related_objects(page.rows, boxes_for(viewer))
    return Sent(page=page, counts=counts(viewer))


def copy_rows(viewer: Viewer, *, line: Line) -> list[Copy]:
    """Who was given a copy, with who has read it. Two statements."""
    return list(
        Copy.objects.for_viewer(viewer)
        .filter(line=line)
        .select_related("officer", "team")
        .prefetch_related(Prefetch("reads", queryset=CopyRead.objects.for_viewer(viewer)))
        .order_by("id")
    )


def keys_of(values: Iterable[str]) -> list[int]:
    """Keys from an address or a form; what is none is left out."""
    return [int(value) for value in values if value.isdecimal() and len(value) < 18]
