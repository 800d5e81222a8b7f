"""개인정보 접속기록 (안전성 확보조치 기준 8조): who opened whose data, when, from where, and why.

A trigger of the database refuses to change, delete or empty these tables, whatever role asks.
Nothing in the program deletes a row: the log is kept for two years at least, and longer as long
as nobody moves it out of the database by hand (docs/decisions/0020).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_TWO_YEARS, NOTHING, About, Holds


class Opening(models.Model):
    """One subject's data, opened once by one actor.

    `chain` is `dong:<id>`, `district:<id>`, `city:<id>` or `house`; `position` counts from 1 in
    it. `link` is SHA-256 over `previous` and the row's canonical form (`rules.canonical`), `seal`
    the HMAC of `link` by the ring's log key `key_id`. `deed` is of `states.Deed`;
    `whose` is `<kind>:<id>`, never a name.
    Numbers, not foreign keys, point at actor and subject: the row outlives both.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "actor_name": "name of the member of staff",
            "address": "network address of the member of staff",
            "purpose": "why, in the member of staff's words",
        },
        until=KEPT_TWO_YEARS,
        why_clear="The log has to be read without the keys of what it tells of.",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    chain = models.CharField(max_length=40)
    position = models.BigIntegerField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=16)
    account_id = models.BigIntegerField(null=True)
    officer_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    address = models.CharField(max_length=64, blank=True)
    dong = models.ForeignKey(Dong, null=True, on_delete=models.PROTECT, related_name="+")
    deed = models.CharField(max_length=16)
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    whose = models.CharField(max_length=80)
    columns = models.JSONField()
    purpose = models.CharField(max_length=200)
    previous = models.BinaryField(max_length=32)
    link = models.BinaryField(max_length=32)
    key_id = models.CharField(max_length=8)
    seal = models.BinaryField(max_length=32)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="opening_position"),
        ]
        indexes = [
            models.Index(fields=["dong", "-at", "-id"], name="opening_dong_time"),
            models.Index(fields=["officer_id", "-at"], name="opening_actor_time"),
            models.Index(fields=["whose", "-at"], name="opening_whose_time"),
        ]


class Head(models.Model):
    """Where a chain ends: the row that whoever adds to the chain holds. It only ever moves on."""

    personal_data: ClassVar[Holds | None] = NOTHING

    chain = models.CharField(max_length=40, primary_key=True)
    position = models.BigIntegerField()
    link = models.BinaryField(max_length=32)
    key_id = models.CharField(max_length=8)
    seal = models.BinaryField(max_length=32)


class Examination(models.Model):
    """A chain, examined up to a position: what was found, and an anchor for later examinations.

    `found` is a list of `{"fault", "position", "opening"}`; empty when every link holds. Rows are
    never changed: a chain that is shorter than it was at an examination has been cut.
    """

    personal_data: ClassVar[Holds | None] = NOTHING

    chain = models.CharField(max_length=40)
    at = models.DateTimeField()
    whole = models.BooleanField()
    position = models.BigIntegerField()
    link = models.BinaryField(max_length=32)
    rows = models.BigIntegerField()
    found = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["chain", "-id"], name="examination_chain")]
