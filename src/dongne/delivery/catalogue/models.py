"""Versions of services, each said by one place, and the editions that came of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import City, District, Dong
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, NOTHING, WHY_STAFF, About, Holds

from .states import OwnerLevel


class CatalogueVersion(models.Model):
    """What one place says of one service from a day on; everybody's is said by no place.

    `values` holds only what the place says itself, by part: `fee`, `apply.kiosk`,
    `receive.locker`; a part that it lacks is as above. Of two versions of a place the later
    `valid_from` holds, of two of one day the higher `number`. A published one never changes; an
    undone one holds nowhere. Open to all (`exempt.py`): how one comes by a document is told to
    everybody.
    """

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={"published_by_name": "name of who published it", "reason": "why, in their words"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_STAFF,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    level = models.PositiveSmallIntegerField(choices=[(level, level.name) for level in OwnerLevel])
    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, null=True, on_delete=models.PROTECT, related_name="+")
    dong = models.ForeignKey(Dong, null=True, on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    values: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    reason = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    published_by_name = models.CharField(max_length=100, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["valid_from", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "number", "city", "district", "dong"],
                name="one_catalogue_version_of_a_number",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_service_has_one_owner",
                condition=(
                    models.Q(level=OwnerLevel.DONG, city=None, district=None, dong__isnull=False)
                    | models.Q(
                        level=OwnerLevel.DISTRICT, city=None, dong=None, district__isnull=False
                    )
                    | models.Q(level=OwnerLevel.CITY, district=None, dong=None, city__isnull=False)
                    | models.Q(level=OwnerLevel.EVERYBODY, city=None, district=None, dong=None)
                ),
            ),
        ]
        indexes = [models.Index(fields=["code"], name="catalogue_version_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"

    @property
    def owner(self) -> City | District | Dong | None:
        """None is everybody."""
        return self.dong or self.district or self.city


class ServiceEdition(models.Model):
    """A service as it stands in some place on some day, put together from everything above it.

    The id is made of the content: the same rules have the same id wherever they hold. Written
    when a version is published, never changed, never deleted: what was applied for by it stays
    under it.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, editable=False)
    code = models.SlugField(max_length=60)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["code"], name="service_edition_code")]


class CatalogueMark(models.Model):
    """One row: `mark` is another one after every change of any service."""

    personal_data: ClassVar[Holds | None] = NOTHING

    mark = models.UUIDField(default=new_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)
