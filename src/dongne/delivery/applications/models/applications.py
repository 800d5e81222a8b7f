"""신청: what somebody asks for, item by item, and what became of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dongne.delivery.ways.public import Circle
from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds

from ..managers import ApplicationManager
from ..states import RUNNING, ApplicationState, ItemState, Made, Match
from .letters import Letter


class Application(models.Model):
    """`number` is what the applicant knows it by; it can't be guessed by counting.

    Whose matter it is: `principal`. Who asks: `applicant`, the principal or somebody for them
    (`circle`). Who may be given it: `receiver`; None for the applicant. `channel` and `receive`
    are slugs of channels; the sites are keys of `channels`' places or of what a higher module
    keeps there.
    `promised_at` is the moment in hand that the planner told, and never changes. Two stamps:
    `arrived_at` and `accepted_at` (영 제6조제7항). `version` counts changes.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "outside_number": "its number with another authority",
            "groups": "groups that exempt from a fee, where the person said so",
            "lacks": "what the person said they cannot do, so that a way can be found",
            "language": "language of messages",
            "reason": "why it was refused or withdrawn",
            "remedy": "what can be done about a refusal",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(
        max_length=12,
        default=ApplicationState.SUBMITTED,
        choices=[(s, s) for s in ApplicationState],
    )

    principal = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    applicant = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    receiver = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    match = models.CharField(
        max_length=5, blank=True, default=Match.UNASKED, choices=[(m, m) for m in Match if m]
    )
    """Whether it is known which person of the list the principal is."""
    circle = models.CharField(
        max_length=10, default=Circle.SELF.value, choices=[(c.value, c.value) for c in Circle]
    )
    letter = models.ForeignKey(
        Letter, null=True, on_delete=models.PROTECT, related_name="applications", db_index=False
    )
    identity_seen = models.CharField(max_length=8, blank=True)
    """How the applicant showed who they are, when it was accepted."""

    channel = models.SlugField(max_length=40, db_index=False)
    apply_site = models.UUIDField(null=True)
    receive = models.SlugField(max_length=40, db_index=False)
    receive_site = models.UUIDField(null=True)
    made = models.CharField(max_length=10, default=Made.HERE, choices=[(m, m) for m in Made])
    outside_number = models.CharField(max_length=60, blank=True)
    courier = models.UUIDField(null=True)
    """The volunteer who applied for them (`couriers`)."""

    groups: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    lacks: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    language = models.CharField(max_length=8, default="ko")
    reachable = models.BooleanField(default=False)
    wants = models.BooleanField(default=True)
    """Messages on the way; the result is told in any case."""
    secret_digest = models.BinaryField(max_length=32, null=True)

    team = models.ForeignKey(
        Team, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """Who works on it."""
    entered_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    arrived_at = models.DateTimeField()
    accept_by = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    """The latest of its items' statutory times; those are in `deadlines`."""
    promised_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    fee = models.PositiveIntegerField(default=0)
    settled = models.BooleanField(default=False)
    """Nothing is left to pay."""
    reason = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ApplicationManager()

    class Meta:
        ordering = ["-arrived_at", "-id"]
        indexes = [
            models.Index(fields=["dong", "-arrived_at", "-id"], name="application_list"),
            models.Index(
                fields=["dong", "state", "due_at", "id"],
                name="application_running",
                condition=models.Q(state__in=sorted(RUNNING)),
            ),
            models.Index(
                fields=["officer"],
                name="application_officer",
                condition=models.Q(state__in=sorted(RUNNING)),
            ),
            models.Index(
                fields=["principal"],
                name="application_principal",
                condition=models.Q(principal__isnull=False),
            ),
            models.Index(
                fields=["applicant"],
                name="application_applicant",
                condition=models.Q(applicant__isnull=False),
            ),
            models.Index(
                fields=["receiver"],
                name="application_receiver",
                condition=models.Q(receiver__isnull=False),
            ),
            models.Index(
                fields=["dong", "outside_number"],
                name="application_outside",
                condition=~models.Q(outside_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Item(models.Model):
    """One service of an application. `edition` is the catalogue's as it held when it was asked."""

    tenant_path: ClassVar[str] = "application__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "answers": "answers to the form's questions",
            "purpose": "what it is for, in their words",
            "reason": "why it was refused",
            "remedy": "what can be done about a refusal",
            "document_number": "number of the document that was issued",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="items", db_index=False
    )
    position = models.PositiveSmallIntegerField(default=0)
    service = models.SlugField(max_length=60, db_index=False)
    edition = models.UUIDField()
    copies = models.PositiveSmallIntegerField(default=1)
    purpose = models.CharField(max_length=200, blank=True)
    answers: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    state = models.CharField(
        max_length=8, default=ItemState.PENDING, choices=[(s, s) for s in ItemState]
    )
    limit = models.CharField(max_length=8, blank=True)
    due_at = models.DateTimeField(null=True)
    deadline = models.UUIDField(null=True)
    fee = models.PositiveIntegerField(default=0)
    issued_at = models.DateTimeField(null=True)
    pages = models.PositiveSmallIntegerField(default=0)
    document_number = models.CharField(max_length=60, blank=True)
    decided_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reason = models.TextField(blank=True)
    remedy = models.TextField(blank=True)

    objects = ApplicationManager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["application", "position"], name="item_application")]


class Move(models.Model):
    """A change of state: never changed afterwards."""

    tenant_path: ClassVar[str] = "application__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"why": "why, in their words", "actor_name": "name of who did it"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="moves", db_index=False
    )
    at = models.DateTimeField()
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    actor_kind = models.CharField(max_length=12)
    actor_name = models.CharField(max_length=100, blank=True)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ApplicationManager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["application", "at"], name="application_move")]


class Note(models.Model):
    """What somebody wrote beside it; `public` ones the applicant reads."""

    tenant_path: ClassVar[str] = "application__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={"text": "free text", "actor_name": "name of who wrote it"},
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="notes", db_index=False
    )
    at = models.DateTimeField()
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    actor_name = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    public = models.BooleanField(default=False)

    objects = ApplicationManager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["application", "at"], name="application_note")]
