"""What providers told afterwards."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, Holds

from .messages import Message


class Receipt(models.Model):
    """One thing that a provider told of one message, kept once however often it is told.

    `told_id` is the provider's own name of it; `known_as` the id that it gave for the message, also
    where no message has it. What it said beyond that (numbers, texts) is not kept.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.CharField(max_length=32)
    told_id = models.CharField(max_length=160)
    known_as = models.CharField(max_length=120, blank=True)
    message = models.ForeignKey(
        Message, null=True, on_delete=models.CASCADE, related_name="receipts"
    )
    outcome = models.CharField(max_length=16)
    code = models.CharField(max_length=48, blank=True)
    at = models.DateTimeField()
    moved = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "told_id"], name="receipt_once"),
        ]
        indexes = [
            models.Index(
                fields=["-id"],
                name="receipt_of_nobody",
                condition=models.Q(message__isnull=True),
            ),
        ]
