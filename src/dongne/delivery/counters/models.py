"""Outreach counters: where and in which rhythm, sessions, who sits there, slots, tickets."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from dongne.delivery.channels.public import ChannelSite
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person, ResidentManager
from dongne.foundation.scope.public import TenantManager
from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, NOTHING, WHY_FREE_TEXT, About, Holds

from .states import HOLDS, AppointmentState, BookedBy, CancelledBy, TicketState

DAY = 24 * 60


class OutreachSite(models.Model):
    """What an outreach counter adds to its channel's site: how it is run.

    `weeks_ahead`: how far sessions are made. `walk_in`: whether one may come without an
    appointment. `door_key` is in the addresses of the tablet and the call screen there: whoever
    has it may take tickets, and read numbers.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    site = models.OneToOneField(
        ChannelSite, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    weeks_ahead = models.PositiveSmallIntegerField(default=8)
    walk_in = models.BooleanField(default=True)
    places = models.PositiveSmallIntegerField(default=1)
    """How many places people are called to: 1번 창구, 2번 창구."""
    door_key = models.CharField(max_length=32, unique=True)
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager()

    class Meta:
        ordering = ["site__position", "site__name", "site_id"]
        indexes = [models.Index(fields=["dong"], name="outreach_site_dong")]

    def __str__(self) -> str:
        return str(self.site)


class Rhythm(models.Model):
    """`매월 첫째·셋째 수요일 14–17`: the weekday, which of the month (`nth`, 1 to 5; none is
    every one), from and until in minutes of the day, in slots of `slot_minutes` with `cap` people
    each."""

    tenant_path: ClassVar[str] = "outreach__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outreach = models.ForeignKey(
        OutreachSite, on_delete=models.CASCADE, related_name="rhythms", db_index=False
    )
    weekday = models.PositiveSmallIntegerField()
    nth = ArrayField(models.PositiveSmallIntegerField(), default=list)
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    slot_minutes = models.PositiveSmallIntegerField(default=20)
    cap = models.PositiveSmallIntegerField(default=1)
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """Who usually sits there."""
    since = models.DateField()
    until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["weekday", "starts", "id"]
        constraints = [
            models.CheckConstraint(name="rhythm_in_order", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="rhythm_on_a_weekday", condition=Q(weekday__lte=6, ends__lte=DAY)
            ),
            models.CheckConstraint(
                name="rhythm_slots", condition=Q(slot_minutes__gte=5, cap__gte=1)
            ),
        ]
        indexes = [models.Index(fields=["outreach", "ended_at"], name="rhythm_outreach")]


class Session(models.Model):
    """One afternoon: people are there on `day` from `starts` until `ends` (minutes of the day).

    `last_ticket` is the last number given. A cancelled one stays, with the reason as people are
    told it.
    """

    tenant_path: ClassVar[str] = "outreach__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outreach = models.ForeignKey(
        OutreachSite, on_delete=models.PROTECT, related_name="sessions", db_index=False
    )
    rhythm = models.ForeignKey(
        Rhythm, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    day = models.DateField()
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    slot_minutes = models.PositiveSmallIntegerField()
    cap = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)
    note_en = models.CharField(max_length=300, blank=True)
    last_ticket = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=100, blank=True)
    reason_en = models.CharField(max_length=150, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["day", "starts", "id"]
        constraints = [
            models.CheckConstraint(
                name="session_in_order", condition=Q(ends__gt=F("starts"), ends__lte=DAY)
            ),
            models.UniqueConstraint(
                fields=["outreach", "day", "starts"],
                name="one_session_at_a_time",
                condition=Q(cancelled_at=None),
            ),
            models.UniqueConstraint(fields=["rhythm", "day"], name="one_session_of_a_rhythm"),
        ]
        indexes = [models.Index(fields=["day", "outreach"], name="session_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.starts}"


class Server(models.Model):
    """Who sits at which place in a session."""

    tenant_path: ClassVar[str] = "session__outreach__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="servers", db_index=False
    )
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.PositiveSmallIntegerField(default=1)

    objects = TenantManager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "officer"], name="serves_once"),
        ]


