"""인수인계: each change of hands, offered by one, confirmed by the other; who took it at last."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.delivery.ways.public import Identity
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds

from ..states import Confirmed, HolderKind, TakerKind, TransferState
from .parcels import Parcel

HOLDERS = [(kind, kind) for kind in HolderKind]


class Transfer(models.Model):
    """One leg of the chain. Only one of a parcel is open at a time; one that was taken is never
    changed afterwards.

    `code_digest`: keyed digest of what the taker types. `taken_at` is the server's time, `phone_at`
    what the taker's phone said, `skew` their difference in seconds where the phone was on line.
    `seal_seen`: what the taker read on the seal; `broken`: what they found.
    """

    tenant_path: ClassVar[str] = "parcel__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"place": "where it changed hands, in a few words", "why": "why it was not taken"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    parcel = models.ForeignKey(
        Parcel, on_delete=models.CASCADE, related_name="transfers", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, default=TransferState.OFFERED, choices=[(s, s) for s in TransferState]
    )
    giver_kind = models.CharField(max_length=16, choices=HOLDERS)
    giver_key = models.CharField(max_length=40)
    taker_kind = models.CharField(max_length=16, choices=HOLDERS)
    taker_key = models.CharField(max_length=40)
    place = models.CharField(max_length=100, blank=True)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """Where somebody of the office gave it; a courier is the giver."""
    code_digest = models.BinaryField(max_length=32, null=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    """Taken, declined, withdrawn or locked: the server's time."""
    phone_at = models.DateTimeField(null=True)
    skew = models.IntegerField(null=True)
    confirmed = models.CharField(max_length=8, blank=True, choices=[(c, c) for c in Confirmed])
    confirmed_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seal_seen = models.CharField(max_length=30, blank=True)
    broken = models.BooleanField(default=False)
    device = models.CharField(max_length=60, blank=True)
    why = models.CharField(max_length=200, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcel"],
                name="one_open_offer",
                condition=models.Q(state=TransferState.OFFERED),
            ),
            models.UniqueConstraint(fields=["parcel", "position"], name="transfer_in_order"),
            models.CheckConstraint(
                name="taken_says_how_and_when",
                condition=~models.Q(state=TransferState.TAKEN)
                | (~models.Q(confirmed="") & models.Q(ended_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["taker_kind", "taker_key"],
                name="offer_taker",
                condition=models.Q(state=TransferState.OFFERED),
            ),
        ]


class IdentityCheck(models.Model):
    """How whoever took it at last showed who they are; never a number of a card, never a copy."""

    tenant_path: ClassVar[str] = "transfer__parcel__dong"
    personal_data: ClassVar[Holds | None] = None

    transfer = models.OneToOneField(
        Transfer, primary_key=True, on_delete=models.CASCADE, related_name="check_of_identity"
    )
    kind = models.CharField(max_length=8, choices=[(i.value, i.value) for i in Identity])
    taker = models.CharField(max_length=10, choices=[(t, t) for t in TakerKind])
    letter = models.ForeignKey(
        "applications.Letter",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=16, choices=HOLDERS)
    by_key = models.CharField(max_length=40)

    objects = TenantManager()


class TakerCode(models.Model):
    """What the receiver was sent, to say to whoever brings the parcel, and to nobody else.

    `digest` is keyed, of the code together with the date of birth where the office knows it
    (`with_birth`): a phone without network keeps neither. One of a parcel is good at a time.
    """

    tenant_path: ClassVar[str] = "parcel__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={"digest": "keyed digest of a code and a date of birth"},
        until=KEPT_WITH_RECORD,
        why_clear="The digest is keyed: nothing can be read from it.",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    parcel = models.ForeignKey(
        Parcel, on_delete=models.CASCADE, related_name="taker_codes", db_index=False
    )
    digest = models.BinaryField(max_length=32)
    with_birth = models.BooleanField()
    given_at = models.DateTimeField()
    good_until = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    over = models.BooleanField(default=False)
    """Used, replaced by another one, or wrong five times."""

    objects = TenantManager()

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcel"], name="one_good_taker_code", condition=models.Q(over=False)
            )
        ]
