"""동선: the stops of an outing in the order in which they are walked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, NOTHING, WHY_FREE_TEXT, About, Holds
from dongne.outreach.fieldwork.public import Outing

from .states import Measure, StopKind


class Round(models.Model):
    """One for an outing, and its officer's. `version` counts changes of stops and order.

    `by_hand`: somebody put the stops into this order; what is added then comes last.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    outing = models.OneToOneField(Outing, on_delete=models.CASCADE, related_name="round")
    version = models.PositiveIntegerField(default=1)
    by_hand = models.BooleanField(default=False)
    measure = models.CharField(
        max_length=8, default=Measure.LINE, choices=[(m, m) for m in Measure]
    )
    metres = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    objects = TenantManager()


class Stop(models.Model):
    """Without a `position` it was taken out, and can be put back.

    `of` is the key of what is visited, as its module knows it; what it is called is asked there
    each time. A place of one's own has its words here instead.

    `done_at` is when the officer ticked it off, by the phone's corrected clock; `ticked_at` when
    it was last ticked or unticked, so that what was sent late does not undo what came after it.
    """

    tenant_path: ClassVar[str] = "round__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "title": "what a place of one's own is called",
            "note": "what to heed there",
            "latitude": "where it is",
            "longitude": "where it is",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="stops", db_index=False)
    position = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in StopKind])
    of = models.CharField(max_length=64, blank=True, default="")
    title = models.CharField(max_length=120, blank=True, default="")
    note = models.CharField(max_length=200, blank=True, default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    metres = models.PositiveIntegerField(default=0)
    """On foot from the stop before."""
    done_at = models.DateTimeField(null=True)
    ticked_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "position"],
                name="one_stop_at_a_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["round", "kind", "of"],
                name="one_stop_of_a_thing",
                condition=~models.Q(of=""),
            ),
            models.CheckConstraint(
                name="stop_place_is_whole",
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
            ),
        ]

    @property
    def key(self) -> str:
        """What a phone knows it by: the same, when it is taken out and put in again."""
        return f"{self.kind}:{self.of or self.pk}"
