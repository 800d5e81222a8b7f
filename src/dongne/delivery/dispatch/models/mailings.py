"""A sealed result in the post."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.delivery.custody.public import Parcel
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, Holds

from ..states import MailingState


class Mailing(models.Model):
    """`number` is the registered mail's (등기번호), by which it is found when it comes back; of the
    letters under way each has its own. Name and address stand nowhere here: they are read from the
    person when the cover letter is printed.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, default=MailingState.PRINTED, choices=[(s, s) for s in MailingState]
    )
    number = models.CharField(max_length=20, blank=True)
    printed_at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=100, blank=True)
    """Why it came back."""

    objects = TenantManager()

    class Meta:
        ordering = ["-printed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcel"],
                name="one_letter_a_parcel",
                condition=models.Q(state__in=["printed", "posted"]),
            ),
            models.UniqueConstraint(
                fields=["number"],
                name="one_letter_a_number",
                condition=models.Q(state="posted") & ~models.Q(number=""),
            ),
        ]
        indexes = [
            models.Index(fields=["dong", "state", "-printed_at"], name="mailing_list"),
        ]

    def __str__(self) -> str:
        return self.number or str(self.pk)
