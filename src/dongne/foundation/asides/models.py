"""Numbers and addresses that stood in free text, and the office's own numbers that may stay."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import KeyedIndexField, SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, About, Holds

from .states import Kind


class Aside(SealedModel):
    """One phone number or e-mail address that somebody typed into a text.

    The text says `[전화 1: ****-5678]` instead: `ordinal` counts within `column` of the subject and
    is never given twice, since papers and earlier versions go on naming it. One of `phone` and
    `email` holds the value, as `kind` says.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"phone": "a phone number", "email": "an e-mail address"},
        sealed=frozenset({"phone", "email"}),
        until="Goes with the text it stood in, or when the person asks for it.",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=64)
    """`app.model`, as audit rows name it."""
    subject_id = models.CharField(max_length=64)
    column = models.CharField(max_length=40)
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=[(k, k) for k in Kind])
    phone = SealedField(mask="phone")
    phone_key = KeyedIndexField(of="phone", normal="phone")
    phone_last4 = KeyedIndexField(of="phone", normal="last_four")
    email = SealedField(mask="email")
    email_key = KeyedIndexField(of="email", normal="email")
    created_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "column", "ordinal"],
                name="one_aside_of_an_ordinal",
            ),
        ]
        indexes = [
            models.Index(fields=["phone_last4", "dong"], name="aside_last_four"),
            models.Index(fields=["phone_key"], name="aside_phone"),
            models.Index(fields=["email_key"], name="aside_email"),
        ]


class PublicNumber(models.Model):
    """A number of the office itself, or the beginning of its numbers: it may stand in any text."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.CASCADE, related_name="+")
    digits = models.CharField(max_length=16)
    title = models.CharField(max_length=60, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["digits"]
        constraints = [
            models.UniqueConstraint(fields=["dong", "digits"], name="a_public_number_once"),
        ]


def subject_type(subject: models.Model) -> str:
    """How asides name the kind of thing whose text they stood in."""
    return subject._meta.label_lower
