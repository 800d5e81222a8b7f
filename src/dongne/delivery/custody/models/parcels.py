"""봉함 문서: the sealed bag, what it holds by number only, and who has it in hand now."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, NOTHING, WHY_FREE_TEXT, About, Holds

from ..states import LIVING, MOVING, AttemptWhy, HolderKind, ParcelState


class Parcel(models.Model):
    """Exactly one holder: the columns say so, and none of them can be empty.

    `number` is what stands on the bag; of the living parcels of a dong each has its own. `code` is
    what the label's QR code says, and can't be guessed. `holder_key`: an officer's or courier's
    key, a compartment, a counter's session; the dong for its own shelf. A parcel that was handed
    over is with its `taker`; one that was destroyed stays with whoever destroyed it.
    `keep_until`: until when it waits where it is. `destroy_from`: the first day on which it may be
    destroyed (영 제25조제4항). `leg_due`: when it should have arrived. `back_at`: since when it
    lies in the office again, not fetched. `window_*`: when its receiver can be met; only then does
    a courier see where. `version` counts changes.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20)
    code = models.CharField(max_length=16, unique=True)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(
        max_length=12, default=ParcelState.SEALED, choices=[(s, s) for s in ParcelState]
    )
    seal = models.CharField(max_length=30)
    """The number of the seal, where it has one of its own; else that of the bag."""
    pages = models.PositiveSmallIntegerField()
    sealed_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sealed_at = models.DateTimeField()

    holder_kind = models.CharField(max_length=16, choices=[(k, k) for k in HolderKind])
    holder_key = models.CharField(max_length=40)
    holder_since = models.DateTimeField()

    receiver = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    receive = models.SlugField(max_length=40, db_index=False)
    receive_site = models.UUIDField(null=True)
    due_at = models.DateTimeField(null=True)
    """The latest statutory time of what it holds: what `destroy_from` is counted from."""
    leg_due = models.DateTimeField(null=True)
    keep_until = models.DateField(null=True)
    destroy_from = models.DateField()
    back_at = models.DateTimeField(null=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    """How many reminders went out since it lies where it is."""
    tries = models.PositiveSmallIntegerField(default=0)
    """How many times nobody was met."""
    window_starts = models.DateTimeField(null=True)
    window_ends = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager()

    class Meta:
        ordering = ["-sealed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dong", "number"],
                name="one_living_parcel_a_bag",
                condition=models.Q(state__in=sorted(LIVING)),
            ),
            models.CheckConstraint(
                name="parcel_has_a_holder",
                condition=~models.Q(holder_kind="") & ~models.Q(holder_key=""),
            ),
            models.CheckConstraint(
                name="parcel_with_its_taker_is_handed",
                condition=models.Q(state=ParcelState.HANDED, holder_kind=HolderKind.TAKER)
                | (~models.Q(state=ParcelState.HANDED) & ~models.Q(holder_kind=HolderKind.TAKER)),
            ),
            # One compartment, one parcel (architecture.md, what must hold 4).
            models.UniqueConstraint(
                fields=["holder_key"],
                name="one_parcel_a_compartment",
                condition=models.Q(holder_kind=HolderKind.COMPARTMENT, state__in=sorted(MOVING)),
            ),
        ]
        indexes = [
            models.Index(fields=["dong", "-sealed_at", "-id"], name="parcel_list"),
            models.Index(
                fields=["dong", "state", "holder_kind", "holder_since", "id"],
                name="parcel_living",
                condition=models.Q(state__in=sorted(LIVING)),
            ),
            models.Index(
                fields=["holder_kind", "holder_key"],
                name="parcel_holder",
                condition=models.Q(state__in=sorted(LIVING)),
            ),
            models.Index(
                fields=["receiver"],
                name="parcel_receiver",
                condition=models.Q(receiver__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Content(models.Model):
    """An application's documents in a parcel. While it `counts`, they are in no other one."""

    tenant_path: ClassVar[str] = "parcel__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    parcel = models.ForeignKey(
        Parcel, on_delete=models.CASCADE, related_name="contents", db_index=False
    )
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    counts = models.BooleanField(default=True)

    objects = TenantManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                name="one_parcel_an_application",
                condition=models.Q(counts=True),
            ),
            models.UniqueConstraint(
                fields=["parcel", "application"], name="application_once_in_parcel"
            ),
        ]
        indexes = [models.Index(fields=["application"], name="content_application")]


class Attempt(models.Model):
    """Somebody was at the door and gave nothing. `id` is the phone's: sent twice it is one."""

    tenant_path: ClassVar[str] = "parcel__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"note": "what was found at the door, in a few words"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    parcel = models.ForeignKey(
        Parcel, on_delete=models.CASCADE, related_name="attempts", db_index=False
    )
    at = models.DateTimeField()
    phone_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=12, choices=[(w, w) for w in AttemptWhy])
    note = models.CharField(max_length=200, blank=True)
    by_kind = models.CharField(max_length=16, choices=[(k, k) for k in HolderKind])
    by_key = models.CharField(max_length=40)
    next_on = models.DateField(null=True)
    """None: it goes back."""

    objects = TenantManager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["parcel", "at"], name="attempt_parcel")]
