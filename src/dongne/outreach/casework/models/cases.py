"""생활민원·인계 건: something that somebody must act on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Coalesce

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import Dong, Tong
from dongne.foundation.residents.public import Household
from dongne.foundation.search.public import WordsField
from dongne.lib.ids import new_id
from dongne.lib.personal_data import KEPT_WITH_RECORD, WHY_FREE_TEXT, About, Holds

from ..managers import CaseManager
from ..states import CaseState, Channel, Outcome, Publicity, Waiting

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
_OPEN = ~models.Q(state=CaseState.CLOSED)
_PUBLIC = models.Q(public__in=[Publicity.LISTED, Publicity.SHOWN])


class Case(models.Model):
    """`number` is what residents know it by; it can't be guessed by counting.

    In whose hands it is: `holder_team`, and of it `holder_officer` once somebody has it.
    `zone_officer` looked after the place when that was last asked, and is told first. `due_at` is
    the earlier of `statutory_due_at` (민원 처리에 관한 법률) and `target_at` (the office's own);
    `promised_at` what was told at first, and never changes. `cell` is the H3 cell of resolution
    15. `version` counts changes: what was on a screen can be compared with what is.
    `restricted`: only counts are shared with all staff.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.ANYBODY,
        columns={
            "title": "the first words of what was reported",
            "text": "what somebody reported, in their words",
            "answers": "answers to the category's questions",
            "address": "where it is",
            "latitude": "where it is",
            "longitude": "where it is",
            "cell": "where it is",
            "measure": "what was done",
            "responsible": "who is responsible instead",
            "remedy": "what the resident can do about a refusal",
            "words": "pairs of letters of the texts, to be found by",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_FREE_TEXT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+", db_index=False)
    tong = models.ForeignKey(
        Tong, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    zone_officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    category = models.SlugField(max_length=40, db_index=False)
    category_version = models.UUIDField(null=True)
    """The edition of the category that it was opened with."""
    channel = models.CharField(max_length=12, choices=[(c, c) for c in Channel])

    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    address = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    cell = models.BigIntegerField(null=True)
    household = models.ForeignKey(
        Household, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    state = models.CharField(
        max_length=12, default=CaseState.RECEIVED, choices=[(s, s) for s in CaseState]
    )
    outcome = models.CharField(max_length=12, blank=True, choices=[(o, o) for o in Outcome if o])
    measure = models.TextField(blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    remedy = models.TextField(blank=True)
    urgent = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)
    public = models.CharField(
        max_length=8, default=Publicity.HIDDEN, choices=[(p, p) for p in Publicity]
    )
    may_be_public = models.BooleanField(default=True)
    """Whether the reporter agreed, and the category allows it."""

    holder_team = models.ForeignKey(
        Team, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    holder_officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    received_at = models.DateTimeField()
    statutory_due_at = models.DateTimeField(null=True)
    target_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(null=True)
    counted_from = models.DateTimeField(null=True)
    """When the clocks began: received, or reopened."""
    due_or_never = models.GeneratedField(
        expression=Coalesce("due_at", models.Value(NEVER)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    """What lists go by: cases without a due date stand last, and a page can begin among them."""
    waiting_for = models.CharField(max_length=10, blank=True, choices=[(w, w) for w in Waiting])
    waiting_until = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    zone_told_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    """When the last reporter who can be reached was told."""
    closed_at = models.DateTimeField(null=True)
    reopen_asked_at = models.DateTimeField(null=True)
    times_reopened = models.PositiveSmallIntegerField(default=0)
    moved_at = models.DateTimeField()
    """When something last happened, so that what lies still is seen."""
    updated_at = models.DateTimeField()
    followed_up_at = models.DateTimeField(null=True)
    """When it was sent on its way, and everybody who listens heard of it."""

    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children", db_index=False
    )
    repeats = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="repeated_by", db_index=False
    )
    """The same person about the same thing, earlier."""
    version = models.PositiveIntegerField(default=1)
    words = WordsField()

    objects = CaseManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_closed_says_how",
                condition=~models.Q(state=CaseState.CLOSED)
                | (~models.Q(outcome="") & models.Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_done_says_what",
                condition=~models.Q(state=CaseState.DONE) | ~models.Q(outcome=""),
            ),
            models.CheckConstraint(
                name="case_not_merged_into_itself",
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
            ),
            models.CheckConstraint(
                name="case_not_its_own_parent",
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
            ),
            models.CheckConstraint(
                name="case_officer_has_team",
                condition=models.Q(holder_officer=None) | models.Q(holder_team__isnull=False),
            ),
        ]
        indexes = [
            GinIndex(fields=["words"], name="case_words"),
            models.Index(fields=["dong", "-received_at", "-id"], name="case_dong_newest"),
            # Lists, each in its own order (queries/lists.py): what is open by when it is due, of
            # an office, a unit, a person, a zone, of everybody; what was, newest first.
            models.Index(
                fields=["dong", "due_or_never", "id"], name="case_dong_due", condition=_OPEN
            ),
            models.Index(
                fields=["holder_team", "due_or_never", "id"], name="case_team_due", condition=_OPEN
            ),
            models.Index(
                fields=["holder_officer", "due_or_never", "id"],
                name="case_officer_due",
                condition=_OPEN & models.Q(holder_officer__isnull=False),
            ),
            models.Index(
                fields=["zone_officer", "due_or_never", "id"],
                name="case_zone_due",
                condition=_OPEN & models.Q(zone_officer__isnull=False),
            ),
            models.Index(fields=["due_or_never", "id"], name="case_due", condition=_OPEN),
            models.Index(fields=["-received_at", "-id"], name="case_newest"),
            models.Index(
                fields=["dong", "-closed_at", "-id"],
                name="case_dong_closed",
                condition=models.Q(state=CaseState.CLOSED),
            ),
            models.Index(
                fields=["holder_team", "-closed_at", "-id"],
                name="case_team_closed",
                condition=models.Q(state=CaseState.CLOSED),
            ),
            models.Index(
                fields=["-closed_at", "-id"],
                name="case_closed",
                condition=models.Q(state=CaseState.CLOSED),
            ),
            models.Index(fields=["holder_team", "-received_at", "-id"], name="case_team_newest"),
            # What everybody may read, newest first, and by change for whoever keeps a copy
            # (web/open311).
            models.Index(
                fields=["-received_at", "-id"], name="case_public_newest", condition=_PUBLIC
            ),
            models.Index(
                fields=["updated_at", "id"], name="case_public_changed", condition=_PUBLIC
            ),
            models.Index(
                fields=["merged_into"],
                name="case_merged",
                condition=models.Q(merged_into__isnull=False),
            ),
            models.Index(
                fields=["parent"], name="case_parent", condition=models.Q(parent__isnull=False)
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state != CaseState.CLOSED
