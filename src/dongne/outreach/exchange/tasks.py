"""Long files, in the background; and the rows whose time is over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.organisations.public import Officer, viewer_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused

from .jobs import APPLY, COMPARE
from .models import ImportRun
from .services.applying import finish_run, give_up
from .services.comparing import fill_run
from .services.forgetting import forget_old
from .services.persons import forget_old_lists
from .states import RunState


@job(name=COMPARE, retry=2)
def compare_run(*, now: datetime, run_id: str) -> None:
    run = (
        ImportRun.objects.for_viewer(SYSTEM)
        .select_related("dong__district")
        .filter(pk=UUID(run_id), state=RunState.COMPARING)
        .first()
    )
    # It may have run before, and its worker died afterwards.
    if run is not None:
        fill_run(run, now=now)


@job(name=APPLY, retry=0)
def apply_run(*, now: datetime, run_id: str, officer_id: int) -> None:
    """As whoever asked: their name stands in the audit, and their rights are asked again."""
    viewer = _viewer(officer_id)
    run = ImportRun.objects.for_viewer(SYSTEM).filter(pk=UUID(run_id)).first()
    if run is None or run.state != RunState.APPLYING:
        return
    try:
        finish_run(viewer, run_id=run.pk, now=now)
    except Refused as refusal:
        give_up(SYSTEM, run_id=run.pk, why=refusal.message, now=now)
    except Exception:
        give_up(SYSTEM, run_id=run.pk, why="error", now=now)
        raise


def _viewer(officer_id: int) -> Viewer:
    if not officer_id:
        return SYSTEM
    officer = Officer.objects.for_viewer(SYSTEM).select_related("account").get(pk=officer_id)
    assert officer.account is not None
    return viewer_of(officer.account)


@periodic(name="exchange.forget", cron="40 18 * * *", queue="upkeep")
def forget(*, now: datetime) -> None:
    forget_old(SYSTEM, now=now)
    forget_old_lists(SYSTEM, now=now)
