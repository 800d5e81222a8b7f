"""기한: what has to be done by when, what stood still, what was added, what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import TenantManager
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, About, Holds
from dongne.lib.statute import Clock, ExtensionReason, Limit, Stop, StopKind

from .states import Deed, Outcome

_OPEN = models.Q(ended_at=None)


class OutcomeChoices(models.TextChoices):
    DONE = Outcome.DONE, _("처리 완료")
    WITHDRAWN = Outcome.WITHDRAWN, _("취하")
    RETURNED = Outcome.RETURNED, _("반려")
    PASSED_ON = Outcome.PASSED_ON, _("다른 기관 이송")
    CLOSED = Outcome.CLOSED, _("종결")


class Deadline(models.Model):
    """One time-limit of one thing. `kind` is a slug that a module registered (`subjects`).

    `received_at` is when it arrived, `accepted_at` when it was taken in (접수): the limit counts
    from then. `limit` is of `lib.statute`; `target` what the office itself promises, shorter.
    `due_at` is None while the clock stands (`standing_since`); `promised_at` is what was told at
    first and never changes. `counted_by` is the revision of the calendar that `due_at` comes from.
    `notice_on` is the next day on which the progress has to be told.
    A row without a dong belongs to a department or a desk: to its `team`.
    """

    tenant_path: ClassVar[str] = "dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(
        Dong, null=True, on_delete=models.PROTECT, related_name="deadlines", db_index=False
    )
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    limit = models.CharField(max_length=10)
    target = models.CharField(max_length=10, blank=True)
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    target_at = models.DateTimeField(null=True)
    standing_since = models.DateTimeField(null=True)
    counted_by = models.CharField(max_length=64)
    notice_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="deadlines", db_index=False
    )
    team = models.ForeignKey(
        Team, null=True, on_delete=models.PROTECT, related_name="deadlines", db_index=False
    )
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=16, choices=OutcomeChoices, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="deadline_open_once",
                fields=["subject_type", "subject_id", "kind"],
                condition=_OPEN,
            ),
            models.CheckConstraint(
                name="deadline_stands_or_is_due",
                condition=~_OPEN
                | models.Q(due_at__isnull=False, standing_since=None)
                | models.Q(standing_since__isnull=False),
            ),
            models.CheckConstraint(
                name="deadline_ended_somehow",
                condition=models.Q(ended_at=None, outcome="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(outcome="")),
            ),
        ]
        indexes = [
            # Lists and counts by due time: `include` holds what a count asks besides.
            models.Index(
                fields=["dong", "due_at", "id"],
                include=["officer", "team", "standing_since"],
                condition=_OPEN,
                name="deadline_dong_due",
            ),
            models.Index(
                fields=["officer", "due_at", "id"], condition=_OPEN, name="deadline_officer_due"
            ),
            models.Index(
                fields=["team", "due_at", "id"], condition=_OPEN, name="deadline_team_due"
            ),
            # What a job moves or tells, in batches.
            models.Index(fields=["dong", "id"], condition=_OPEN, name="deadline_open"),
            models.Index(fields=["notice_on", "id"], condition=_OPEN, name="deadline_notice"),
            models.Index(fields=["subject_type", "subject_id"], name="deadline_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.limit}"

    @property
    def counted_from(self) -> datetime:
        """접수시각: the limit counts from acceptance, else from arrival."""
        return self.accepted_at or self.received_at

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def stands(self) -> bool:
        return self.standing_since is not None

    known_stops: list[DeadlineStop]
    known_extensions: list[DeadlineExtension]
    """There once `queries.with_clocks` read them: two statements for any number of rows."""

    def clock(self) -> Clock:
        """What counting needs, of a row that came through `queries.with_clocks`."""
        return Clock(
            limit=Limit.parse(self.limit),
            received=self.counted_from,
            stops=tuple(stop.as_stop() for stop in self.known_stops),
            extensions=tuple(Limit.parse(one.limit) for one in self.known_extensions),
        )

    def target_clock(self) -> Clock | None:
        """The office's own target, which stands when the limit does."""
        if not self.target:
            return None
        return Clock(
            limit=Limit.parse(self.target),
            received=self.counted_from,
            stops=tuple(stop.as_stop() for stop in self.known_stops),
        )


