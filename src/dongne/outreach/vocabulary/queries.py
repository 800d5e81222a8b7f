"""Reads: the form that holds for a dong on a day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from dongne.foundation.places.public import District, Dong
from dongne.foundation.scope.public import SYSTEM, Level, Role, Viewer
from dongne.lib.seoul import seoul_day

from .document import Vocabulary, vocabulary_from
from .models import Form, FormVersion
from .states import OwnerLevel, VersionState

_REMEMBERED = 256
_known: dict[UUID, Vocabulary] = {}
"""Published versions that this process has read. They never change, so nothing has to be told to
other processes: which of them holds is asked each time."""

# Nearest owner first. The content travels only if this process doesn't have it yet.
_CHAIN = f"""
    FROM {FormVersion._meta.db_table} v
    JOIN {Form._meta.db_table} f ON f.id = v.form_id
    LEFT JOIN {Dong._meta.db_table} d ON d.id = %(dong)s::bigint
    LEFT JOIN {District._meta.db_table} g ON g.id = d.district_id
    WHERE v.state = 'published'
      AND (f.level = 3 OR f.dong_id = d.id OR f.district_id = g.id OR f.city_id = g.city_id)
"""
_COLUMNS = """
    SELECT v.id, f.level, v.holds_from,
           CASE WHEN v.id = ANY(%(known)s::uuid[]) THEN NULL ELSE v.content::text END
"""
_ONE = f"""
    {_COLUMNS} {_CHAIN} AND v.holds_from <= %(day)s::date
    ORDER BY f.level, v.holds_from DESC, v.number DESC LIMIT 1
"""
_ALL = f"{_COLUMNS} {_CHAIN} ORDER BY f.level, v.holds_from DESC, v.number DESC"


def vocabulary_of(dong_id: int | None, day: date | None = None) -> Vocabulary:
    """The words that hold for the dong on `day` (today, if None); everybody's for no dong.

    One statement, which carries the content only the first time.
    """
    [row] = _ask(_ONE, dong_id, day or seoul_day(timezone.now()))
    return row[2]


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """All forms that ever hold for one dong, for lists that reach over several months."""

    rows: tuple[tuple[int, date, Vocabulary], ...]

    def on(self, day: date) -> Vocabulary:
        """The words of the month that `day` lies in."""
        for _level, first, words in self.rows:
            if first <= day:
                return words
        raise LookupError("everybody's form has always held")


def vocabularies_of(dong_id: int | None) -> Vocabularies:
    """One statement, whatever days are asked for afterwards."""
    return Vocabularies(tuple(_ask(_ALL, dong_id, None)))


def _ask(
    statement: str, dong_id: int | None, day: date | None
) -> list[tuple[int, date, Vocabulary]]:
    # What was known when the question was put: others may forget it while the answer comes.
    known = dict(_known)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"dong": dong_id, "known": list(known), "day": day})
        rows = cursor.fetchall()
    found = []
    for pk, level, holds_from, content in rows:
        words = known.get(pk)
        if words is None:
            words = vocabulary_from(json.loads(content), version=pk, holds_from=holds_from)
            if len(_known) >= _REMEMBERED:
                _known.clear()
            _known[pk] = words
        found.append((level, holds_from, words))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose form: the place itself, and the places above it, which stand in while it has none."""

    level: OwnerLevel
    dong_id: int | None = None
    district_id: int | None = None
    city_id: int | None = None

    @classmethod
    def of_dong(cls, dong: Dong) -> Owner:
        return cls(
            level=OwnerLevel.DONG,
            dong_id=dong.pk,
            district_id=dong.district_id,
            city_id=dong.district.city_id,
        )

    @classmethod
    def of_viewer(cls, viewer: Viewer) -> Owner | None:
        """The form of the place where the viewer works; None for whoever has no such place."""
        if viewer.dong_id is not None:
            level = OwnerLevel.DONG
        elif viewer.has(Role.DISTRICT_DESK):
            level = OwnerLevel.DISTRICT
        elif viewer.has(Role.CITY_DESK):
            level = OwnerLevel.CITY
        else:
            return None
        return cls(
            level=level,
            dong_id=viewer.dong_id,
            district_id=viewer.district_id,
            city_id=viewer.city_id,
        )

    @property
    def chain(self) -> Q:
        """Forms of this place and of those above it."""
        places = {
            OwnerLevel.DONG: ("dong_id", self.dong_id),
            OwnerLevel.DISTRICT: ("district_id", self.district_id),
            OwnerLevel.CITY: ("city_id", self.city_id),
        }
        found = Q(form__level=OwnerLevel.EVERYBODY)
        for level, (name, key) in places.items():
            if level >= self.level and key is not None:
                found |= Q(form__level=level) & Q(**{f"form__{name}": key})
        return found

    @property
    def own(self) -> dict[str, Any]:
        """The columns of the one form of this place."""
        return {
            "level": self.level,
            "dong_id": self.dong_id if self.level == OwnerLevel.DONG else None,
            "district_id": self.district_id if self.level == OwnerLevel.DISTRICT else None,
            "city_id": self.city_id if self.level == OwnerLevel.CITY else None,
        }