class Appointment(models.Model):
    """A place in a slot: `begins` in minutes of the session's day, `seat` from 1 to the cap.

    Two who ask for the last one at the same second can't both have it: of a slot and seat there is
    one that is not cancelled. `digest` is that of the secret on the receipt.
    """

    tenant_path: ClassVar[str] = "session__outreach__dong"
    person_path: ClassVar[str] = "person"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "services": "what somebody comes for",
            "digest": "keyed digest of a secret on a receipt",
        },
        until=KEPT_WITH_RECORD,
        why_clear="codes of services, for the officer to prepare; the digest is keyed",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="appointments", db_index=False
    )
    begins = models.PositiveSmallIntegerField()
    seat = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=16, unique=True)
    digest = models.BinaryField(max_length=32, null=True)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    services = ArrayField(models.SlugField(max_length=40), default=list)
    language = models.CharField(max_length=8, default="ko")
    booked_by = models.CharField(
        max_length=10, default=BookedBy.RESIDENT, choices=[(b, b) for b in BookedBy]
    )
    state = models.CharField(
        max_length=14, default=AppointmentState.BOOKED, choices=[(s, s) for s in AppointmentState]
    )
    booked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(
        max_length=10, blank=True, choices=[(c, c) for c in CancelledBy]
    )
    unreached = models.BooleanField(default=False)
    """Called off, and no message leads to them: somebody telephones or writes."""

    objects = ResidentManager()

    class Meta:
        ordering = ["session", "begins", "seat"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "begins", "seat"],
                name="a_seat_is_taken_once",
                condition=Q(state__in=sorted(HOLDS)),
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state"], name="appointment_session"),
            models.Index(
                fields=["person"], name="appointment_person", condition=Q(person__isnull=False)
            ),
        ]


class Ticket(models.Model):
    """번호표: numbers of a session run from 1 without a gap. `follow_key` is in the address under
    which a telephone sees how many are before it; no name is anywhere."""

    tenant_path: ClassVar[str] = "session__outreach__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="tickets", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    appointment = models.OneToOneField(
        Appointment, null=True, on_delete=models.PROTECT, related_name="ticket"
    )
    follow_key = models.CharField(max_length=24, unique=True)
    state = models.CharField(
        max_length=8, default=TicketState.WAITING, choices=[(s, s) for s in TicketState]
    )
    taken_at = models.DateTimeField()
    first_called_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    place = models.PositiveSmallIntegerField(null=True)
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="numbers_without_twins"),
            models.UniqueConstraint(
                fields=["session", "place"],
                name="one_called_to_a_place",
                condition=Q(state=TicketState.CALLED),
            ),
        ]
        indexes = [models.Index(fields=["session", "state"], name="ticket_session")]


class BookingDraft(SealedModel):
    """An appointment being asked for: found by the digest of what the browser's cookie says.

    The id becomes that of the appointment, so that it becomes one however often it is sent.
    """

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "name": "of whoever books",
            "phone": "of whoever books",
            "secret": "the secret on the receipt",
            "services": "what somebody comes for",
        },
        sealed=frozenset({"name", "phone", "secret"}),
        until="two hours after it was begun, or when whoever writes it says so",
        why_clear="codes of services, by which nobody is found; " + WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=64, unique=True)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+", db_index=False)
    begins = models.PositiveSmallIntegerField()
    services = ArrayField(models.SlugField(max_length=40), default=list)
    language = models.CharField(max_length=8, default="ko")
    name = SealedField()
    phone = SealedField()
    verified_at = models.DateTimeField(null=True)
    """The code that went to the telephone was typed."""
    secret = SealedField()
    booked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["started_at"], name="booking_draft_age")]
