"""Rest days, working hours and closings of the state, a city, a district or a dong's office."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import City, District, Dong
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, Holds

from .states import Level, Source

Place = City | District | Dong | None
"""Whose calendar; None is the state's."""
MINUTES = 24 * 60


def _at_most_one_place(name: str) -> models.CheckConstraint:
    """None is the state's."""
    empty = models.Q(city=None, district=None, dong=None)
    one = [
        models.Q(city__isnull=False, district=None, dong=None),
        models.Q(city=None, district__isnull=False, dong=None),
        models.Q(city=None, district=None, dong__isnull=False),
    ]
    return models.CheckConstraint(name=name, condition=empty | one[0] | one[1] | one[2])


class OfPlace(models.Model):
    """Holds for one place and everything below it; without a place, for the whole state.

    Open to all (`exempt.py`): when an office works is written on its door.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, null=True, on_delete=models.PROTECT, related_name="+")
    dong = models.ForeignKey(Dong, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def level(self) -> Level:
        if self.dong_id is not None:
            return Level.DONG
        if self.district_id is not None:
            return Level.DISTRICT
        return Level.STATE if self.city_id is None else Level.CITY

    @property
    def place(self) -> dict[str, int | None]:
        """The keys of the place, as a lookup has them."""
        return {"city_id": self.city_id, "district_id": self.district_id, "dong_id": self.dong_id}


class SourceChoices(models.TextChoices):
    PACKAGE = Source.PACKAGE, _("공휴일 규정")
    DECIDED = Source.DECIDED, _("지정")
    LAW = Source.LAW, _("법령·조례")


class Holiday(OfPlace):
    """휴일: no working day, and no day of a time-limit (민원 처리에 관한 법률 19조).

    Several may fall on one day. `declared_at` is when the office came to know of it; a `late` one
    was declared when the day had been counted already. A cancelled one stays, and counts no more.
    """

    date = models.DateField()
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=10, choices=SourceChoices)
    declared_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            _at_most_one_place("holiday_of_one_place"),
            models.UniqueConstraint(
                name="holiday_once",
                fields=["date", "name", "city", "district", "dong"],
                condition=models.Q(cancelled_at=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class WorkingHours(OfPlace):
    """One weekday (1 Monday … 7 Sunday) of a place's week that holds from `valid_from` on.

    Always written as a week of seven rows. Times are minutes since midnight in Seoul; without
    `opens` and `closes` the weekday is closed. Lunch is nobody's working time. The evening opening
    goes on from `closes` until `evening_until`: it serves people, and runs the clock of hours only
    when `evening_counts`. The most specific place that has a week is the one that holds.
    """

    weekday = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField(null=True)
    closes = models.PositiveSmallIntegerField(null=True)
    lunch_from = models.PositiveSmallIntegerField(null=True)
    lunch_until = models.PositiveSmallIntegerField(null=True)
    evening_until = models.PositiveSmallIntegerField(null=True)
    evening_counts = models.BooleanField(default=False)
    valid_from = models.DateField()

    class Meta:
        ordering = ["valid_from", "weekday"]
        constraints = [
            _at_most_one_place("hours_of_one_place"),
            models.UniqueConstraint(
                name="hours_once",
                fields=["valid_from", "weekday", "city", "district", "dong"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="hours_weekday", condition=models.Q(weekday__gte=1, weekday__lte=7)
            ),
            models.CheckConstraint(
                name="hours_in_order",
                condition=models.Q(
                    opens=None, closes=None, lunch_from=None, lunch_until=None, evening_until=None
                )
                | models.Q(closes__gt=models.F("opens"), closes__lte=MINUTES),
            ),
            models.CheckConstraint(
                name="hours_lunch_inside",
                condition=models.Q(lunch_from=None, lunch_until=None)
                | models.Q(
                    lunch_from__gte=models.F("opens"),
                    lunch_until__gt=models.F("lunch_from"),
                    lunch_until__lte=models.F("closes"),
                ),
            ),
            models.CheckConstraint(
                name="hours_evening_after",
                condition=models.Q(evening_until=None)
                | models.Q(evening_until__gt=models.F("closes"), evening_until__lte=MINUTES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from} {self.weekday} {self.segments}"

    @property
    def segments(self) -> tuple[tuple[int, int], ...]:
        """`(from, until)` in minutes, in order, in which the clock of hours runs."""
        return self._segments(evening=self.evening_counts)

    @property
    def serving(self) -> tuple[tuple[int, int], ...]:
        """`(from, until)` in minutes in which people are served, evening opening too."""
        return self._segments(evening=True)

    def _segments(self, *, evening: bool) -> tuple[tuple[int, int], ...]:
        if self.opens is None or self.closes is None:
            return ()
        end = self.evening_until if evening and self.evening_until else self.closes
        if self.lunch_from is None or self.lunch_until is None:
            return ((self.opens, end),)
        parts = ((self.opens, self.lunch_from), (self.lunch_until, end))
        return tuple(part for part in parts if part[0] < part[1])


class Closing(OfPlace):
    """휴무·단축 운영: a day on which an office serves nobody, or shorter than on that weekday.

    Without `opens` and `closes` it is closed all day. By law such a day counts where days are
    counted (only Saturdays, Sundays and holidays do not); its hours are no working hours.
    """

    date = models.DateField()
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100, blank=True)
    opens = models.PositiveSmallIntegerField(null=True)
    closes = models.PositiveSmallIntegerField(null=True)
    declared_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            _at_most_one_place("closing_of_one_place"),
            models.UniqueConstraint(
                name="closing_once",
                fields=["date", "city", "district", "dong"],
                condition=models.Q(cancelled_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="closing_in_order",
                condition=models.Q(opens=None, closes=None)
                | models.Q(closes__gt=models.F("opens"), closes__lte=MINUTES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    @property
    def all_day(self) -> bool:
        return self.opens is None


class Revision(models.Model):
    """One row: `mark` is another one after every change of any calendar.

    A random mark and no number, so that one seen inside a transaction that was rolled back never
    comes again for something else.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    mark = models.UUIDField(default=new_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)
