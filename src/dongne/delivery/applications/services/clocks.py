"""The statutory time of each service of an application (민원처리법 제17조 이하)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dongne.foundation.deadlines.public import (
    Deadline,
    DeadlineKind,
    Deed,
    Outcome,
    end_deadline,
    go_on_deadline,
    register_kind,
    start_deadline,
    stop_deadline,
)
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.statute import StopKind

from ..models import Application, Item
from ..permissions import works_at
from ..queries.ground import item_name, items_of
from ..states import ItemState
from .notices import tell_interim

KIND = "application"


def register() -> None:
    """Called once, when the apps start."""
    register_kind(
        DeadlineKind(
            code=KIND,
            title=_("민원 신청"),
            titles=_titles,
            link=_link,
            tell=_tell,
            may=_may,
            changed=_changed,
            moved=_moved,
        )
    )


def begin(application: Application, items: Iterable[Item], *, now: datetime) -> None:
    """From acceptance on. An application is due with the last of its items."""
    for item in items:
        if not item.limit or item.state != ItemState.PENDING or item.deadline is not None:
            continue
        row = start_deadline(
            SYSTEM,
            subject=item,
            kind=KIND,
            limit=item.limit,
            received_at=application.accepted_at or now,
            dong_id=application.dong_id,
            officer_id=application.officer_id,
            team_id=application.team_id,
            now=now,
        )
        item.deadline, item.due_at = row.pk, row.due_at
        item.save(update_fields=["deadline", "due_at"])
    set_due(application)


def end(item: Item, *, outcome: Outcome = Outcome.DONE, now: datetime) -> None:
    if item.deadline is not None and _runs(item.deadline):
        end_deadline(SYSTEM, deadline_id=item.deadline, outcome=outcome, now=now)


def stop(application: Application, *, now: datetime) -> None:
    """보완: the clock stands for everything that is not decided."""
    for item in items_of(application):
        if item.state == ItemState.PENDING and item.deadline and _runs(item.deadline):
            stop_deadline(SYSTEM, deadline_id=item.deadline, kind=StopKind.SUPPLEMENT, now=now)


def go_on(application: Application, *, now: datetime) -> None:
    for item in items_of(application):
        if item.state == ItemState.PENDING and item.deadline and _runs(item.deadline):
            go_on_deadline(SYSTEM, deadline_id=item.deadline, now=now)


def set_due(application: Application) -> None:
    """The latest of what is not decided. The row is not saved."""
    dues = [one.due_at for one in items_of(application) if one.due_at is not None]
    application.due_at = max(dues, default=None)


def _runs(deadline_id: UUID) -> bool:
    rows = Deadline.objects.for_viewer(SYSTEM).filter(pk=deadline_id, ended_at=None)
    return rows.exists()


def _titles(viewer: Viewer, ids: Iterable[str]) -> Mapping[str, str]:
    rows = Item.objects.for_viewer(viewer).filter(pk__in=[UUID(key) for key in ids])
    return {
        str(one.pk): f"{item_name(one)} {one.application.number}"
        for one in rows.select_related("application")
    }


def _link(key: str) -> str:
    rows = Item.objects.for_viewer(SYSTEM).filter(pk=key).values_list("application", flat=True)
    found = rows.first()
    return reverse("application", args=[found]) if found else ""


def _may(viewer: Viewer, row: Deadline) -> bool:
    return row.dong_id is not None and works_at(viewer, row.dong_id)


def _tell(deadline: Deadline, now: datetime) -> bool:
    """Every thirty days (영 제23조)."""
    item = (
        Item.objects.for_viewer(SYSTEM)
        .select_related("application__dong")
        .filter(pk=deadline.subject_id)
        .first()
    )
    return item is not None and tell_interim(item, mark=f"{deadline.notice_on}", now=now)


def _changed(viewer: Viewer, row: Deadline, deed: Deed, now: datetime) -> None:
    """Whatever moves the clock moves the item's date with it."""
    _moved([(row.subject_id, row.due_at, row.target_at)], now)


def _moved(shifted: Sequence[tuple[str, datetime | None, datetime | None]], now: datetime) -> None:
    due = {UUID(str(key)): at for key, at, _target in shifted}
    rows = list(
        Item.objects.for_viewer(SYSTEM)
        .select_related("application")
        .filter(pk__in=list(due))
        .order_by("pk")
    )
    for row in rows:
        row.due_at = due[row.pk]
    Item.objects.for_viewer(SYSTEM).bulk_update(rows, ["due_at"])
    applications = {row.application_id: row.application for row in rows}
    latest: dict[UUID, datetime] = {}
    of_all = Item.objects.for_viewer(SYSTEM).filter(
        application__in=list(applications), due_at__isnull=False
    )
    for key, at in of_all.values_list("application", "due_at"):
        if at is not None:
            latest[key] = max(at, latest.get(key, at))
    for key, application in applications.items():
        application.due_at = latest.get(key)
    changed = list(applications.values())
    Application.objects.for_viewer(SYSTEM).bulk_update(changed, ["due_at"])
