"""Forms (서식) and their versions: what an office records, counts and files, month by month."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dongne.foundation.places.public import City, District, Dong
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, NOTHING, WHY_STAFF, About, Holds

from .states import OwnerLevel, VersionState


class Form(models.Model):
    """The form of one owner. `level` says which of the three places is set; everybody has none."""

    personal_data: ClassVar[Holds | None] = NOTHING

    level = models.PositiveSmallIntegerField(choices=[(level, level.name) for level in OwnerLevel])
    city = models.ForeignKey(City, null=True, on_delete=models.CASCADE, related_name="+")
    district = models.ForeignKey(District, null=True, on_delete=models.CASCADE, related_name="+")
    dong = models.ForeignKey(Dong, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dong", "district", "city"],
                name="one_form_of_an_owner",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_form_has_one_owner",
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

    @property
    def owner(self) -> City | District | Dong | None:
        """None is everybody."""
        return self.dong or self.district or self.city


class FormVersion(models.Model):
    """One state of a form. A published one never changes; it holds from the first day of a month
    until a later one of the same form does. Of two for the same month the one with the higher
    `number` holds.

    `content` is what `rules.faults` checks; names are of offices, not of people.
    """

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "changed_by": "name of who changed it",
            "published_by": "name of who published it",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_STAFF,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, default=VersionState.DRAFT, choices=[(s, s) for s in VersionState]
    )
    holds_from = models.DateField(null=True)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=100, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="one_form_version_of_a_number"),
            models.UniqueConstraint(
                fields=["form"],
                condition=models.Q(state=VersionState.DRAFT),
                name="one_draft_of_a_form",
            ),
            models.CheckConstraint(
                name="a_published_form_holds_from_a_first_day",
                condition=~models.Q(state=VersionState.PUBLISHED)
                | models.Q(holds_from__isnull=False, holds_from__day=1),
            ),
        ]
        indexes = [
            models.Index(
                fields=["form", "-holds_from", "-number"],
                condition=models.Q(state=VersionState.PUBLISHED),
                name="form_version_that_holds",
            ),
        ]
