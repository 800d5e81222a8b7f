"""보완: what is missing is asked for, and the clock stands until it is there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from .. import rules
from ..models import Application, Supplement
from ..states import ApplicationState
from . import clocks
from .ground import change_state, held_running, keep, refuse, said, unless


@transaction.atomic
def ask_supplement(
    viewer: Viewer,
    *,
    application_id: UUID,
    asked: str,
    until: date,
    now: datetime,
    version: int | None = None,
) -> Application:
    """The clock stands from now on. A second demand gives ten days at most (영 제24조)."""
    application = held_running(viewer, application_id, version=version)
    if application.state == ApplicationState.SUPPLEMENT:
        refuse("supplement_waits")
    if not asked.strip():
        refuse("supplement_text")
    today = seoul_day(now)
    unless(until >= today, "day_over")
    unless(until <= today + timedelta(days=365), "day_far")
    before_this = Supplement.objects.for_viewer(SYSTEM).filter(application=application)
    if before_this.exists() and until > today + timedelta(days=rules.SECOND_SUPPLEMENT_DAYS):
        refuse("supplement_far")
    before = application.state
    change_state(application, ApplicationState.SUPPLEMENT)
    row = Supplement(
        application=application, asked_at=now, asked_by_id=viewer.officer_id, until=until
    )
    texts = said(
        viewer, row, dong_id=application.dong_id, now=now, is_new=True, asked=asked.strip()
    )
    row.asked = texts["asked"]
    row.save(force_insert=True)
    clocks.stop(application, now=now)
    clocks.set_due(application)
    return keep(
        viewer,
        application,
        "application.supplement_asked",
        now=now,
        before=before,
        fields=["due_at"],
        changes={"until": until.isoformat()},
    )


@transaction.atomic
def put_off_supplement(
    viewer: Viewer, *, application_id: UUID, until: date, now: datetime
) -> Application:
    """At the applicant's wish, twice at most."""
    application = held_running(viewer, application_id, own=True)
    row = _open(application)
    if row.times_put_off >= rules.MOST_PUT_OFF:
        refuse("put_off_enough")
    unless(until >= max(seoul_day(now), row.until), "day_over")
    unless(until <= seoul_day(now) + timedelta(days=365), "day_far")
    row.until, row.times_put_off = until, row.times_put_off + 1
    row.save(update_fields=["until", "times_put_off"])
    return keep(
        viewer,
        application,
        "application.supplement_put_off",
        now=now,
        before=application.state,
        changes={"until": until.isoformat()},
    )


@transaction.atomic
def supply(viewer: Viewer, *, application_id: UUID, supplied: str, now: datetime) -> Application:
    """It is there; the clock goes on. By staff, or by the applicant on their own page."""
    application = held_running(viewer, application_id, own=True)
    row = _open(application)
    if not supplied.strip():
        refuse("supplied_missing")
    if len(supplied) > rules.LONGEST_TEXT:
        refuse("too_long")
    texts = said(viewer, row, dong_id=application.dong_id, now=now, supplied=supplied.strip())
    row.supplied, row.supplied_at = texts["supplied"], now
    row.save(update_fields=["supplied", "supplied_at"])
    before = application.state
    change_state(application, ApplicationState.ACCEPTED)
    clocks.go_on(application, now=now)
    clocks.set_due(application)
    return keep(
        viewer,
        application,
        "application.supplied",
        now=now,
        before=before,
        fields=["due_at"],
    )


def _open(application: Application) -> Supplement:
    rows = Supplement.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
    row = rows.filter(application=application, supplied_at=None).first()
    if row is None:
        refuse("no_supplement")
    return row
