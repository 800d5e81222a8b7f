"""Phones of officers, the keys that records are sealed to, and what is kept sealed as it came."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_OFFICER, NOTHING, WHY_STAFF, About, Holds

from .states import KeptState, PieceKind, Why


class Phone(SealedModel):
    """A phone (or a second browser) that an officer records with. The phone makes `id`.

    `digest` is the SHA-256 of its token, which lets it send and nothing else. `verifier` is a
    keyed digest of what its PIN proves itself by; `share` is handed out for the right one.
    `wrong` counts wrong PINs since the last right one. `skew` is by how many seconds the phone's
    clock was ahead when it last sent.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "label": "what the member of staff calls the phone",
            "share": "the server's part of the key of what lies on the phone",
            "end_reason": "why it was ended",
        },
        sealed=frozenset({"share"}),
        until=KEPT_WITH_OFFICER,
        why_clear=WHY_STAFF,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="phones", db_index=False
    )
    label = models.CharField(max_length=40)
    digest = models.BinaryField(max_length=32)
    enrolled_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    """When it last sent a record."""
    skew = models.IntegerField(default=0)
    unsent = models.PositiveIntegerField(default=0, db_default=0)
    """How many records lay on it still, when it last sent: being written, waiting, or refused."""

    verifier = models.BinaryField(max_length=32, null=True)
    share = SealedField(mask="hidden")
    pin_set_at = models.DateTimeField(null=True)
    wrong = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    end_reason = models.CharField(max_length=200, blank=True)
    wiped_at = models.DateTimeField(null=True)
    """When it was first told to forget everything."""

    objects = TenantManager()

    class Meta:
        ordering = ["-seen_at", "-id"]
        indexes = [
            models.Index(fields=["officer", "-seen_at", "-id"], name="phone_officer"),
            models.Index(fields=["dong", "-seen_at", "-id"], name="phone_dong"),
        ]


class OfficeKey(SealedModel):
    """What records of a dong are sealed to: a pair on P-256. The private half lies in the vault.

    A retired key is offered no more and stays: a phone may come back after months.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"private": "the key that opens what phones have sealed"},
        sealed=frozenset({"private"}),
        until="as long as something may come that was sealed to it",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField(max_length=65)
    private = SealedField(mask="hidden")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dong"],
                condition=models.Q(retired_at=None),
                name="one_office_key_in_use",
            ),
        ]


class Kept(models.Model):
    """A record as it came, unopened: a draft, or one of a phone or an account that has ended.

    `wrapped` is its key, wrapped to `office_key`; `body` is ciphertext (`rules.sealing`), emptied
    when somebody has settled it. The same bytes again are the same row. `activity` is what was
    made of it.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "body": "a record that nobody has read yet",
            "reason": "why it was opened or discarded",
        },
        until="until somebody has taken it over or discarded it; then the body is emptied",
        why_clear="the body is sealed to the office's key, which lies in the vault",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", db_index=False)
    record = models.UUIDField()
    revision = models.IntegerField()
    why = models.CharField(max_length=16, choices=[(w, w) for w in Why])
    office_key = models.ForeignKey(
        OfficeKey, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    wrapped = models.BinaryField()
    body = models.BinaryField()
    digest = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    state = models.CharField(
        max_length=12, default=KeptState.OPEN, choices=[(s, s) for s in KeptState]
    )
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=200, blank=True)
    activity = models.UUIDField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["phone", "record", "digest"], name="kept_once"),
        ]
        indexes = [
            models.Index(fields=["dong", "state", "-received_at", "-id"], name="kept_dong"),
            models.Index(fields=["officer", "-received_at", "-id"], name="kept_officer"),
        ]


class KeptPiece(models.Model):
    """A photo or a sound of a kept record, sealed as it came; media keeps its bytes.

    The same photo in two records is two pieces: each is sealed by the key of its record.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="+", db_index=False)
    record = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    what = models.CharField(max_length=8, choices=[(k, k) for k in PieceKind])
    office_key = models.ForeignKey(
        OfficeKey, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    wrapped = models.BinaryField()
    size = models.PositiveIntegerField()
    received_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "phone", "sha256"], name="kept_piece_of_a_record"
            ),
        ]
