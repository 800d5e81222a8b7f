"""접속기록 점검: what was unusual, what became of it, and the sign-off of each month."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import District, Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, About, Holds
from dongne.lib.seoul import seoul_day

from ..states import FindingState, Watch


class WatchRule(models.Model):
    """A rule's figures from a day on; of everybody, or of one district in their place.

    `figures` is `{name: whole number}` with the names that `rules.FIGURES` knows for the rule.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    code = models.CharField(max_length=20, choices=[(w.value, w.value) for w in Watch])
    district = models.ForeignKey(District, null=True, on_delete=models.CASCADE, related_name="+")
    is_on = models.BooleanField(default=True)
    figures = models.JSONField(default=dict)
    holds_from = models.DateField()

    class Meta:
        ordering = ["code", "holds_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "district", "holds_from"],
                name="watch_rule_from_a_day",
                nulls_distinct=False,
            ),
        ]


class Finding(models.Model):
    """Openings that a rule held to be unusual, for a person to decide on.

    `officer_id` and `whose` are those of the openings; `told` holds the figures that the sentence
    is made of, `openings` the first ids. `key` keeps a second look from finding the same again.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "officer_name": "name of the member of staff who opened",
            "reason": "what the reviewer wrote about the decision",
        },
        until="the end of the log's own time-limit",
        why_clear="it is read beside the log, which names the same people",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    rule = models.CharField(max_length=20, choices=[(w.value, w.value) for w in Watch])
    officer_id = models.BigIntegerField(null=True)
    officer_name = models.CharField(max_length=100)
    whose = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    count = models.PositiveIntegerField()
    told = models.JSONField(default=dict)
    openings = models.JSONField(default=list)
    key = models.CharField(max_length=160)
    state = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in FindingState], default=FindingState.OPEN
    )
    reason = models.TextField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["dong", "key"], name="finding_once"),
            models.CheckConstraint(
                name="finding_decided_says_why",
                condition=models.Q(state="open")
                | (models.Q(decided_at__isnull=False) & ~models.Q(reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["dong", "month", "-at", "-id"], name="finding_month"),
            models.Index(
                fields=["dong", "-at", "-id"],
                name="finding_undecided",
                condition=models.Q(state__in=["open", "asked"]),
            ),
        ]


class Review(models.Model):
    """A month of a dong's openings, reviewed and signed. Never changed afterwards."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={"note": "what the reviewer wrote"},
        until="as long as the log itself",
        why_clear="a record of supervision has to be readable without keys",
    )

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    openings = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    """Members of staff who opened anything."""
    findings = models.PositiveIntegerField()
    breaches = models.PositiveIntegerField()
    chain_holds = models.BooleanField()
    chain_position = models.BigIntegerField(default=0)
    note = models.TextField(max_length=1000, blank=True)
    signed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    due_on = models.DateField()

    objects = TenantManager()

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["dong", "month"], name="review_once_a_month"),
        ]

    @property
    def was_late(self) -> bool:
        return seoul_day(self.signed_at) > self.due_on