def _told() -> QuerySet[FormVersion]:
    return FormVersion.objects.select_related("form__dong", "form__district", "form__city", "base")


def version_for(owner: Owner, day: date) -> FormVersion:
    """The version that holds for the owner on `day`, its own or that of a place above."""
    found = (
        _told()
        .filter(owner.chain, state=VersionState.PUBLISHED, holds_from__lte=day)
        .order_by("form__level", "-holds_from", "-number")
        .first()
    )
    assert found is not None, "everybody's form has always held"
    return found


def own_versions(owner: Owner) -> list[FormVersion]:
    """The owner's own versions, those given up left out, latest first; a draft is the first."""
    own = {f"form__{name}": value for name, value in owner.own.items()}
    asked = _told().filter(**own).exclude(state=VersionState.DISCARDED)
    return sorted(
        asked.order_by("-number"),
        key=lambda one: (one.holds_from or date.max, one.number),
        reverse=True,
    )


def versions_above(owner: Owner, day: date) -> list[FormVersion]:
    """What holds at each level above the owner that has a form, nearest first."""
    rows = (
        _told()
        .filter(owner.chain, state=VersionState.PUBLISHED, holds_from__lte=day)
        .filter(form__level__gt=owner.level)
        .order_by("form__level", "-holds_from", "-number")
    )
    found: dict[int, FormVersion] = {}
    for row in rows:
        found.setdefault(row.form.level, row)
    return list(found.values())


def find_version(viewer: Viewer, version_id: UUID) -> FormVersion | None:
    """A version that the viewer may read: of their own place, of those above it, of those below.

    A draft is read only where it is written, and by the desks above.
    """
    owner = Owner.of_viewer(viewer)
    if owner is None:
        return None
    below = Q(form__dong__in=Dong.objects.for_viewer(viewer).values("pk"))
    if viewer.level is Level.CITY:
        below |= Q(form__district__city_id=viewer.city_id)
    found = _told().filter(owner.chain | below, pk=version_id).first()
    if found is None or found.state == VersionState.PUBLISHED:
        return found
    # Drafts of a place above are no business of those below.
    return found if found.form.level <= owner.level else None


def dongs_under(owner: Owner, *, day: date, besides: UUID | None = None) -> list[int]:
    """Keys of the dongs for which this owner's form holds, or would hold, on `day`: a dong or a
    district that has its own is left out."""
    dongs = Dong.objects.for_viewer(SYSTEM)
    if owner.level == OwnerLevel.DONG:
        return [owner.dong_id] if owner.dong_id else []
    published = FormVersion.objects.filter(state=VersionState.PUBLISHED, holds_from__lte=day)
    if besides:
        published = published.exclude(pk=besides)
    own = published.filter(form__level=OwnerLevel.DONG).values("form__dong")
    if owner.level == OwnerLevel.DISTRICT:
        dongs = dongs.filter(district_id=owner.district_id or 0)
    else:
        theirs = published.filter(form__level=OwnerLevel.DISTRICT).values("form__district")
        dongs = dongs.filter(district__city_id=owner.city_id or 0).exclude(district__in=theirs)
    return list(dongs.exclude(pk__in=own).values_list("pk", flat=True))


def slugs_taken(section: str) -> set[str]:
    """Every slug that any form, draft or past, has in a list of words. One statement."""
    table = FormVersion._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT w->>'slug' FROM {table} v, "  # noqa: S608 - the name is ours
            "jsonb_array_elements(v.content->%s::text) w",
            [section],
        )
        return {slug for (slug,) in cursor.fetchall()}
