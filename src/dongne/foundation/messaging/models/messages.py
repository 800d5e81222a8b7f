"""A message, every move that it made, every call of a provider."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import KeyedIndexField, SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import WHY_STAFF, About, Holds

from ..states import Means, MessageState, Outcome


class Message(SealedModel):
    """One message to one recipient. Its id is what a provider is given to know it by.

    The recipient is a person, an officer, or addresses given by hand; for a person the address is
    looked up when it is sent, and what was used stands in the attempt. `ways` are the means still
    to be tried, in order; `means` the one it goes by now, whose words `subject` and `body` are;
    `values` are the fields of the text, as JSON. `concerns` is the person that it tells about:
    whoever is kept from them never gets it. `tries` counts the calls by this means, `attempts`
    all of them, `asked_provider` how often its provider was asked what became of it. Messages of
    departments have no dong.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "name": "name on the envelope",
            "phone": "number given by hand",
            "phone_key": "keyed index of the number",
            "email": "e-mail address given by hand",
            "email_key": "keyed index of the e-mail address",
            "address": "postal address given by hand",
            "subject": "subject as sent",
            "body": "text as sent; names the recipient",
            "values": "fields of the text",
        },
        sealed=frozenset({"name", "phone", "email", "address", "subject", "body", "values"}),
        why_clear="The indexes are keyed: nothing can be read from them.",
        until="Emptied when the person is destroyed, and by the retention of messages.",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, null=True, on_delete=models.PROTECT, related_name="messages")
    event = models.CharField(max_length=64)
    kind = models.CharField(max_length=32)
    person_id = models.UUIDField(null=True)
    concerns = models.UUIDField(null=True)
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="messages"
    )
    name = SealedField(mask="name")
    phone = SealedField(mask="phone")
    phone_key = KeyedIndexField(of="phone", normal="phone")
    email = SealedField(mask="email")
    email_key = KeyedIndexField(of="email", normal="email")
    address = SealedField(mask="address")
    language = models.CharField(max_length=5, default="ko")
    means = models.CharField(max_length=16, choices=[(m.value, m.value) for m in Means])
    ways = ArrayField(models.CharField(max_length=16), default=list)
    subject = SealedField()
    body = SealedField()
    values = SealedField()
    template_version = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=20,
        choices=[(s.value, s.value) for s in MessageState],
        default=MessageState.ASKED,
    )
    why = models.CharField(max_length=48, blank=True)
    once = models.CharField(max_length=120, blank=True)
    about_type = models.CharField(max_length=64, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    link = models.CharField(max_length=200, blank=True)
    urgent = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="messages_asked"
    )
    not_before = models.DateTimeField(null=True)
    good_until = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_provider = models.PositiveSmallIntegerField(default=0)
    provider = models.CharField(max_length=32, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    cost = models.PositiveIntegerField(default=0)
    decided_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="messages_decided"
    )
    again_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="sent_again_as"
    )
    printed_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dong", "once"],
                name="message_once",
                condition=~Q(once=""),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["dong", "state", "-id"], name="message_dong_state"),
            models.Index(fields=["dong", "-id"], name="message_dong"),
            models.Index(fields=["about_type", "about_id", "-id"], name="message_about"),
            models.Index(fields=["person_id", "-id"], name="message_person"),
            models.Index(fields=["officer", "-id"], name="message_officer"),
            models.Index(
                fields=["due_at"],
                name="message_due",
                condition=Q(state__in=["asked", "queued", "temporary_failure"]),
            ),
            models.Index(
                fields=["claimed_at"], name="message_claimed", condition=Q(state="sending")
            ),
            models.Index(fields=["sent_at"], name="message_no_receipt", condition=Q(state="sent")),
            models.Index(
                fields=["provider", "reference"],
                name="message_reference",
                condition=~Q(reference=""),
            ),
            models.Index(
                fields=["dong", "id"],
                name="message_to_print",
                condition=Q(means="letter", state="sent", printed_at__isnull=True),
            ),
        ]


class Move(SealedModel):
    """One change of a message's state. Rows are only ever added.

    `why` is a slug (`words.py` has the sentence); `by_name` keeps who decided, when it was a
    person. Free text only where a person gave a reason.
    """

    tenant_path: ClassVar[str] = "message__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"note": "why somebody decided so", "by_name": "name of who decided"},
        sealed=frozenset({"note"}),
        until="With its message.",
        why_clear=WHY_STAFF,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20)
    why = models.CharField(max_length=48, blank=True)
    note = SealedField()
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=100, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["message", "id"], name="message_moves")]


class Attempt(SealedModel):
    """One call of a provider. Written before the call; `outcome` is empty until it answered.

    `provider` is the account that it went by (`ProviderSetting.account`).
    """

    tenant_path: ClassVar[str] = "message__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={"sent_to": "number or address that the provider was given"},
        sealed=frozenset({"sent_to"}),
        until="With its message.",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="calls")
    number = models.PositiveSmallIntegerField()
    means = models.CharField(max_length=16)
    provider = models.CharField(max_length=32)
    sent_to = SealedField()
    started_at = models.DateTimeField()
    took_ms = models.PositiveIntegerField(null=True)
    outcome = models.CharField(
        max_length=16, blank=True, choices=[(o.value, o.value) for o in Outcome]
    )
    code = models.CharField(max_length=48, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    cost = models.PositiveIntegerField(default=0)

    objects = TenantManager()

    class Meta:
        ordering = ["message", "number"]
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="attempt_numbered"),
        ]
        indexes = [models.Index(fields=["provider", "started_at"], name="attempt_window")]
