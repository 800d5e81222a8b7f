"""Where channels are and when, days on which they are closed, what a dong has switched."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, Holds

from .states import OnHolidays

Place = City | District | Dong


class ChannelSite(models.Model):
    """Where a channel is, for one dong or for every dong of a wider place.

    Open to all (`exempt.py`): where one can apply stands on the door. `hours` are seven lists of
    `[from, until]` in minutes since midnight, from Monday; `until` may pass midnight (1560 is 02:00
    of the next day) and belongs to the day on which it began. None: the office's own calendar.
    `on_holidays` says what own hours do on public holidays. `services` are the only codes that it
    does; None for all. `capacity` is how many it holds or serves at once, 0 where nobody counts.
    It is there from `open_from` until `open_until`, both included. A taken away one stays for what
    went through it.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.SlugField(max_length=40, db_index=False)
    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, null=True, on_delete=models.PROTECT, related_name="+")
    dong = models.ForeignKey(Dong, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=20, blank=True)
    """The place's own."""
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    hours: models.JSONField[Any, Any] = models.JSONField(null=True)
    on_holidays = models.CharField(
        max_length=8, default=OnHolidays.CLOSED, choices=[(one, one) for one in OnHolidays]
    )
    features: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    languages: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    services: models.JSONField[Any, Any] = models.JSONField(null=True)
    capacity = models.PositiveSmallIntegerField(default=0)
    notice = models.CharField(max_length=200, blank=True)
    """To the people who come."""
    notice_en = models.CharField(max_length=300, blank=True)
    open_from = models.DateField(null=True)
    open_until = models.DateField(null=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "name", "id"]
        constraints = [
            models.CheckConstraint(
                name="channel_site_of_one_place",
                condition=models.Q(city__isnull=False, district=None, dong=None)
                | models.Q(city=None, district__isnull=False, dong=None)
                | models.Q(city=None, district=None, dong__isnull=False),
            ),
            models.CheckConstraint(
                name="channel_site_in_order",
                condition=models.Q(open_from=None)
                | models.Q(open_until=None)
                | models.Q(open_until__gte=models.F("open_from")),
            ),
            models.CheckConstraint(
                name="channel_site_somewhere",
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Whose it is."""
        place: Place = self.dong or self.district or self.city  # type: ignore[assignment]
        return place


class SiteClosing(models.Model):
    """Days on which a site is closed, or open shorter than usual.

    Without `opens` and `closes` it is closed. A day's hours are those that begin on it: a night
    that began the day before goes on. A cancelled one stays and closes nothing.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey(ChannelSite, on_delete=models.CASCADE, related_name="closings")
    first_on = models.DateField()
    last_on = models.DateField()
    opens = models.PositiveSmallIntegerField(null=True)
    closes = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=100)
    reason_en = models.CharField(max_length=150, blank=True)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["first_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="site_closing_in_order",
                condition=models.Q(last_on__gte=models.F("first_on")),
            ),
            models.CheckConstraint(
                name="site_closing_hours",
                condition=models.Q(opens=None, closes=None)
                | models.Q(closes__gt=models.F("opens")),
            ),
        ]

    @property
    def all_day(self) -> bool:
        return self.opens is None


class ChannelSetting(models.Model):
    """What a dong says of one channel; where there is no row, the channel is as its folder has it.

    `accepts_within`: working minutes until what was asked for there is accepted at the worst.
    `posting_first`, `posting_last`: working days in the post.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.CASCADE, related_name="+", db_index=False)
    channel = models.SlugField(max_length=40, db_index=False)
    on = models.BooleanField(default=True)
    accepts_within = models.PositiveSmallIntegerField(null=True)
    posting_first = models.PositiveSmallIntegerField(null=True)
    posting_last = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    """Why it is off, to the people who look for it."""

    objects = TenantManager()

    class Meta:
        ordering = ["channel"]
        constraints = [
            models.UniqueConstraint(fields=["dong", "channel"], name="one_setting_of_a_channel"),
            models.CheckConstraint(
                name="channel_posting_in_order",
                condition=models.Q(posting_first=None, posting_last=None)
                | models.Q(posting_last__gte=models.F("posting_first")),
            ),
        ]


class ChannelsMark(models.Model):
    """One row: `mark` is another one after every change of any site, closing or setting."""

    personal_data: ClassVar[Holds | None] = NOTHING

    mark = models.UUIDField(default=new_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)
