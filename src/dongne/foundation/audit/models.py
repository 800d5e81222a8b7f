"""The audit row. Written with the change itself, in the same transaction; never changed after."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from django.db import models

from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds


class AuditEntry(models.Model):
    """What one actor did to one subject.

    `changes` is `{field: [before, after]}` for edits and `{field: value}` for creation. Numbers,
    not foreign keys, point at actor and dong: the row outlives both. `undoes` is the row of the
    change that this one took back.
    """

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "actor_name": "name of the member of staff",
            "changes": "what was written; of sealed columns only that they changed",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=16)
    actor_officer_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    dong_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    changes = models.JSONField(default=dict)
    undoes = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_subject"),
            models.Index(fields=["dong_id", "-id"], name="audit_dong"),
            models.Index(
                fields=["undoes"], name="audit_undoes", condition=models.Q(undoes__isnull=False)
            ),
        ]


class Named(NamedTuple):
    """A subject without an instance: for whoever writes hundreds of rows that have none."""

    model: type[models.Model]
    pk: str


def subject_type(subject: models.Model | type[models.Model]) -> str:
    """How audit rows name the kind of thing that they tell of."""
    return subject._meta.label_lower
