"""Reads about activities and outings, each in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dongne.foundation.audit.public import history_of
from dongne.foundation.media.public import Photo, Sound, sounds_by_sha
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import USUAL_UNIT, Dong, Tong
from dongne.foundation.scope.public import Viewer
from dongne.foundation.search.public import counted, holding
from dongne.lib.seoul import Month
from dongne.outreach.vocabulary.public import (
    Vocabularies,
    Vocabulary,
    vocabularies_of,
    vocabulary_of,
)
from dongne.outreach.zones.public import charges

from ..models import Activity, ActivityPhoto, ActivitySound, Outing
from ..states import ReportState, Standing

PAGE_LENGTH = 50
SEARCHED = ("memo", "measure", "address")


def find_activities(
    viewer: Viewer,
    *,
    dong_id: int | None = None,
    month: Month | None = None,
    officer_id: int | None = None,
    username: str = "",
    field: str = "",
    kind: str = "",
    device: str = "",
    tong: int | None = None,
    state: str = "",
    day: date | None = None,
    loose: bool = False,
    counts: bool | None = None,
    complete: bool = False,
    words: str = "",
) -> QuerySet[Activity]:
    """Activities that the viewer may see, newest day first, in the order they were received.

    `tong` is a number, `state` that of the report; `loose` are those that stand in none; `words`
    must stand in memo, measure or address.
    """
    found = Activity.objects.for_viewer(viewer).filter(removed_at=None)
    if dong_id is not None:
        found = found.filter(dong_id=dong_id)
    if month is not None:
        found = found.filter(day__gte=month.first, day__lte=month.last)
    if tong is not None:
        found = found.filter(tong__number=tong)
    complete = complete or state == ReportState.APPROVED
    if state and not complete:
        found = found.filter(report__state=state)
    if day is not None:
        found = found.filter(day=day)
    if officer_id is not None:
        found = found.filter(officer_id=officer_id)
    if username:
        found = found.filter(officer__account__username=username)
    if field:
        found = found.filter(field=field)
    if kind:
        found = found.filter(kind=kind)
    if device:
        found = found.filter(device=device)
    if loose:
        found = found.filter(report=None)
    if counts is not None:
        found = found.filter(counted=counts)
    if complete:
        # Also while a correction is under way: the version in force counts.
        found = found.filter(report__completed_version__gt=0).exclude(standing=Standing.IN)
    if words.strip():
        found = holding(found, words, columns=SEARCHED, dong_id=dong_id)
    return found.order_by("-day", "-received_at", "-id")


def with_details(viewer: Viewer, activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """The same with officer, tong, report, photos and sounds: one statement more for each of the
    last two."""
    return (
        activities.select_related("officer", "tong", "report")
        .prefetch_related(Prefetch("photos", queryset=ActivityPhoto.objects.for_viewer(viewer)))
        .prefetch_related(Prefetch("sounds", queryset=ActivitySound.objects.for_viewer(viewer)))
    )


def activity_of(viewer: Viewer, activity_id: UUID) -> Activity | None:
    return (
        with_details(viewer, Activity.objects.for_viewer(viewer).filter(pk=activity_id))
        .select_related("outing", "dong", "officer__team", "officer__account")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page of activities ends: the next one goes on from there, however far it is."""

    day: date
    received_at: datetime
    id: UUID

    @classmethod
    def of(cls, activity: Activity) -> Self:
        return cls(activity.day, activity.received_at, activity.pk)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read what `str` wrote; None for anything else."""
        try:
            day, micros, id_ = text.split("_")
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(micros))
            return cls(date.fromisoformat(day), moment, UUID(id_))
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        micros = (self.received_at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
        return f"{self.day}_{micros}_{self.id.hex}"

    def beyond(self, *, newer: bool) -> Q:
        """The rows on one side of it. The bare comparison of days is what the index goes by."""
        sign = "gt" if newer else "lt"
        return Q(**{f"day__{sign}e": self.day}) & (
            Q(**{f"day__{sign}": self.day})
            | Q(**{"day": self.day, f"received_at__{sign}": self.received_at})
            | Q(**{"day": self.day, "received_at": self.received_at, f"id__{sign}": self.id})
        )


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Fifty activities or fewer. `newer` and `older` are where the neighbouring pages begin."""

    items: list[Activity]
    count: int
    whole: bool = True
    """Whether `count` is all there are: a long list is not counted to its end."""
    newer: str = ""
    older: str = ""


def activity_page(
    viewer: Viewer, found: QuerySet[Activity], *, older_than: str = "", newer_than: str = ""
) -> ActivityPage:
    """One page of `found`, each with `thumb` (key of its first photo) and `photo_count`.

    Two statements: the page and, on the first one, how many there are.
    """
    after, before = Position.parse(older_than), Position.parse(newer_than)
    page = with_thumbs(viewer, found.select_related("officer", "tong__dong", "report"))
    if before:
        page = page.filter(before.beyond(newer=True)).order_by("day", "received_at", "id")
    elif after:
        page = page.filter(after.beyond(newer=False))
    items = list(page[: PAGE_LENGTH + 1])
    more, items = len(items) > PAGE_LENGTH, items[:PAGE_LENGTH]
    if before:
        items.reverse()
    first_page = not after and (not before or not more)
    short = first_page and not (more or before)
    count, whole = (len(items), True) if short else counted(found)
    return ActivityPage(
        items=items,
        count=count,
        whole=whole,
        newer=str(Position.of(items[0])) if items and not first_page else "",
        older=str(Position.of(items[-1])) if items and (more or before) else "",
    )


