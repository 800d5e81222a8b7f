"""What somebody is about to report; the codes on posters and cards; offices' telephones."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong, Tong
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, WHY_STAFF, About, Holds


class Draft(SealedModel):
    """A report that is being written by somebody without an account. Its id is the case's.

    Found by the digest of what the browser's cookie says, by nothing else. `given` is JSON in the
    form of `rules.Given`; `secret` the compact secret of the receipt, once it was sent.
    """

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "given": "place, words, photos, name and contact of a report that is being written",
            "secret": "the secret on the receipt",
        },
        sealed=frozenset({"given", "secret"}),
        until="a day after it was begun, or when whoever writes it says so",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=64, unique=True)
    given = SealedField()
    secret = SealedField()
    case_number = models.CharField(max_length=16, blank=True)
    """Of the case that it became, or that it follows."""
    follows = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["started_at"], name="intake_draft_age")]


class SignKind(models.TextChoices):
    BUS_STOP = "bus_stop", _("버스 정류장")
    PARK = "park", _("공원·놀이터")
    STREET = "street", _("길·골목")
    OFFICE = "office", _("주민센터 안내대")
    HOUSING = "housing", _("아파트·건물")
    OFFICER = "officer", _("주무관 명함")


class Sign(models.Model):
    """A code that stands on a poster at a place, or on an officer's card.

    `label` is what residents read there. A code that is taken out of use stays: paper hangs longer
    than anybody remembers, and its place is still known.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={"address": "where the poster hangs", "call": "telephone of the officer's desk"},
        until="as long as the paper with the code may hang anywhere",
        why_clear=WHY_STAFF,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=16, unique=True)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=SignKind)
    label = models.CharField(max_length=60)
    address = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    tong = models.ForeignKey(
        Tong, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    category = models.SlugField(max_length=40, blank=True, db_index=False)
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    call = models.CharField(max_length=30, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer"],
                condition=models.Q(officer__isnull=False, ended_at=None),
                name="one_card_of_an_officer",
            ),
            models.CheckConstraint(
                name="sign_card_has_its_officer",
                condition=models.Q(kind=SignKind.OFFICER, officer__isnull=False)
                | (~models.Q(kind=SignKind.OFFICER) & models.Q(officer=None)),
            ),
        ]
        indexes = [models.Index(fields=["dong", "-made_at", "-id"], name="sign_dong_newest")]


class OfficeCall(models.Model):
    """Under which number residents reach the office, for whom a page is no help."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.OneToOneField(Dong, on_delete=models.CASCADE, related_name="+")
    call = models.CharField(max_length=30)
    hours = models.CharField(max_length=60, blank=True)

    objects = TenantManager()
