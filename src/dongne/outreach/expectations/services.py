"""Writes: what a dong expects of a week, and a reminder to whoever is below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, record, record_many
from dongne.foundation.calendar.public import calendars_of, works_on
from dongne.foundation.jobs.public import defer
from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.organisations.public import runs
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day

from . import rules
from .jobs import TELL
from .models import Expectation, Reminder
from .queries import expectation_on, week
from .standard import REMINDED


@transaction.atomic
def set_expectation(
    viewer: Viewer,
    *,
    dong_id: int,
    outings: int,
    reports: int,
    remind_on: int,
    now: datetime,
) -> Expectation:
    """From this week on; earlier weeks keep what was expected of them."""
    dong = led_dong(viewer, dong_id)
    if not (0 <= outings <= rules.MOST and 0 <= reports <= rules.MOST and 0 <= remind_on <= 5):
        raise Refused(
            _("횟수는 0회부터 %(n)d회까지 정할 수 있습니다.") % {"n": rules.MOST},
            code="out_of_range",
        )
    monday = rules.monday_of(seoul_day(now))
    held = expectation_on(viewer, dong_id=dong.pk, monday=monday)
    before = _values(held) if held else None
    if held is None or held.starts_on != monday:
        held = Expectation(dong=dong, starts_on=monday)
    held.outings, held.reports, held.remind_on, held.set_at = outings, reports, remind_on, now
    held.save()
    record(
        viewer,
        action="expectation.set",
        subject=held,
        now=now,
        dong_id=dong.pk,
        changes={"before": before, "after": _values(held)},
    )
    return held


def undo_expectation(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """What was expected before, from this week on."""
    assert entry.dong_id is not None
    monday = rules.monday_of(seoul_day(now))
    held = expectation_on(viewer, dong_id=entry.dong_id, monday=monday)
    if held is None or _values(held) != entry.changes["after"]:
        raise Conflict(
            _("그 뒤에 다시 바뀐 설정입니다. 지금 값을 확인해 주세요."), code="changed_since"
        )
    outings, reports, remind_on = entry.changes["before"] or (
        rules.STANDARD.outings,
        rules.STANDARD.reports,
        rules.REMIND_ON,
    )
    set_expectation(
        viewer,
        dong_id=entry.dong_id,
        outings=outings,
        reports=reports,
        remind_on=remind_on,
        now=now,
    )


@transaction.atomic
def remind(viewer: Viewer, *, dong_id: int, officer_ids: Sequence[int], now: datetime) -> int:
    """Remind those of `officer_ids` who are below in this week, once a week and not again.

    Returns to how many a reminder went. Nobody who is away or excluded is reminded.
    """
    dong = led_dong(viewer, dong_id)
    today = seoul_day(now)
    found = week(viewer, dong_id=dong.pk, monday=rules.monday_of(today), today=today)
    due = [
        person
        for person in found.below
        if person.officer.pk in officer_ids and person.reminder is None
    ]
    reminders = Reminder.objects.bulk_create(
        [
            Reminder(
                officer=person.officer,
                week=found.monday,
                sent_at=now,
                sent_by_id=viewer.officer_id,
            )
            for person in due
        ],
        ignore_conflicts=True,
    )
    record_many(
        viewer,
        action="officer.reminded",
        subjects=[(person.officer, {"week": found.monday}) for person in due],
        now=now,
        dong_id=dong.pk,
    )
    if due:
        defer(TELL, dong_id=dong.pk, week=str(found.monday))
    return len(reminders)


@transaction.atomic
def tell_reminded(viewer: Viewer, *, dong_id: int, week: date, now: datetime) -> int:
    """A notice to everybody who was reminded of the week and has not seen it, once each."""
    unseen = Reminder.objects.for_viewer(viewer).filter(
        officer__dong_id=dong_id, officer__is_active=True, week=week, seen_at=None
    )
    rows = list(unseen.select_related("officer"))
    for row in rows:
        ask(
            viewer,
            event=REMINDED,
            to=Recipient(officer_id=row.officer_id),
            values={"name": row.officer.name},
            dong_id=dong_id,
            about=row,
            link=reverse("home"),
            once=f"week:{row.officer_id}:{week}",
            now=now,
        )
    return len(rows)


@transaction.atomic
def see_reminder(viewer: Viewer, *, reminder_id: int, now: datetime) -> Reminder:
    """알겠습니다: the notice goes from the officer's home page."""
    reminder = (
        Reminder.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .filter(pk=reminder_id, officer_id=viewer.officer_key)
        .first()
    )
    if reminder is None:
        raise NotHere(_("알림을 찾을 수 없습니다."), code="not_found")
    if reminder.seen_at is None:
        reminder.seen_at = now
        reminder.save(update_fields=["seen_at"])
        record(viewer, action="reminder.seen", subject=reminder, now=now)
    return reminder


def remind_by_itself(*, now: datetime) -> int:
    """On the day that each dong has chosen, or the next on which it works: whoever is below, once.

    Returns to how many.
    """
    today = seoul_day(now)
    monday = rules.monday_of(today)
    sent = 0
    dongs = list(Dong.objects.for_viewer(SYSTEM).order_by("pk"))
    calendars = calendars_of(dong.pk for dong in dongs)
    for dong in dongs:
        row = expectation_on(SYSTEM, dong_id=dong.pk, monday=monday)
        chosen = row.remind_on if row else rules.REMIND_ON
        works = partial(works_on, calendars[dong.pk])
        if rules.reminder_day(monday, chosen, works) != today:
            continue
        with transaction.atomic():
            found = week(SYSTEM, dong_id=dong.pk, monday=monday, today=today)
            below = [person.officer.pk for person in found.below]
            sent += remind(SYSTEM, dong_id=dong.pk, officer_ids=below, now=now)
    return sent


def led_dong(viewer: Viewer, dong_id: int) -> Dong:
    """The dong, if the viewer runs it."""
    dong = Dong.objects.for_viewer(viewer).filter(pk=dong_id).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    if not runs(viewer, dong):
        raise Forbidden(_("동장과 행정팀장만 할 수 있습니다."), code="not_the_lead")
    return dong


def _values(row: Expectation) -> list[int]:
    return [row.outings, row.reports, row.remind_on]
