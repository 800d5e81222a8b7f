"""Counts of a window, one-time codes, and keys of programs."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import WHY_STAFF, About, Holds


class Tally(models.Model):
    """How often something was done by somebody in a window of time, until that is over.

    `key` is a keyed digest of what and who: network addresses and telephone numbers never lie
    here. The table is not logged (migration): written with every request to a public page and
    worth nothing after a crash, after which everybody simply begins anew.
    """

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"key": "keyed digest of what was done, and of an address or number"},
        why_clear="The digest is keyed: nothing can be read from it.",
        until="Swept every ten minutes once its window, a day at most, is over.",
    )

    key = models.BinaryField(primary_key=True)
    count = models.IntegerField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="gate_tally_until")]


class OneTimeCode(models.Model):
    """A code given to a telephone or mailbox, for one purpose and subject, once, for five minutes.

    `subject` and `digest` are keyed digests. A row is made also where nothing was sent, so that
    nobody can tell from the time that it takes whether a number is known.
    """

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={"subject": "keyed digest of what the code opens, often a telephone number"},
        why_clear="The digest is keyed: nothing can be read from it.",
        until="Swept a day after it ended.",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    purpose = models.CharField(max_length=40)
    subject = models.BinaryField()
    digest = models.BinaryField()
    given_at = models.DateTimeField()
    good_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "good_until"], name="gate_code_subject"),
            models.Index(fields=["good_until"], name="gate_code_until"),
        ]


class ApiKey(models.Model):
    """What another program shows to be let in: `dongne_1a2b3c4d_…`, of which the first part stays
    readable. Shown once; only its digest is kept.

    It holds for one place and all below it, or for everything (no place). `per_minute` is how
    often it may ask. `program` says whose it is, in the office's words.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={"contact": "who answers for the program: a team or a person, and how to call"},
        until="with the key: five years after it was revoked, by whoever administers",
        why_clear=WHY_STAFF,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, null=True, on_delete=models.PROTECT, related_name="+")
    dong = models.ForeignKey(Dong, null=True, on_delete=models.PROTECT, related_name="+")
    program = models.CharField(max_length=80)
    contact = models.CharField(max_length=120)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.BinaryField(unique=True)
    scopes = ArrayField(models.CharField(max_length=40))
    per_minute = models.PositiveIntegerField(default=60)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    good_until = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="api_key_in_one_place",
                condition=Q(city__isnull=True, district__isnull=True)
                | Q(city__isnull=True, dong__isnull=True)
                | Q(district__isnull=True, dong__isnull=True),
            ),
        ]

    @property
    def shown(self) -> str:
        """The part that stays readable."""
        return f"dongne_{self.prefix}_…"

    def may(self, scope: str) -> bool:
        return scope in self.scopes
