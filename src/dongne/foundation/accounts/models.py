"""Sessions, one-time links, what happened to accounts, and who must have a second factor."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dongne.foundation.organisations.public import Account
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import (
    KEPT_THREE_YEARS,
    KEPT_WITH_OFFICER,
    NOTHING,
    WHY_STAFF,
    About,
    Holds,
)

from .states import EventKind, LinkPurpose, Required, SessionKind, SignedInBy


class SignedIn(models.Model):
    """A device that is signed in. The session itself is Django's; this is what one sees of it.

    `last_seen_at` is at most a minute behind.
    """

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "address": "network address",
            "user_agent": "the browser",
            "session_key": "key of the session",
        },
        until="when the session ends; swept every night",
        why_clear=WHY_STAFF,
    )

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="signed_in")
    session_key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in SessionKind])
    by = models.CharField(max_length=10, choices=[(k.value, k.value) for k in SignedInBy])
    address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_seen_at", "-id"]


class OneTimeLink(models.Model):
    """A way in for somebody who has no password (any more). Only the hash of it is kept.

    Holds until `expires_at`, until it was used, or until a newer one was made. `told_at`: when
    the owner of the account was told of it at signing in.
    """

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "made_by": "name of who made it",
        },
        until=KEPT_WITH_OFFICER,
        why_clear=WHY_STAFF,
    )

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=8, choices=[(k.value, k.value) for k in LinkPurpose])
    digest = models.BinaryField(max_length=32, unique=True)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)


class AccountEvent(models.Model):
    """계정 부여·말소·변경 이력: rows are only added, and kept for three years at least.

    개인정보의 안전성 확보조치 기준 제5조제3항. The database itself refuses to change or to delete
    a younger row. Text beside keys: a row says the same when people have gone.
    """

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "username": "user name",
            "officer_name": "name",
            "actor_name": "name of who did it",
            "detail": "what was changed",
        },
        until=KEPT_THREE_YEARS,
        why_clear=WHY_STAFF,
    )

    at = models.DateTimeField()
    account_id = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in EventKind])
    username = models.CharField(max_length=60)
    officer_name = models.CharField(max_length=40, blank=True)
    dong_id = models.BigIntegerField(null=True)
    place = models.CharField(max_length=120, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    actor_officer_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["dong_id", "-at"], name="account_event_dong"),
            models.Index(fields=["account_id", "-at"], name="account_event_account"),
        ]


class FactorRule(models.Model):
    """Who of one office must have a second factor. Without a row: nobody."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    city = models.OneToOneField(City, null=True, on_delete=models.CASCADE)
    district = models.OneToOneField(District, null=True, on_delete=models.CASCADE)
    dong = models.OneToOneField(Dong, null=True, on_delete=models.CASCADE)
    required = models.CharField(
        max_length=10,
        choices=[
            (Required.NOBODY.value, _("아무도 아님")),
            (Required.LEADS.value, _("팀장과 구·시 담당")),
            (Required.EVERYBODY.value, _("모두")),
        ],
    )
    since = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="factor_rule_of_one_place",
                condition=models.Q(city__isnull=False, district__isnull=True, dong__isnull=True)
                | models.Q(city__isnull=True, district__isnull=False, dong__isnull=True)
                | models.Q(city__isnull=True, district__isnull=True, dong__isnull=False),
            ),
        ]
