"""The approval line as it was when the paper was submitted, its boxes, and what follows from it.

Besides: who stands on the line of which papers (settings of the dong), and the register's numbers.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dongne.foundation.organisations.public import AbsenceKind, Officer, Team
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.personal_data import KEPT_WITH_RECORD, NOTHING, WHY_STAFF, About, Holds

from .states import Gap, Ground, LineState, Openness, StepKind, StepState, Way


def _grounds() -> ArrayField[list[int], list[int]]:
    return ArrayField(
        models.PositiveSmallIntegerField(choices=[(g.value, g.value) for g in Ground]),
        default=list,
        blank=True,
    )


class Line(models.Model):
    """결재선. `awaiting` is whoever has to act next: the box's own officer or who stands in.

    Nobody once the line has ended, nor while `gap` tells why nobody can. `title` is the paper's at
    the time; `register_number` is the number in words, counted by `register_serial` in its year.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "title": "title of the paper",
            "drafter_name": "name of the drafter",
            "drafter_title": "title of the drafter",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_STAFF,
    )

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    state = models.CharField(
        max_length=16, default=LineState.RUNNING, choices=[(s, s) for s in LineState]
    )
    way = models.CharField(max_length=16, default=Way.APPROVAL, choices=[(w, w) for w in Way])
    version = models.PositiveSmallIntegerField(default=1)
    paper_kind = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200, blank=True)
    important = models.BooleanField(default=False)
    gap = models.CharField(max_length=24, blank=True, choices=[(g, g) for g in Gap])
    openness = models.CharField(
        max_length=16, default=Openness.OPEN, choices=[(o, o) for o in Openness]
    )
    openness_grounds = _grounds()
    register_year = models.PositiveSmallIntegerField(null=True)
    register_serial = models.PositiveIntegerField(null=True)
    register_number = models.CharField(max_length=60, blank=True)
    registered_on = models.DateField(null=True)
    outside_number = models.CharField(max_length=60, blank=True)
    outside_on = models.DateField(null=True)
    drafter = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    drafter_name = models.CharField(max_length=40)
    drafter_title = models.CharField(max_length=40)
    submitted_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    awaiting = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    awaiting_since = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=models.Q(state=LineState.RUNNING),
                name="one_running_line_of_a_subject",
            ),
            models.UniqueConstraint(
                fields=["dong", "register_year", "register_serial"],
                condition=models.Q(register_serial__isnull=False),
                name="one_paper_of_a_number",
            ),
            models.CheckConstraint(
                name="awaited_or_told_why",
                condition=~models.Q(state=LineState.RUNNING)
                | models.Q(awaiting__isnull=False, gap="")
                | (models.Q(awaiting__isnull=True) & ~models.Q(gap="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["awaiting", "awaiting_since", "id"],
                condition=models.Q(awaiting__isnull=False),
                name="line_inbox",
            ),
            models.Index(fields=["subject_type", "subject_id", "id"], name="line_subject"),
            models.Index(fields=["drafter", "-id"], name="line_drafter"),
            models.Index(
                fields=["dong", "-register_year", "-register_serial"],
                condition=models.Q(register_serial__isnull=False),
                name="line_register",
            ),
            models.Index(
                fields=["dong", "id"],
                condition=models.Q(state=LineState.RUNNING),
                name="line_running",
            ),
        ]


class Step(models.Model):
    """One box. Names and titles are copied: a paper does not change when somebody moves.

    `seat` says why the officer sits here. `stand_in` acts instead (대결), `away_*` say why, or why
    the box was skipped. `after_report`: the officer is still to be told of it (후열).
    """

    tenant_path: ClassVar[str] = "line__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "officer_name": "name of who signs",
            "officer_title": "title of who signs",
            "opinion": "what the signer wrote",
            "away_kind": "why the signer was away",
            "away_from": "from when away",
            "away_to": "until when away",
            "stand_in_name": "name of the stand-in",
            "stand_in_title": "title of the stand-in",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_STAFF,
    )

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=[(k, k) for k in StepKind])
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    officer_name = models.CharField(max_length=40)
    officer_title = models.CharField(max_length=40)
    state = models.CharField(
        max_length=16, default=StepState.WAITING, choices=[(s, s) for s in StepState]
    )
    acted_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)
    seat = models.CharField(max_length=24, blank=True)
    finality = models.BooleanField(default=False)
    """전결: the decision was delegated to whoever sits here."""
    opinion_required = models.BooleanField(default=False)
    away_kind = models.CharField(
        max_length=16, blank=True, choices=[(k.value, k.value) for k in AbsenceKind]
    )
    away_from = models.DateField(null=True)
    away_to = models.DateField(null=True)
    stand_in = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    stand_in_name = models.CharField(max_length=40, blank=True)
    stand_in_title = models.CharField(max_length=40, blank=True)
    stood_in_before = ArrayField(models.BigIntegerField(), default=list, blank=True)
    """Officers who could have signed here while they stood in, and did not."""
    after_report = models.BooleanField(default=False)
    after_report_read_at = models.DateTimeField(null=True)

    objects = TenantManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["line", "position"], name="one_step_at_a_position"),
        ]
        indexes = [
            models.Index(
                fields=["officer", "id"],
                condition=models.Q(after_report=True, after_report_read_at=None),
                name="step_after_report",
            ),
        ]


