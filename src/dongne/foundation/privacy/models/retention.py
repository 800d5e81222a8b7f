"""보유기간과 파기: how long each kind is kept, what is due, and what was destroyed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import District, Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, About, Holds

from ..states import DisposalState, ItemState


class RetentionRule(models.Model):
    """How many months a kind is kept from the end of its purpose, and what says so.

    Holds from `holds_from` until a later row of the same kind; a district's own stands before
    everybody's.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    kind = models.CharField(max_length=32)
    district = models.ForeignKey(District, null=True, on_delete=models.CASCADE, related_name="+")
    months = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=300)
    holds_from = models.DateField()

    class Meta:
        ordering = ["kind", "holds_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "district", "holds_from"],
                name="retention_rule_from_a_day",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="retention_of_some_months", condition=models.Q(months__gte=1)
            ),
        ]


class Disposal(models.Model):
    """파기 목록: proposed, approved by whoever looks after privacy, carried out, certified.

    `number` counts within the dong and year. `figures` is `{kind: {"persons": n, "things": n}}`
    as destroyed, `digest` the SHA-256 of the ids' hashes: the certificate names nobody.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={"reason": "why it was approved or withdrawn"},
        until="kept for good: it is the proof of destruction",
        why_clear="reasons of a decision about a list, which names nobody",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=12,
        choices=[(s.value, s.value) for s in DisposalState],
        default=DisposalState.PROPOSED,
    )
    due_until = models.DateField()
    proposed_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(max_length=1000, blank=True)
    destroyed_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    destroyed_at = models.DateTimeField(null=True)
    figures = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["dong", "year", "number"], name="disposal_number"),
            models.UniqueConstraint(
                fields=["dong"],
                name="one_disposal_under_way",
                condition=models.Q(state__in=["proposed", "approved"]),
            ),
            models.CheckConstraint(
                name="disposal_decided_says_why",
                condition=models.Q(state="proposed")
                | (models.Q(decided_at__isnull=False) & ~models.Q(reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["dong", "-proposed_at", "-id"], name="disposal_dong"),
        ]


class DisposalItem(models.Model):
    """One person of a list. `hash` is SHA-256 of the list's key and the person's."""

    tenant_path: ClassVar[str] = "disposal__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"reason": "why it is held back"},
        until="kept for good: it is the proof of destruction",
        why_clear="the reason of holding back is about a law-suit or an audit, not a name",
    )

    disposal = models.ForeignKey(Disposal, on_delete=models.CASCADE, related_name="items")
    person_id = models.UUIDField()
    kind = models.CharField(max_length=32)
    keep_until = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ItemState], default=ItemState.LISTED
    )
    reason = models.CharField(max_length=300, blank=True)
    held_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    held_until = models.DateField(null=True)
    hash = models.CharField(max_length=64, blank=True)
    things = models.PositiveIntegerField(default=0)

    objects = TenantManager()

    class Meta:
        ordering = ["keep_until", "id"]
        constraints = [
            models.UniqueConstraint(fields=["disposal", "person_id"], name="disposal_item_once"),
            models.CheckConstraint(
                name="held_back_says_why",
                condition=~models.Q(state="held") | ~models.Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="disposal_item_person"),
            models.Index(fields=["disposal", "keep_until", "id"], name="disposal_item_list"),
        ]