class StopChoices(models.TextChoices):
    SUPPLEMENT = StopKind.SUPPLEMENT, _("서류 보완")
    TRANSFER = StopKind.TRANSFER, _("문서 이송")
    REPRESENTATIVES = StopKind.REPRESENTATIVES, _("대표자 선정")
    HEARING = StopKind.HEARING, _("의견 청취")
    TESTS = StopKind.TESTS, _("실험·검사·감정·기술 검토")
    PRIOR_MATTER = StopKind.PRIOR_MATTER, _("먼저 끝나야 하는 사무")
    OUTAGE = StopKind.OUTAGE, _("정보시스템 장애")
    SITE_SURVEY = StopKind.SITE_SURVEY, _("현장 조사")


class ReasonChoices(models.TextChoices):
    """부득이한 사유. Workload and absence are none (영 제21조), so they can't be chosen."""

    CONSULTATION = ExtensionReason.CONSULTATION, _("다른 기관·부서와 협의")
    FACTS = ExtensionReason.FACTS, _("사실 확인·현장 조사")
    LAW_QUESTION = ExtensionReason.LAW_QUESTION, _("법령 해석 질의")
    MANY_CONCERNED = ExtensionReason.MANY_CONCERNED, _("여러 사람의 이해 조정")
    DISASTER = ExtensionReason.DISASTER, _("재난 등 어쩔 수 없는 사정")
    PETITIONER = ExtensionReason.PETITIONER, _("신청인의 요청")


def _note() -> Holds:
    return Holds(
        about=About.ANYBODY,
        columns={"note": "why, in the words of the member of staff"},
        until="Goes with the thing whose time-limit it belongs to.",
        why_clear="It is told in the notice; the page asks to leave names out.",
    )


class DeadlineStop(models.Model):
    """The clock stood from `began_at` to `ended_at`; without an end it stands still."""

    tenant_path: ClassVar[str] = "deadline__dong"
    personal_data: ClassVar[Holds | None] = _note()

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="stops")
    kind = models.CharField(max_length=20, choices=StopChoices)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    longer = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["began_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="deadline_stands_once",
                fields=["deadline"],
                condition=models.Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="deadline_stop_in_order",
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("began_at")),
            ),
        ]

    def as_stop(self) -> Stop:
        return Stop(
            kind=StopKind(self.kind), began=self.began_at, ended=self.ended_at, longer=self.longer
        )


class DeadlineExtension(models.Model):
    """`limit` more, for a lawful reason; the second one with the petitioner's consent."""

    tenant_path: ClassVar[str] = "deadline__dong"
    personal_data: ClassVar[Holds | None] = _note()

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="extensions")
    limit = models.CharField(max_length=10)
    reason = models.CharField(max_length=20, choices=ReasonChoices)
    note = models.CharField(max_length=200, blank=True)
    consent = models.BooleanField(default=False)
    granted_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        ordering = ["granted_at", "id"]


class DeedChoices(models.TextChoices):
    STARTED = Deed.STARTED, _("시작")
    STOPPED = Deed.STOPPED, _("멈춰 있음")
    WENT_ON = Deed.WENT_ON, _("다시 시작")
    EXTENDED = Deed.EXTENDED, _("연장")
    TRANSFERRED = Deed.TRANSFERRED, _("담당 변경")
    MOVED = Deed.MOVED, _("휴일·근무시간 변경")
    TOLD = Deed.TOLD, _("진행 상황 알림")
    ENDED = Deed.ENDED, _("끝")
    REOPENED = Deed.REOPENED, _("다시 엶")


class DeadlineTurn(models.Model):
    """One row of a time-limit's history. `detail` is a slug or a limit: the kind of stop, the
    length of an extension, the outcome."""

    tenant_path: ClassVar[str] = "deadline__dong"
    personal_data: ClassVar[Holds | None] = NOTHING

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="turns")
    deed = models.CharField(max_length=16, choices=DeedChoices)
    at = models.DateTimeField()
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField(null=True)
    detail = models.CharField(max_length=40, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["at", "id"]
