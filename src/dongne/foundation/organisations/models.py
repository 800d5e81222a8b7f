"""Accounts, teams, officers and their postings, absences, deputyships, grants, tokens."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Value
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import Role, TenantManager
from dongne.lib.personal_data import (
    KEPT_THREE_YEARS,
    KEPT_WITH_OFFICER,
    NOTHING,
    WHY_STAFF,
    About,
    Holds,
)


class AccountManager(BaseUserManager["Account"]):
    def create_account(self, username: str, password: str, **fields: Any) -> Account:
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """What signs in. Who that is in the office is the officer that belongs to it."""

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "username": "user name",
            "password": "hash of the password (Argon2id)",
            "last_login": "when last signed in",
        },
        until=KEPT_WITH_OFFICER,
        why_clear=WHY_STAFF,
    )

    username = models.CharField(_("아이디"), max_length=60, unique=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="ko")

    deputy_for: Collection[int]
    """Officers for whom the account's stands in; there when the backend has loaded it."""
    along: Mapping[str, int] = MappingProxyType({})
    """Figures that were asked along with it (`identity.ask_along`); none if loaded otherwise."""

    objects = AccountManager()
    USERNAME_FIELD = "username"


def one_at_a_time(name: str, *, condition: models.Q | None = None) -> ExclusionConstraint:
    """No two rows of the same officer share a day; also when two people write at once.

    Both parts are ranges, so that PostgreSQL needs no extension for it.
    """
    officer = Func(F("officer"), F("officer") + 1, Value("[)"), function="int8range")
    days = Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange")
    return ExclusionConstraint(
        name=name,
        expressions=[(officer, RangeOperators.OVERLAPS), (days, RangeOperators.OVERLAPS)],
        condition=condition,
    )


class TeamKind(models.TextChoices):
    ADMINISTRATION = "administration", _("행정")
    WELFARE = "welfare", _("복지")
    DEPARTMENT = "department", _("부서")
    DESK = "desk", _("총괄")


class Team(models.Model):
    """팀·과. Stands in exactly one place of the tree: a dong, a district or a city.

    A closed team stays for its past; nobody is put into it any more.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="teams")
    district = models.ForeignKey(
        District, null=True, on_delete=models.PROTECT, related_name="teams"
    )
    dong = models.ForeignKey(Dong, null=True, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=TeamKind)
    position = models.PositiveSmallIntegerField(default=0)
    closed_on = models.DateField(null=True)

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

    @property
    def label(self) -> str:
        """The name in the language of the page."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class Officer(models.Model):
    """주무관 and everybody else who works here. `dong` repeats the team's: it is the tenant."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "name": "name of the member of staff",
            "title": "title in the office",
            "title_en": "the same in English",
        },
        until=KEPT_WITH_OFFICER,
        why_clear=WHY_STAFF,
    )

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

    @property
    def title_label(self) -> str:
        """The title in the language of the page."""
        return self.title_en if self.title_en and get_language() == "en" else self.title


class PostingKind(models.TextChoices):
    JOINED = "joined", _("전입")
    MOVED = "moved", _("이동")
    RETURNED = "returned", _("복직")
    CHANGED = "changed", _("직위·역할 변경")
    LEFT = "left", _("퇴직·전출")


class Posting(models.Model):
    """발령: from `starts_on` to `ends_on` (both included) an officer is this, in this team.

    Rows of one officer follow one another. LEFT says that nobody is here from that day on; a day
    in the future is `applied_at` its morning. `came_from` is the row in another dong from which
    the account comes along. What `Officer` holds repeats the posting of today.
    """

    tenant_path: ClassVar[str] = "officer__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "title": "title in the office",
            "title_en": "the same in English",
            "reason": "why posted",
        },
        until=KEPT_WITH_OFFICER,
        why_clear=WHY_STAFF,
    )

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="postings")
    kind = models.CharField(max_length=16, choices=PostingKind)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="postings")
    title = models.CharField(max_length=40)
    title_en = models.CharField(max_length=40, blank=True)
    roles = ArrayField(models.CharField(max_length=32))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    came_from = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="went_to"
    )
    applied_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["officer", "starts_on"]
        constraints = [
            models.CheckConstraint(
                name="posting_in_order",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            one_at_a_time("one_posting_at_a_time"),
        ]
        indexes = [
            models.Index(
                fields=["starts_on"],
                name="posting_to_come",
                condition=models.Q(applied_at__isnull=True),
            )
        ]


class Grant(models.Model):
    """권한 부여·변경·말소: which roles an account had and has. Rows are only ever added.

    Kept for three years at least (개인정보의 안전성 확보조치 기준 제5조제3항). Text beside keys, so
    that a row says the same when people have gone.
    """

    tenant_path: ClassVar[str] = "officer__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "username": "user name",
            "officer_name": "name",
            "actor_name": "name of who granted it",
            "reason": "why",
            "before": "roles before",
            "after": "roles after",
        },
        until=KEPT_THREE_YEARS,
        why_clear=WHY_STAFF,
    )

    at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="grants")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="grants")
    username = models.CharField(max_length=60, blank=True)
    officer_name = models.CharField(max_length=40)
    before = ArrayField(models.CharField(max_length=32))
    after = ArrayField(models.CharField(max_length=32))
    place = models.CharField(max_length=120)
    actor_officer_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    reason = models.CharField(max_length=200, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-id"]


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
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "kind": "kind of absence",
            "reason": "why away, if it was written down",
            "starts_on": "from when away",
        },
        until=KEPT_WITH_OFFICER,
        why_clear=WHY_STAFF,
    )

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
            one_at_a_time("one_absence_at_a_time", condition=models.Q(cancelled_at__isnull=True)),
        ]
        indexes = [models.Index(fields=["officer", "starts_on"], name="absence_officer_day")]


class Deputyship(models.Model):
    """대직: `deputy` stands in for `officer` from the first to the last day, both included.

    Without an end it lasts as long as the absence that it belongs to, if any.
    """

    tenant_path: ClassVar[str] = "officer__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "reason": "why somebody stands in",
        },
        until=KEPT_WITH_OFFICER,
        why_clear=WHY_STAFF,
    )

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="deputyships")
    deputy = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="stands_in")
    absence = models.ForeignKey(
        Absence, null=True, on_delete=models.CASCADE, related_name="deputyships"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    reason = models.CharField(max_length=100, blank=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deputyship_in_order",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="nobody_deputises_for_themselves",
                condition=~models.Q(officer=models.F("deputy")),
            ),
            one_at_a_time("one_deputy_at_a_time"),
        ]


class ApiToken(models.Model):
    """A bearer token of the JSON interface; only the hash of it is kept."""

    personal_data: ClassVar[Holds | None] = NOTHING

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
