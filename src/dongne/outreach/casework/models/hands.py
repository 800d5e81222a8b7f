"""In whose hands a case was and is: changes of hands, changes of state, other systems."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds

from ..states import CaseState, HandoverKind, HandoverState, Outcome, OutsideSystem
from .cases import Case


class Handover(models.Model):
    """인계: assign, transfer, referral, request. `to_body` names somebody outside the program.

    One transfer and one request of the same team can wait at a time.
    """

    tenant_path: ClassVar[str] = "case__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "reason": "why handed over",
            "returned_reason": "why returned",
            "responsible": "who is responsible instead",
            "result": "what the helper did",
            "to_body": "who helps",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="handovers", db_index=False
    )
    kind = models.CharField(max_length=8, choices=[(k, k) for k in HandoverKind])
    state = models.CharField(
        max_length=8, default=HandoverState.PENDING, choices=[(s, s) for s in HandoverState]
    )
    from_team = models.ForeignKey(
        Team, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    from_officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_team = models.ForeignKey(
        Team, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_body = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    returned_reason = models.CharField(max_length=500, blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    result = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    escalated_at = models.DateTimeField(null=True)
    """When the lead was shown that nobody has taken it."""

    objects = TenantManager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state=HandoverState.PENDING, kind=HandoverKind.TRANSFER),
                name="one_transfer_of_a_case_waits",
            ),
            models.UniqueConstraint(
                fields=["case", "to_team"],
                condition=models.Q(state=HandoverState.PENDING, kind=HandoverKind.REQUEST),
                name="one_request_of_a_team_waits",
            ),
            models.CheckConstraint(
                name="handover_goes_to_somebody",
                condition=models.Q(to_team__isnull=False)
                | (models.Q(kind=HandoverKind.REFERRAL) & ~models.Q(to_body="")),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "asked_at"], name="handover_case"),
            models.Index(
                fields=["case", "answered_at"],
                name="handover_returned",
                condition=models.Q(state=HandoverState.RETURNED),
            ),
            models.Index(
                fields=["to_team", "asked_at"],
                name="handover_waiting",
                condition=models.Q(state=HandoverState.PENDING),
            ),
            models.Index(
                fields=["to_team", "case"],
                name="handover_helping",
                condition=models.Q(
                    state__in=[HandoverState.PENDING, HandoverState.ACCEPTED, HandoverState.DONE]
                ),
            ),
        ]


class Move(models.Model):
    """A change of state: who, when, from, to, why. Never changed afterwards."""

    tenant_path: ClassVar[str] = "case__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"why": "why, in words", "actor_name": "name of who did it"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="moves", db_index=False)
    at = models.DateTimeField()
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    actor_kind = models.CharField(max_length=16)
    actor_name = models.CharField(max_length=100, blank=True)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12, choices=[(s, s) for s in CaseState])
    outcome = models.CharField(max_length=12, blank=True, choices=[(o, o) for o in Outcome if o])
    why = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    """Of the case, after the move: the history has no gaps and no two of a number."""

    objects = TenantManager()

    class Meta:
        ordering = ["at", "version", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="one_move_of_a_version"),
        ]
        indexes = [models.Index(fields=["case", "at"], name="casemove_case")]


class OutsideEntry(models.Model):
    """Registered in another system: which, under what number, with what result."""

    tenant_path: ClassVar[str] = "case__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"result": "what the other system answered"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="outside", db_index=False)
    system = models.CharField(max_length=16, choices=[(s, s) for s in OutsideSystem])
    system_name = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=60)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    result = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["registered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "system", "number"], name="one_outside_number_of_a_case"
            ),
        ]
        indexes = [models.Index(fields=["number"], name="outside_number")]
