"""What every change of a calendar shares: one at a time, one audit row, a new mark, a job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, Rows, put_back, record
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..jobs import ask_to_move
from ..models import Closing, Holiday, OfPlace, Place, Revision
from ..permissions import require_deciding
from ..queries.offices import LOCK, forget_asked

EARLIEST = date(2000, 1, 1)
FURTHEST_YEARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was written: the row that stands for it, whose calendar, and the days that differ."""

    subject: Model
    place: Place
    first: date
    last: date | None


def hold(viewer: Viewer, place: Place) -> None:
    """One change at a time; whoever is just storing what was counted comes first."""
    require_deciding(viewer, place)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def keep(
    viewer: Viewer,
    rows: Rows,
    *,
    action: str,
    kept: Kept,
    now: datetime,
    told: dict[str, Any],
) -> Kept:
    """Refused when nothing was changed."""
    if not rows:
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    new_mark()
    kind, key = key_of(kept.place)
    record(
        viewer,
        action=action,
        subject=kept.subject,
        now=now,
        dong_id=kept.place.pk if isinstance(kept.place, Dong) else None,
        changes=rows.changes(
            kind=kind, key=key, place=name_of(kept.place), first=kept.first, last=kept.last, **told
        ),
    )
    ask_to_move(kind, key, kept.first, kept.last)
    return kept


def cancel(
    viewer: Viewer,
    model: type[Holiday] | type[Closing],
    row_id: int,
    *,
    action: str,
    reason: str,
    now: datetime,
) -> Kept:
    """It stays as a row that counts no more."""
    row, place = held_row(model, viewer, row_id)
    refuse_days(row.date, now, reason)
    rows = Rows()
    rows.change(
        row,
        cancelled_at=now,
        cancelled_by_id=viewer.officer_id,
        reason=reason.strip() or row.reason,
    )
    return keep(
        viewer,
        rows,
        action=action,
        kept=Kept(subject=row, place=place, first=row.date, last=row.date),
        now=now,
        told={"name": row.name, "reason": reason.strip()},
    )


def new_mark() -> None:
    """Every process reads the calendars anew."""
    Revision.objects.update_or_create(pk=1, defaults={"mark": new_id()})
    forget_asked()


def undo_calendar(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """Make the rows what they were; refused when one was changed since."""
    told = entry.changes
    place = place_at(told["kind"], told["key"])
    hold(viewer, place)
    put_back(told)
    new_mark()
    subject = subject_of(entry)
    record(
        viewer,
        action=f"{entry.action}.undone",
        subject=subject,
        now=now,
        dong_id=place.pk if isinstance(place, Dong) else None,
        changes={name: value for name, value in told.items() if name not in ("was", "is")},
    )
    last = told["last"]
    ask_to_move(
        told["kind"],
        told["key"],
        date.fromisoformat(told["first"]),
        date.fromisoformat(last) if last else None,
    )


def subject_of(entry: AuditEntry) -> Model:
    """A row of the entry's kind and key, also where there is none any more."""
    from django.apps import apps

    return apps.get_model(entry.subject_type)(pk=entry.subject_id)


def new_row(model: type[Any], viewer: Viewer, place: Place, now: datetime, **values: Any) -> Any:
    return model(
        city=place if isinstance(place, City) else None,
        district=place if isinstance(place, District) else None,
        dong=place if isinstance(place, Dong) else None,
        created_by_id=viewer.officer_id,
        created_at=now,
        **values,
    )


def key_of(place: Place) -> tuple[str, int]:
    return (type(place).__name__.lower(), place.pk) if place else ("state", 0)


def place_at(kind: str, key: int) -> Place:
    """The place that `key_of` names."""
    match kind:
        case "dong":
            return Dong.objects.for_viewer(SYSTEM).select_related("district").get(pk=key)
        case "district":
            return District.objects.get(pk=key)
        case "city":
            return City.objects.get(pk=key)
        case _:
            return None


def place_of(row: OfPlace) -> Place:
    if row.dong_id is not None:
        return place_at("dong", row.dong_id)
    if row.district_id is not None:
        return place_at("district", row.district_id)
    return place_at("city", row.city_id) if row.city_id is not None else None


def name_of(place: Place) -> str:
    return place.name if place else ""


def held_row(model: type[Any], viewer: Viewer, key: int) -> tuple[Any, Place]:
    """The row, until the transaction ends, if its place's calendar is the viewer's to change."""
    row = model.objects.filter(pk=key).first()
    if row is None:
        raise NotHere(_("달력에서 찾을 수 없습니다."), code="not_found")
    place = place_of(row)
    hold(viewer, place)
    row = model.objects.select_for_update().get(pk=key)
    if getattr(row, "cancelled_at", None) is not None:
        raise Conflict(_("이미 취소한 날입니다."), code="cancelled_already")
    return row, place


def sound_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(_("이름을 적어 주세요."), code="no_name")
    if len(name) > 60:
        raise Refused(_("이름은 60자까지 적을 수 있습니다."), code="name_too_long")
    return name


def refuse_days(first: date, now: datetime, reason: str) -> None:
    """The past is corrected with a reason only; nothing reaches further than some years."""
    today = seoul_day(now)
    if not EARLIEST <= first <= today.replace(year=today.year + FURTHEST_YEARS, day=1):
        raise Refused(
            _("날짜를 다시 확인해 주세요. 너무 이르거나 늦습니다."), code="day_out_of_reach"
        )
    if len(reason) > 200:
        raise Refused(_("사유는 200자까지 적을 수 있습니다."), code="reason_too_long")
    if first < today and not reason.strip():
        raise Refused(
            _("지난 날을 바로잡을 때에는 사유를 적어 주세요. 이미 계산한 기한의 근거가 됩니다."),
            code="reason_needed",
        )
