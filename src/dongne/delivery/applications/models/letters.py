"""위임장: who may ask for whom, for what, until when; each use of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds

from ..managers import ApplicationManager
from ..states import SignedHow


class Letter(models.Model):
    """A letter of attorney. Printed with an empty number box, which is filled in by hand.

    `services` are `{code, copies}`. `checked_at`: an officer saw the signed letter, a copy of the
    principal's card and the proxy's card. `evidence` is the SHA-256 of the masked scan, if one was
    kept. `single_use` letters are used up by one application.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "purpose": "what it is for, in their words",
            "why_revoked": "why it was revoked",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    principal = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    proxy = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    courier = models.UUIDField(null=True)
    """Where the proxy is a volunteer."""
    services: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list
    )
    purpose = models.CharField(max_length=200, blank=True)
    channel = models.SlugField(max_length=40, db_index=False)
    may_receive = models.BooleanField(default=True)
    """Whether the proxy may also be given the result."""
    single_use = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    valid_until = models.DateField()
    signed = models.CharField(
        max_length=6,
        blank=True,
        default=SignedHow.NOT_YET,
        choices=[(s, s) for s in SignedHow if s],
    )
    signed_at = models.DateTimeField(null=True)
    signature = models.TextField(blank=True)
    """A drawing on the screen, as points; only where the catalogue's row allows it."""
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    saw_principal_copy = models.BooleanField(default=False)
    saw_proxy_card = models.BooleanField(default=False)
    evidence = models.CharField(max_length=64, blank=True)
    used_up_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    why_revoked = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ApplicationManager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["dong", "-made_at", "-id"], name="letter_list"),
            models.Index(
                fields=["principal"],
                name="letter_principal",
                condition=models.Q(principal__isnull=False),
            ),
            models.Index(
                fields=["proxy"], name="letter_proxy", condition=models.Q(proxy__isnull=False)
            ),
        ]


class LetterUse(models.Model):
    """One use: for which application, when; the principal is told of each."""

    tenant_path: ClassVar[str] = "letter__dong"
    personal_data: ClassVar[Holds | None] = None

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    letter = models.ForeignKey(
        Letter, on_delete=models.CASCADE, related_name="uses", db_index=False
    )
    application_number = models.CharField(max_length=16)
    what = models.CharField(max_length=10)
    """`apply` or `receive`."""
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    objects = ApplicationManager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["letter", "at"], name="letter_use")]
