"""열람·정정·삭제·처리정지 요구 (개인정보 보호법 제35조–제38조)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import ResidentManager
from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import About, Holds

from ..states import Asker, Outcome, Proof, RequestKind, RequestState


class SubjectRequest(SealedModel):
    """What a person asks of the office about their own data, and what became of it.

    `due_on` is the day by which it is answered, extensions in it; the running of the time itself
    lies in `foundation.deadlines`. `person` is nobody where the office holds nothing of them.
    """

    tenant_path: ClassVar[str] = "dong"
    person_path: ClassVar[str] = "person"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "asked": "what the person asks for, in their words",
            "answer": "what the office answers",
            "asker_name": "who asks for the person",
        },
        sealed=frozenset({"asked", "answer", "asker_name"}),
        until="three years after it was closed, with the person's other data",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in RequestKind])
    person = models.ForeignKey(
        "residents.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asker = models.CharField(
        max_length=8, choices=[(a.value, a.value) for a in Asker], default=Asker.SELF
    )
    asker_name = SealedField(mask="name")
    asked = SealedField(mask="hidden")
    proof = models.CharField(max_length=16, choices=[(p.value, p.value) for p in Proof], blank=True)
    checked_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    extended_at = models.DateTimeField(null=True)
    extension_reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in RequestState],
        default=RequestState.RECEIVED,
    )
    outcome = models.CharField(
        max_length=14, choices=[(o.value, o.value) for o in Outcome], blank=True
    )
    ground = models.CharField(max_length=32, blank=True)
    """Why it is refused, by the code of `words.GROUNDS` (제35조제4항, 제36조제1항, 제37조제2항)."""
    answer = SealedField(mask="hidden")
    answered_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=12, blank=True)
    """`message`, `letter` or `hand`."""
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ResidentManager()

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["dong", "year", "number"], name="request_number"),
            models.CheckConstraint(
                name="request_refused_says_why",
                condition=~models.Q(outcome__in=["refused", "partly"]) | ~models.Q(ground=""),
            ),
        ]
        indexes = [
            models.Index(fields=["dong", "-received_at", "-id"], name="request_dong"),
            models.Index(
                fields=["dong", "due_on", "id"],
                name="request_waiting",
                condition=models.Q(state__in=["received", "checked", "answered"]),
            ),
            models.Index(fields=["person"], name="request_person"),
        ]
