"""Who reported a case or follows it, and what they were told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds

from ..states import ReporterRole, TellingMeans, Told
from .cases import Case


class Reporter(models.Model):
    """Somebody who reported it or follows it. Name and contact lie with the person, sealed.

    Without a person: nobody who can be reached, only whoever knows the secret. `secret_digest` is
    of the words on the receipt. `merged_from` is the case this one came with.
    """

    tenant_path: ClassVar[str] = "case__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "answer": "whether it was solved, in the resident's words",
            "language": "language of messages",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="reporters", db_index=False
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    role = models.CharField(
        max_length=8, default=ReporterRole.REPORTER, choices=[(r, r) for r in ReporterRole]
    )
    reachable = models.BooleanField(default=False)
    """Whether there is a telephone number, an address or the like."""
    wants = models.BooleanField(default=True)
    """Messages on the way; the result is told in any case."""
    agreed_oral = models.BooleanField(default=False)
    """Agreed to be told by word of mouth (영 제29조제2항)."""
    language = models.CharField(max_length=8, default="ko")
    secret_digest = models.BinaryField(max_length=32, null=True)
    verified_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField()
    merged_from = models.ForeignKey(
        Case, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    told_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    """When asked, once, whether it was solved."""
    solved = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["joined_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=models.Q(person__isnull=False),
                name="one_person_reports_a_case_once",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "joined_at"], name="reporter_case"),
            models.Index(
                fields=["person"],
                name="reporter_person",
                condition=models.Q(person__isnull=False),
            ),
        ]


class Telling(models.Model):
    """Somebody was told: by whom, when, how, and the text. Never changed afterwards."""

    tenant_path: ClassVar[str] = "case__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "text": "what was told",
            "why_oral": "why not in writing",
            "actor_name": "name of who told it",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="tellings", db_index=False
    )
    who = models.CharField(max_length=12, choices=[(t, t) for t in Told])
    reporter = models.ForeignKey(
        Reporter, null=True, on_delete=models.SET_NULL, related_name="tellings", db_index=False
    )
    to_officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    actor_name = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    means = models.CharField(max_length=8, choices=[(m, m) for m in TellingMeans])
    text = models.TextField(blank=True)
    in_writing = models.BooleanField(default=False)
    why_oral = models.CharField(max_length=200, blank=True)
    message_id = models.UUIDField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["case", "at"], name="telling_case")]