def with_thumbs(viewer: Viewer, activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """The same with `thumb` and `photo_count`, in the same statement."""
    photos = ActivityPhoto.objects.for_viewer(viewer).filter(activity=OuterRef("pk")).order_by()
    first = (
        Photo.objects.for_viewer(viewer)
        .filter(
            dong=OuterRef("dong"),
            sha256__in=ActivityPhoto.objects.for_viewer(viewer)
            .filter(activity=OuterRef(OuterRef("pk")))
            .order_by("position", "id")
            .values("sha256")[:1],
        )
        .values("pk")[:1]
    )
    counted = photos.values("activity").annotate(n=Count("pk")).values("n")
    return activities.annotate(
        thumb=Subquery(first),
        photo_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityList:
    """A page of activities, and the words and names its filters offer."""

    page: ActivityPage
    vocabularies: Vocabularies
    """Each activity reads as its own month said it."""
    people: list[Officer]


def activity_list(
    viewer: Viewer,
    *,
    dong: Dong | None,
    older_than: str = "",
    newer_than: str = "",
    **narrowed: Any,
) -> ActivityList:
    """`narrowed` is what `find_activities` takes. Five statements at most."""
    dong_id = dong.pk if dong else viewer.dong_id
    found = find_activities(viewer, dong_id=dong_id, **narrowed)
    people = Officer.objects.for_viewer(viewer).filter(dong_id=dong_id or 0)
    return ActivityList(
        page=activity_page(viewer, found, older_than=older_than, newer_than=newer_than),
        vocabularies=vocabularies_of(dong_id),
        # Whoever has left is named too: their months are still asked for.
        people=list(people.order_by("-is_active", "team__position", "position", "id"))
        if dong_id
        else [],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the form of an activity offers: the dong's words, the tongs, the viewer's outings."""

    vocabulary: Vocabulary
    dong_code: str = ""
    unit: str = USUAL_UNIT
    own_tongs: tuple[int, ...] = ()
    tongs: tuple[int, ...] = ()
    outings: tuple[Outing, ...] = ()


def choices_for(viewer: Viewer, *, day: date, officer_id: int | None = None) -> Choices:
    """Six statements. Refuses nobody: who may record is settled by the service.

    `officer_id`: whose outings, when somebody corrects another officer's report.
    """
    if viewer.dong_id is None:
        return Choices(vocabulary=vocabulary_of(None, day))
    week = timedelta(days=7)
    held = charges(viewer, dong_id=viewer.dong_key, first=day, last=day)
    own = held.get(viewer.officer_id or 0)
    tongs = list(
        Tong.objects.for_viewer(viewer)
        .filter(Q(closed_on=None) | Q(closed_on__gt=day), dong_id=viewer.dong_key)
        .select_related("dong")
    )
    outings = (
        Outing.objects.for_viewer(viewer)
        .filter(officer_id=officer_id or viewer.officer_key)
        .filter(day__gte=day - week, day__lte=day + week)
        .order_by("-day", "-id")
    )
    return Choices(
        vocabulary=vocabulary_of(viewer.dong_id, day),
        dong_code=tongs[0].dong.code if tongs else "",
        unit=tongs[0].dong.unit_name if tongs else USUAL_UNIT,
        own_tongs=own.tongs if own else (),
        tongs=tuple(tong.number for tong in tongs),
        outings=tuple(outings),
    )


def photo_files(viewer: Viewer, *, dong_id: int, shas: Iterable[str]) -> dict[str, Photo]:
    """The pictures of a dong by sha256; those that never arrived are missing."""
    if not (shas := list(shas)):
        return {}
    files = Photo.objects.for_viewer(viewer).filter(dong=dong_id, sha256__in=shas)
    return {file.sha256: file for file in files}


def sound_files(viewer: Viewer, activity: Activity) -> dict[str, Sound]:
    """The recordings of an activity by sha256; no statement if it names none."""
    shas = [sound.sha256 for sound in activity.sounds.all()]
    return sounds_by_sha(viewer, shas, dong_id=activity.dong_id) if shas else {}


def own_outing_list(viewer: Viewer, *, limit: int = PAGE_LENGTH) -> list[Outing]:
    """The viewer's outings, latest day first, each with `length`: how many activities it has."""
    return list(
        Outing.objects.for_viewer(viewer)
        .filter(officer_id=viewer.officer_key)
        .annotate(length=Count("activities", filter=Q(activities__removed_at=None)))
        .order_by("-day", F("starts_at").desc(nulls_last=True), "-id")[:limit]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityHistory:
    """What was done to an activity, and the names of what its rows hold as keys."""

    entries: list[Any]
    tongs: dict[int, str]
    outings: dict[str, str]


def activity_history(viewer: Viewer, activity: Activity) -> ActivityHistory:
    """Three statements."""
    tongs = Tong.objects.for_viewer(viewer).filter(dong_id=activity.dong_id)
    outings = Outing.objects.for_viewer(viewer).filter(officer_id=activity.officer_id)
    return ActivityHistory(
        entries=list(history_of(activity)),
        tongs={tong.pk: f"{tong.number}{activity.dong.unit_name}" for tong in tongs},
        outings={str(pk): purpose for pk, purpose in outings.values_list("pk", "purpose")},
    )