class Copy(models.Model):
    """공람: the paper was also given to an officer or to everybody of a team, for information."""

    tenant_path: ClassVar[str] = "line__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "given_by_name": "name of who gave the copy",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_STAFF,
    )

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="copies")
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    given_by_name = models.CharField(max_length=40)
    given_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="copied_to_officer_or_team",
                condition=models.Q(officer__isnull=False, team__isnull=True)
                | models.Q(officer__isnull=True, team__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["line", "officer", "team"],
                name="copied_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                fields=["officer", "-id"],
                condition=models.Q(officer__isnull=False),
                name="copy_officer",
            ),
            models.Index(
                fields=["team", "-id"], condition=models.Q(team__isnull=False), name="copy_team"
            ),
        ]


class CopyRead(models.Model):
    """Somebody ticked a copy as read; of a team's copy everybody ticks their own."""

    tenant_path: ClassVar[str] = "copy__line__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="reads")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["copy", "officer"], name="read_once"),
        ]


class OutsideNumber(models.Model):
    """A number of 온나라 as it was typed back; the newest holds, the others are its history."""

    tenant_path: ClassVar[str] = "line__dong"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.STAFF,
        columns={
            "typed_by_name": "name of who typed it",
        },
        until=KEPT_WITH_RECORD,
        why_clear=WHY_STAFF,
    )

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="outside_numbers")
    number = models.CharField(max_length=60)
    dated = models.DateField(null=True)
    typed_by_name = models.CharField(max_length=100)
    typed_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        ordering = ["id"]


class RegisterSequence(models.Model):
    """문서등록대장: the last number given in a year. Its row is locked while one is taken."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dong", "year"], name="one_register_a_year"),
        ]


class RegisterStyle(models.Model):
    """How numbers look: `<prefix>-<year>-<serial>`; without a row the dong's name is the prefix."""

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.OneToOneField(Dong, on_delete=models.CASCADE, related_name="+", primary_key=True)
    prefix = models.CharField(max_length=30)
    with_year = models.BooleanField(default=True)

    objects = TenantManager()


class LineRule(models.Model):
    """Who stands on the line of a kind of paper, of a team: the narrowest rule holds.

    No kind or no team means any. Places are seats ("own_lead") or officers by key ("17"), in order.
    An empty `way` leaves it to the kind of paper; an empty `final` is the head's own decision,
    otherwise the decision is delegated (전결).
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    dong = models.ForeignKey(Dong, on_delete=models.CASCADE, related_name="+")
    paper_kind = models.CharField(max_length=40, blank=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=16, blank=True, choices=[(w, w) for w in Way])
    reviewers = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    cooperators = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    final = models.CharField(max_length=24, blank=True)
    opinion_required = models.BooleanField(default=False)
    important = models.BooleanField(default=False)
    openness = models.CharField(
        max_length=16, default=Openness.OPEN, choices=[(o, o) for o in Openness]
    )
    openness_grounds = _grounds()

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dong", "paper_kind", "team"],
                name="one_line_rule",
                nulls_distinct=False,
            ),
        ]
