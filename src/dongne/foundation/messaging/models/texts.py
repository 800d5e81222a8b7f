"""Texts that an office has put in place of the built-in ones."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import NOTHING, Holds

from ..states import Means


class Template(models.Model):
    """One version of the text of an event in one language for one means.

    The current version is used; without one, the event's built-in text. An empty `means` holds for
    short messages of every means. `code` is the number under which a business message (알림톡) was
    approved by its provider. A row of no text ends the office's own: built-in from then on.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="message_templates")
    event = models.CharField(max_length=64)
    language = models.CharField(max_length=5)
    means = models.CharField(max_length=16, blank=True, choices=[(m.value, m.value) for m in Means])
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=4000, blank=True)
    code = models.CharField(max_length=64, blank=True)
    current = models.BooleanField(default=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["event", "language", "means", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["dong", "event", "language", "means", "version"],
                name="template_version",
            ),
            models.UniqueConstraint(
                fields=["dong", "event", "language", "means"],
                name="template_current",
                condition=Q(current=True),
            ),
        ]
