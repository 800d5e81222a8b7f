"""Where officers get theirs: their list inside the program, and the browsers they registered.

These tables outlast the folders in `providers/`: what a channel has sent can be read after the
channel is gone.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dongne.foundation.organisations.public import Officer
from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, About, Holds

from .messages import Message


class Notice(models.Model):
    """알림: a message in an officer's own list."""

    personal_data: ClassVar[Holds | None] = NOTHING

    message = models.OneToOneField(
        Message, primary_key=True, on_delete=models.CASCADE, related_name="notice"
    )
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="notices")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-message_id"]
        indexes = [
            models.Index(fields=["officer", "-message_id"], name="notice_officer"),
            models.Index(fields=["officer"], name="notice_unread", condition=Q(read_at=None)),
        ]


class PushSubscription(SealedModel):
    """A browser in which an officer wants to be told. `digest` (SHA-256) finds it again."""

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={"endpoint": "address of the officer's browser", "auth": "its secret"},
        sealed=frozenset({"endpoint", "auth"}),
        until="When the officer ends it, or the push service says that it is gone.",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="push_subscriptions"
    )
    digest = models.BinaryField(max_length=32, unique=True)
    endpoint = SealedField()
    p256dh = models.CharField(max_length=120)
    auth = SealedField()
    device = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["officer"], name="push_officer", condition=Q(gone_at=None))]


class PushKeys(SealedModel):
    """The one key pair by which push services know this installation (VAPID)."""

    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    only = models.BooleanField(default=True, unique=True)
    public = models.CharField(max_length=120)
    private = SealedField()
    created_at = models.DateTimeField()
