"""What everybody may see, apart from the cases themselves.

A case that may not be seen has no row here: whatever is asked of these tables, it can't answer
with it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import NOTHING, Holds
from dongne.outreach.casework.public import Case

from .states import Level, Shows


class PublicCase(models.Model):
    """공개 건: one case as everybody may see it. No text of anybody's.

    `latitude` and `longitude` are in 1/100,000 degree (about a metre) and those of the tong where
    `shows` says so; `cell` is the H3 cell of resolution 15 of that place. `day` is the day of
    receipt in Seoul; `changed_on` is not the moment, which could be told apart by whoever watches.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=16, unique=True)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    tong = models.PositiveSmallIntegerField(null=True)
    category = models.SlugField(max_length=40, db_index=False)
    state = models.CharField(max_length=12)
    outcome = models.CharField(max_length=12, blank=True)
    open = models.BooleanField()
    day = models.DateField()
    told_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    in_time = models.BooleanField(null=True)
    """Whether people were told by the day promised; nothing while that is open."""
    shows = models.CharField(max_length=8, choices=[(s, s) for s in Shows])
    latitude = models.IntegerField(null=True)
    longitude = models.IntegerField(null=True)
    cell = models.BigIntegerField(null=True)
    changed_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["-day", "-number"], name="publiccase_newest"),
            models.Index(fields=["dong", "-day", "-number"], name="publiccase_dong_newest"),
            # Groups of markers close in are counted from this index alone.
            models.Index(
                fields=["cell"],
                include=["latitude", "longitude", "category", "open", "day", "id"],
                name="publiccase_cell",
            ),
        ]


class MapDelta(models.Model):
    """One marker more, or one fewer, on its way into the tally: only ever added and folded.

    So that nobody who opens a case waits for another one in the same street. `month` counts months
    since year 0; `point` is the key of the PublicCase.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    cell = models.BigIntegerField()
    month = models.IntegerField()
    category = models.SlugField(max_length=40, db_index=False)
    open = models.BooleanField()
    n = models.SmallIntegerField()
    latitude = models.IntegerField()
    longitude = models.IntegerField()
    point = models.BigIntegerField()


class MapTally(models.Model):
    """Markers of one H3 cell of one resolution: how many, and the sums that tell their middle.

    `month` 0 is all of time. `point` is the sum of keys: of a cell with one marker, its key.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    resolution = models.SmallIntegerField()
    month = models.IntegerField()
    cell = models.BigIntegerField()
    category = models.SlugField(max_length=40, db_index=False)
    open = models.BooleanField()
    n = models.IntegerField()
    latitude = models.BigIntegerField()
    longitude = models.BigIntegerField()
    point = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "month", "cell", "category", "open"],
                include=["n", "latitude", "longitude", "point"],
                name="one_map_tally_of_a_key",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(n=0), name="map_tally_empty"),
        ]


class PlaceShown(models.Model):
    """How exactly a dong tells places of one kind; without a row as `rules/showing.py` has it."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.CASCADE, related_name="+", db_index=False)
    category = models.SlugField(max_length=40, db_index=False)
    shows = models.CharField(max_length=8, choices=[(s, s) for s in Shows])

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dong", "category"], name="one_way_to_show_places_of_a_category"
            ),
        ]


class MapState(models.Model):
    """Whether a dong's cases were put on the map or taken off it, when last looked."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.OneToOneField(Dong, on_delete=models.CASCADE, related_name="+", primary_key=True)
    on = models.BooleanField()
    at = models.DateTimeField()

    objects = TenantManager()


class Figure(models.Model):
    """Cases received in a period at a place, of a kind: counts, shares, times. By a job.

    `place` is the key of the city, district or dong; `period` a month or a year as
    `rules/months.py` counts them, 0 all of time; `category` empty all kinds. Hours run by the
    clock, nights and holidays too, from receipt until the last reporter was told. `targets` are
    cases whose promised time is over or which were told, `targets_kept` those told in time;
    `limits` likewise by the statute. `ended` were closed at least once, `reopened` of them came
    back. `withheld`: too few, could point at somebody (rules/withholding.py).
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    level = models.CharField(max_length=8, choices=[(one, one) for one in Level])
    place = models.BigIntegerField()
    period = models.IntegerField()
    category = models.SlugField(max_length=40, blank=True, db_index=False)
    opened = models.IntegerField()
    closed = models.IntegerField()
    solved = models.IntegerField()
    told = models.IntegerField()
    median_hours = models.FloatField(null=True)
    ninety_hours = models.FloatField(null=True)
    targets = models.IntegerField()
    targets_kept = models.IntegerField()
    limits = models.IntegerField()
    limits_kept = models.IntegerField()
    ended = models.IntegerField()
    reopened = models.IntegerField()
    answered = models.IntegerField()
    satisfied = models.IntegerField()
    withheld = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["level", "place", "period", "category"], name="one_figure_of_a_key"
            ),
        ]


class FiguresMade(models.Model):
    """As of when the figures are. One row."""

    personal_data: ClassVar[Holds | None] = NOTHING

    as_of = models.DateTimeField()
