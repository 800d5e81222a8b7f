"""The approval line as it was when the paper was submitted, and each person's box in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager

from .states import LineState, StepKind, StepState


class Line(models.Model):
    """결재선. `awaiting` is whoever has to sign next; nobody once the line has ended."""

    tenant_path: ClassVar[str] = "dong"

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    state = models.CharField(
        max_length=16, default=LineState.RUNNING, choices=[(s, s) for s in LineState]
    )
    drafter = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    drafter_name = models.CharField(max_length=40)
    drafter_title = models.CharField(max_length=40)
    submitted_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    awaiting = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    awaiting_since = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=models.Q(state=LineState.RUNNING),
                name="one_running_line_of_a_subject",
            ),
        ]
        indexes = [
            models.Index(
                fields=["awaiting", "awaiting_since", "id"],
                condition=models.Q(awaiting__isnull=False),
                name="line_inbox",
            ),
            models.Index(fields=["subject_type", "subject_id", "id"], name="line_subject"),
        ]


class Step(models.Model):
    """One box. Names and titles are copied: a paper does not change when somebody moves."""

    tenant_path: ClassVar[str] = "line__dong"

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=[(k, k) for k in StepKind])
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    officer_name = models.CharField(max_length=40)
    officer_title = models.CharField(max_length=40)
    state = models.CharField(
        max_length=16, default=StepState.WAITING, choices=[(s, s) for s in StepState]
    )
    acted_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["line", "position"], name="one_step_at_a_position"),
        ]
