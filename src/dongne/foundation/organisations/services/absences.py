"""Absences and who stands in: recorded, changed, ended, taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..events import AbsenceCancelled, AbsenceRecorded, absence_cancelled, absence_recorded
from ..models import Absence, AbsenceKind, Deputyship, Officer
from ..permissions import may_change, place_of, refuse_unless
from ..rules import Days, first_overlap

DAY = timedelta(days=1)


@transaction.atomic
def record_absence(
    viewer: Viewer,
    *,
    officer: Officer,
    kind: AbsenceKind,
    starts_on: date,
    now: datetime,
    ends_on: date | None = None,
    deputy: Officer | None = None,
    reason: str = "",
) -> Absence:
    """부재 등록: one's own, or anybody's by the lead. `deputy` stands in for all of these days."""
    held = _hold(viewer, officer, deputy)
    _refuse_order(starts_on, ends_on)
    days = (starts_on, ends_on)
    if shared := first_overlap(days, _days(_absences_of(held))):
        raise Refused(
            _("이미 부재로 등록된 날과 겹칩니다: %(days)s") % {"days": days_in_words(shared)},
            code="overlaps",
        )
    absence = Absence(officer=held, kind=kind, starts_on=starts_on, ends_on=ends_on, reason=reason)
    absence.save()
    if deputy is not None:
        _appoint(held, deputy, days, absence=absence, reason=reason)
    record(
        viewer,
        action="absence.recorded",
        subject=absence,
        now=now,
        dong_id=held.dong_id,
        changes={
            "officer": held.pk,
            "officer_name": held.name,
            "kind": kind,
            "from": starts_on,
            "to": ends_on,
            "deputy": deputy.pk if deputy else None,
            "deputy_name": deputy.name if deputy else "",
        },
    )
    _announce(viewer, absence, now=now)
    return absence


@transaction.atomic
def end_absence(viewer: Viewer, *, absence: Absence, last_day: date, now: datetime) -> Absence:
    """조기 복귀: `last_day` is the last day away. Who stood in does so no longer than that."""
    held, officer = _hold_absence(viewer, absence)
    if last_day < held.starts_on:
        raise Refused(
            _("부재가 시작한 날보다 앞섭니다. 처음부터 없던 일이면 취소해 주세요."),
            code="before_start",
        )
    if held.ends_on is not None and last_day >= held.ends_on:
        raise Refused(
            _("이미 %(days)s에 끝나는 부재입니다.") % {"days": day_in_words(held.ends_on)},
            code="ends_already",
        )
    before, held.ends_on = held.ends_on, last_day
    held.save(update_fields=["ends_on"])
    ended = _shorten(Deputyship.objects.for_viewer(SYSTEM).filter(absence=held), last_day)
    record(
        viewer,
        action="absence.ended",
        subject=held,
        now=now,
        dong_id=officer.dong_id,
        changes={
            "officer_name": officer.name,
            "kind": held.kind,
            "to": [before, last_day],
            "deputies": ended,
        },
    )
    absence_cancelled.announce(
        AbsenceCancelled(
            viewer=viewer,
            officer_id=officer.pk,
            starts_on=last_day + DAY,
            ends_on=before,
            now=now,
        )
    )
    return held


@transaction.atomic
def cancel_absence(viewer: Viewer, *, absence: Absence, now: datetime) -> Absence:
    """It never was. Nor did anybody stand in for it."""
    held, officer = _hold_absence(viewer, absence)
    held.cancelled_at = now
    held.save(update_fields=["cancelled_at"])
    standing = Deputyship.objects.for_viewer(SYSTEM).filter(absence=held)
    gone = _as_text(standing)
    standing.delete()
    record(
        viewer,
        action="absence.cancelled",
        subject=held,
        now=now,
        dong_id=officer.dong_id,
        changes={
            "officer_name": officer.name,
            "kind": held.kind,
            "from": held.starts_on,
            "to": held.ends_on,
            "deputies": gone,
        },
    )
    absence_cancelled.announce(
        AbsenceCancelled(
            viewer=viewer,
            officer_id=officer.pk,
            starts_on=held.starts_on,
            ends_on=held.ends_on,
            now=now,
        )
    )
    return held


@transaction.atomic
def restore_absence(
    viewer: Viewer,
    *,
    absence: Absence,
    ends_on: date | None,
    deputies: list[dict[str, str | int | None]],
    now: datetime,
) -> Absence:
    """What was ended early or taken back holds again, with those who stood in."""
    officer = _hold(viewer, absence.officer, None)
    held = Absence.objects.for_viewer(SYSTEM).select_for_update().get(pk=absence.pk)
    others = _absences_of(officer).exclude(pk=held.pk)
    if shared := first_overlap((held.starts_on, ends_on), _days(others)):
        raise Conflict(
            _("그사이 다른 부재가 등록되었습니다: %(days)s") % {"days": days_in_words(shared)},
            code="overlaps",
        )
    held.cancelled_at, held.ends_on = None, ends_on
    held.save(update_fields=["cancelled_at", "ends_on"])
    Deputyship.objects.for_viewer(SYSTEM).filter(absence=held).delete()
    for given in deputies:
        deputy = _there(int(str(given["deputy"])))
        end = given["to"]
        days = (
            date.fromisoformat(str(given["from"])),
            date.fromisoformat(str(end)) if end else None,
        )
        _appoint(officer, deputy, days, absence=held, reason=held.reason)
    record(
        viewer,
        action="absence.restored",
        subject=held,
        now=now,
        dong_id=officer.dong_id,
        changes={
            "officer_name": officer.name,
            "kind": held.kind,
            "from": held.starts_on,
            "to": ends_on,
        },
    )
    _announce(viewer, held, now=now)
    return held


@transaction.atomic
def appoint_deputy(
    viewer: Viewer,
    *,
    officer: Officer,
    deputy: Officer,
    starts_on: date,
    ends_on: date | None,
    now: datetime,
    absence: Absence | None = None,
    reason: str = "",
) -> Deputyship:
    """대직 지정: `deputy` stands in from `starts_on` to `ends_on`, both days included.

    For an absence that has a stand-in already, the new one takes over on `starts_on`.
    """
    held = _hold(viewer, officer, deputy)
    _refuse_order(starts_on, ends_on)
    replaced: list[dict[str, str | int | None]] = []
    if absence is not None:
        before = Deputyship.objects.for_viewer(SYSTEM).filter(absence=absence)
        replaced = _shorten(before, starts_on - DAY)
    days = (starts_on, ends_on)
    deputyship = _appoint(held, deputy, days, absence=absence, reason=reason)
    record(
        viewer,
        action="deputy.appointed",
        subject=deputyship,
        now=now,
        dong_id=held.dong_id,
        changes={
            "officer": held.pk,
            "officer_name": held.name,
            "deputy": deputy.pk,
            "deputy_name": deputy.name,
            "from": starts_on,
            "to": ends_on,
            "instead_of": replaced,
        },
    )
    absence_recorded.announce(
        AbsenceRecorded(
            viewer=viewer, officer_id=held.pk, starts_on=starts_on, ends_on=ends_on, now=now
        )
    )
    return deputyship


@transaction.atomic
def end_deputyship(
    viewer: Viewer, *, deputyship: Deputyship, last_day: date, now: datetime
) -> None:
    """Who stands in does so no longer than `last_day`; a day before the first: never."""
    officer = _hold(viewer, deputyship.officer, None)
    rows = Deputyship.objects.for_viewer(SYSTEM).filter(pk=deputyship.pk)
    ended = _shorten(rows, last_day)
    if not ended:
        raise Conflict(_("이미 끝난 대직입니다."), code="ended_already")
    record(
        viewer,
        action="deputy.ended",
        subject=officer,
        now=now,
        dong_id=officer.dong_id,
        changes={
            "officer_name": officer.name,
            "deputy_name": ended[0]["name"],
            "last_day": last_day,
            "deputies": ended,
        },
    )


def end_with_the_officer(
    viewer: Viewer, *, officer: Officer, last_day: date, now: datetime
) -> None:
    """Whoever leaves is neither away nor stands in after the last day. Part of the leaving."""
    after = Q(ends_on=None) | Q(ends_on__gt=last_day)
    for absence in Absence.objects.for_viewer(SYSTEM).filter(
        after, officer=officer, cancelled_at=None
    ):
        if absence.starts_on > last_day:
            absence.cancelled_at = now
        else:
            absence.ends_on = last_day
        absence.save(update_fields=["cancelled_at", "ends_on"])
    _shorten(
        Deputyship.objects.for_viewer(SYSTEM).filter(after, Q(officer=officer) | Q(deputy=officer)),
        last_day,
    )


def day_in_words(day: date) -> str:
    return _("%(month)d월 %(day)d일") % {"month": day.month, "day": day.day}


def days_in_words(days: Days) -> str:
    first, last = days
    if last == first:
        return day_in_words(first)
    if last is None:
        return _("%(day)s부터") % {"day": day_in_words(first)}
    return f"{day_in_words(first)}~{day_in_words(last)}"


def _hold(viewer: Viewer, officer: Officer, deputy: Officer | None) -> Officer:
    """The officer, locked together with who stands in, always in the same order."""
    ids = {officer.pk} | ({deputy.pk} if deputy else set())
    rows = {
        row.pk: row
        for row in Officer.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .select_related("team__dong", "team__district", "team__city")
        .filter(pk__in=ids)
        .order_by("pk")
    }
    held = rows[officer.pk]
    refuse_unless(viewer.officer_id == held.pk or may_change(viewer, held))
    if not held.is_active:
        raise Conflict(_("지금 근무하지 않는 직원입니다."), code="not_here")
    return held


def _hold_absence(viewer: Viewer, absence: Absence) -> tuple[Absence, Officer]:
    officer = _hold(viewer, absence.officer, None)
    held = Absence.objects.for_viewer(SYSTEM).select_for_update().get(pk=absence.pk)
    if held.cancelled_at is not None:
        raise Conflict(_("이미 취소한 부재입니다."), code="cancelled_already")
    return held, officer


def _there(officer_id: int) -> Officer:
    found = (
        Officer.objects.for_viewer(SYSTEM)
        .select_related("team__dong", "team__district", "team__city")
        .filter(pk=officer_id, is_active=True)
        .first()
    )
    if found is None:
        raise NotHere(_("직원을 찾을 수 없습니다."), code="not_found")
    return found


def _refuse_order(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("마지막 날이 첫날보다 앞섭니다."), code="out_of_order")


def _absences_of(officer: Officer) -> QuerySet[Absence]:
    return Absence.objects.for_viewer(SYSTEM).filter(officer=officer, cancelled_at=None)


def _days(rows: QuerySet[Absence] | QuerySet[Deputyship]) -> list[Days]:
    return list(rows.values_list("starts_on", "ends_on"))


def _appoint(
    officer: Officer, deputy: Officer, days: Days, *, absence: Absence | None, reason: str
) -> Deputyship:
    """Refuses whoever cannot stand in, each with a sentence that says why."""
    if deputy.pk == officer.pk:
        raise Refused(_("자신을 대직자로 정할 수 없습니다."), code="oneself")
    if place_of(deputy.team) != place_of(officer.team):
        raise Refused(
            _("다른 기관의 직원은 대직자가 될 수 없습니다."), code="deputy_of_another_office"
        )
    if not deputy.is_active:
        raise Refused(_("지금 근무하지 않는 직원은 대직자가 될 수 없습니다."), code="deputy_gone")
    if shared := first_overlap(days, _days(_absences_of(deputy))):
        raise Refused(
            _("%(name)s 님도 자리에 없는 날이 있습니다: %(days)s. 다른 사람을 골라 주세요.")
            % {"name": deputy.name, "days": days_in_words(shared)},
            code="deputy_away",
        )
    standing = Deputyship.objects.for_viewer(SYSTEM).filter(officer=officer)
    for other in standing.select_related("deputy"):
        if shared := first_overlap(days, [(other.starts_on, other.ends_on)]):
            raise Refused(_second(other.deputy.name, shared), code="second_deputy")
    row = Deputyship(
        officer=officer,
        deputy=deputy,
        absence=absence,
        starts_on=days[0],
        ends_on=days[1],
        reason=reason,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as problem:
        raise Conflict(_second(deputy.name, days), code="second_deputy") from problem
    return row


def _second(name: str, days: Days) -> str:
    return _("이미 대직자가 있는 날입니다: %(name)s, %(days)s. 대직자는 한 번에 한 명입니다.") % {
        "name": name,
        "days": days_in_words(days),
    }


def _as_text(rows: QuerySet[Deputyship]) -> list[dict[str, str | int | None]]:
    """Stand-ins as the audit row keeps them, so that they can be brought back."""
    return [
        {
            "deputy": row.deputy_id,
            "name": row.deputy.name,
            "from": row.starts_on.isoformat(),
            "to": row.ends_on.isoformat() if row.ends_on else None,
        }
        for row in rows.select_related("deputy").order_by("starts_on")
    ]


def _shorten(rows: QuerySet[Deputyship], last_day: date) -> list[dict[str, str | int | None]]:
    """No stand-in lasts longer than `last_day`. Returns those that did, as they were."""
    longer = rows.filter(Q(ends_on=None) | Q(ends_on__gt=last_day))
    before = _as_text(longer)
    longer.filter(starts_on__gt=last_day).delete()
    longer.filter(starts_on__lte=last_day).update(ends_on=last_day)
    return before


def _announce(viewer: Viewer, absence: Absence, *, now: datetime) -> None:
    absence_recorded.announce(
        AbsenceRecorded(
            viewer=viewer,
            officer_id=absence.officer_id,
            starts_on=absence.starts_on,
            ends_on=absence.ends_on,
            now=now,
        )
    )
