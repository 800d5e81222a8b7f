"""What an office has set: providers, quiet hours, and who wants no more of a kind."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.db import models
from django.db.models import Q

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import KeyedIndexField, SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, About, Holds

from ..states import Means, OptOutWay


class ProviderSetting(SealedModel):
    """Which provider carries a means, for a dong, a district, a city, or everybody (no place).

    For each means the nearest place that has any row decides alone, in the order of `position`;
    without any row the outbox shows what would have gone. `sender` is the number or address that
    the recipient sees; `options` is what the provider's own form asks for, without its secrets.
    Secrets come from the environment; `secret` keeps one that was typed in.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    city = models.ForeignKey(City, null=True, on_delete=models.CASCADE, related_name="+")
    district = models.ForeignKey(District, null=True, on_delete=models.CASCADE, related_name="+")
    dong = models.ForeignKey(Dong, null=True, on_delete=models.CASCADE, related_name="+")
    means = models.CharField(max_length=16, choices=[(m.value, m.value) for m in Means])
    provider = models.CharField(max_length=32)
    position = models.PositiveSmallIntegerField(default=0)
    is_on = models.BooleanField(default=True)
    sender = models.CharField(max_length=120, blank=True)
    options = models.JSONField(default=dict)
    secret = SealedField()

    objects = TenantManager()

    class Meta:
        ordering = ["means", "position", "id"]
        constraints = [
            models.CheckConstraint(
                name="provider_in_one_place",
                condition=Q(city__isnull=True, district__isnull=True)
                | Q(city__isnull=True, dong__isnull=True)
                | Q(district__isnull=True, dong__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["city", "district", "dong", "means", "provider"],
                name="provider_once_a_place",
                nulls_distinct=False,
            ),
        ]

    @property
    def account(self) -> str:
        """Whose doing well is told apart: `solapi`, or `solapi@d12` as one dong has set it.

        A wrong key or an empty purse in one office is no reason to keep others from a provider.
        """
        for mark, place in (("d", self.dong_id), ("g", self.district_id), ("c", self.city_id)):
            if place is not None:
                return f"{self.provider}@{mark}{place}"
        return self.provider


class QuietHours(models.Model):
    """조용한 시간: from evening to morning nothing goes out that can wait. 21–08 without a row."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.OneToOneField(Dong, on_delete=models.CASCADE, related_name="quiet_hours")
    starts = models.TimeField(default=time(21))
    ends = models.TimeField(default=time(8))
    is_on = models.BooleanField(default=True)

    objects = TenantManager()


class OptOut(SealedModel):
    """수신 거부: a person, or a number or address, wants no more of a kind (empty: of any).

    What an office must tell goes out all the same. Taken back, the row stays with its end.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "phone": "number that wants no messages",
            "phone_key": "keyed index of the number",
            "email": "address that wants no messages",
            "email_key": "keyed index of the address",
        },
        sealed=frozenset({"phone", "email"}),
        why_clear="The indexes are keyed: nothing can be read from them.",
        until="Kept while it holds: without it, the wish could not be honoured.",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="opt_outs")
    person_id = models.UUIDField(null=True)
    phone = SealedField(mask="phone")
    phone_key = KeyedIndexField(of="phone", normal="phone")
    email = SealedField(mask="email")
    email_key = KeyedIndexField(of="email", normal="email")
    kind = models.CharField(max_length=32, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    how = models.CharField(max_length=16, choices=[(w.value, w.value) for w in OptOutWay])
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["dong", "person_id"], name="opt_out_person"),
            models.Index(fields=["dong", "phone_key"], name="opt_out_phone"),
            models.Index(fields=["dong", "email_key"], name="opt_out_email"),
        ]
