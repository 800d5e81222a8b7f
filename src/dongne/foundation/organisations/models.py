"""Accounts, teams, officers, deputyships, and the tokens of the JSON interface."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import Role, TenantManager


class AccountManager(BaseUserManager["Account"]):
    def create_account(self, username: str, password: str, **fields: Any) -> Account:
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """What signs in. Who that is in the office is the officer that belongs to it."""

    username = models.CharField(_("아이디"), max_length=60, unique=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="ko")

    objects = AccountManager()
    USERNAME_FIELD = "username"


class TeamKind(models.TextChoices):
    ADMINISTRATION = "administration", _("행정")
    WELFARE = "welfare", _("복지")
    DEPARTMENT = "department", _("부서")
    DESK = "desk", _("총괄")


class Team(models.Model):
    """팀·과. Stands in exactly one place of the tree: a dong, a district or a city."""

    tenant_path: ClassVar[str] = "dong"

    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="teams")
    district = models.ForeignKey(
        District, null=True, on_delete=models.PROTECT, related_name="teams"
    )
    dong = models.ForeignKey(Dong, null=True, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=TeamKind)
    position = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="team_in_one_place",
                condition=models.Q(city__isnull=False, district__isnull=True, dong__isnull=True)
                | models.Q(city__isnull=True, district__isnull=False, dong__isnull=True)
                | models.Q(city__isnull=True, district__isnull=True, dong__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """주무관 and everybody else who works here. `dong` repeats the team's: it is the tenant."""

    tenant_path: ClassVar[str] = "dong"

    account = models.OneToOneField(
        Account, null=True, on_delete=models.PROTECT, related_name="officer"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="officers")
    dong = models.ForeignKey(Dong, null=True, on_delete=models.PROTECT, related_name="officers")
    name = models.CharField(max_length=40)
    title = models.CharField(max_length=40, default="주무관")
    title_en = models.CharField(max_length=40, default="Officer")
    roles = ArrayField(models.CharField(max_length=32, choices=[(r.value, r.value) for r in Role]))
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    objects = TenantManager()

    class Meta:
        ordering = ["team__position", "position", "id"]

    def __str__(self) -> str:
        return self.name


class Deputyship(models.Model):
    """대직: `deputy` stands in for `officer` from the first to the last day, both included."""

    tenant_path: ClassVar[str] = "officer__dong"

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="deputyships")
    deputy = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="stands_in")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=100, blank=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deputyship_in_order", condition=models.Q(ends_on__gte=models.F("starts_on"))
            ),
            models.CheckConstraint(
                name="nobody_deputises_for_themselves",
                condition=~models.Q(officer=models.F("deputy")),
            ),
        ]


class AbsenceKind(models.TextChoices):
    ANNUAL = "annual", _("연가")
    SICK = "sick", _("병가")
    OFFICIAL = "official", _("공가")
    TRIP = "trip", _("출장 중")
    TRAINING = "training", _("교육")
    PARENTAL = "parental", _("육아휴직")
    LEAVE = "leave", _("휴직")
    OTHER = "other", _("기타")


class Absence(models.Model):
    """부재: away from the first to the last day, both included; without an end until a return.

    Who stands in meanwhile is a `Deputyship` of the same days. A cancelled absence never was.
    """

    tenant_path: ClassVar[str] = "officer__dong"

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="absences")
    kind = models.CharField(max_length=16, choices=AbsenceKind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    reason = models.CharField(max_length=100, blank=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_in_order",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]
        indexes = [models.Index(fields=["officer", "starts_on"], name="absence_officer_day")]


class ApiToken(models.Model):
    """A bearer token of the JSON interface; only the hash of it is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
