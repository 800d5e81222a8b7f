"""Reports: drafted from a day's activities, and edited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit import public as audit
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import SEOUL
from dongne.outreach.vocabulary.public import vocabulary_of

from ..models import Activity, Outing, Report
from ..queries import readable_reports
from ..states import OPEN_STATES, ReportState, Standing

SUBJECT = "report"


@transaction.atomic
def draft_report(
    viewer: Viewer,
    *,
    day: date,
    now: datetime,
    outing_id: UUID | None = None,
    report_kind: str = "",
) -> Report:
    """One button: the day's (or the outing's) own activities that stand in no report yet.

    Pressed again it returns the same open draft, with whatever was recorded since (`joined`).
    Refuses a day without activities. Unless a kind is named, an outing makes the report of an
    outing and a day the first kind of the form.
    """
    if viewer.dong_id is None or viewer.officer_id is None:
        raise Forbidden(_("보고서는 동주민센터 주무관만 만들 수 있습니다."), code="not_in_a_dong")
    officer = (
        Officer.objects.for_viewer(viewer).select_for_update(of=("self",)).get(pk=viewer.officer_id)
    )
    outing = None
    if outing_id is not None:
        outing = (
            Outing.objects.for_viewer(viewer)
            .filter(pk=outing_id, officer_id=viewer.officer_id)
            .first()
        )
        if outing is None:
            raise NotHere(_("출장을 찾을 수 없습니다."), code="not_found")
        day = outing.day
    return drafted(
        viewer, officer, day=day, outing=outing, report_kind=report_kind, writer=None, now=now
    )


def drafted(
    viewer: Viewer,
    officer: Officer,
    *,
    day: date,
    outing: Outing | None,
    report_kind: str,
    writer: int | None,
    now: datetime,
) -> Report:
    """The open draft of that officer's day, in the hands of `writer` (None: in their own).

    The officer's row is locked: two presses of the button make one draft.
    """
    assert officer.dong_id is not None
    report = (
        Report.objects.for_viewer(viewer)
        .filter(officer_id=officer.pk, day=day, state__in=OPEN_STATES, completed_version=0)
        .first()
    )
    loose = (
        Activity.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .select_related("tong__dong")
        .filter(
            officer_id=officer.pk,
            day=day,
            report=None,
            removed_at=None,
            happened_at__lte=now,
        )
    )
    if outing is not None:
        loose = loose.filter(outing=outing)
    found = list(loose.order_by("happened_at", "received_at", "id"))
    if report is None and not found:
        raise Refused(
            _("이 날 보고할 활동이 없습니다. 활동을 먼저 기록해 주세요."), code="nothing_to_report"
        )
    if report is None:
        report = Report(
            dong_id=officer.dong_id,
            officer=officer,
            team_id=officer.team_id,
            outing=outing,
            day=day,
            report_kind=_kind_of(officer.dong_id, day, report_kind, outing),
            written_by_id=writer,
            created_at=now,
            **_first_words(found, outing),
        )
        report.save(force_insert=True)
        changes: dict[str, object] = {"day": day, "activities": len(found)}
        if writer is not None:
            changes["officer"] = officer.pk
        audit.record(viewer, action="report.drafted", subject=report, now=now, changes=changes)
    else:
        if report.written_by_id != writer:
            _change_hands(viewer, report, writer, now=now)
        if found:
            _widen(viewer, report, found, now=now)
    if found:
        Activity.objects.for_viewer(viewer).filter(
            pk__in=[activity.pk for activity in found]
        ).update(report=report, held="")
    return report


def _change_hands(viewer: Viewer, report: Report, writer: int | None, *, now: datetime) -> None:
    """Somebody goes on with it in the officer's stead, or the officer is back."""
    before = report.written_by_id
    report.written_by_id = writer
    report.save(update_fields=["written_by"])
    audit.record(
        viewer,
        action="report.changed_hands",
        subject=report,
        now=now,
        changes={"officer": report.officer_id, "written_by": [before, writer]},
    )


OUTING_KIND = "outing"


def _kind_of(dong_id: int, day: date, wanted: str, outing: Outing | None) -> str:
    offered = vocabulary_of(dong_id, day).report_kinds
    if wanted:
        if wanted not in offered:
            raise Refused(
                _("이 동에서 쓰지 않는 보고서 종류입니다. 목록에서 골라 주세요."),
                code="report_kind_unknown",
            )
        return wanted
    return OUTING_KIND if outing and OUTING_KIND in offered else next(iter(offered))


def _widen(viewer: Viewer, report: Report, found: Sequence[Activity], *, now: datetime) -> None:
    """Time and place of an open draft take in what joins it, but not over the drafter's words."""
    before = list(
        Activity.objects.for_viewer(viewer)
        .filter(report=report, removed_at=None)
        .select_related("tong__dong")
        .order_by("happened_at", "received_at", "id")
    )
    clocks = _clocks(found)
    values: dict[str, object] = {
        "starts_at": report.starts_at and min(report.starts_at, clocks[0]),
        "ends_at": report.ends_at and max(report.ends_at, clocks[-1]),
    }
    if report.place == _first_words(before, report.outing)["place"]:
        values["place"] = _first_words([*before, *found], report.outing)["place"]
    changes: dict[str, object] = {
        name: [getattr(report, name), value]
        for name, value in values.items()
        if getattr(report, name) != value
    }
    for name, value in values.items():
        setattr(report, name, value)
    report.save(update_fields=list(values))
    report.joined = len(found)
    changes["joined"] = [str(activity.pk) for activity in found]
    audit.record(viewer, action="report.edited", subject=report, now=now, changes=changes)


def _clocks(activities: Sequence[Activity]) -> list[time]:
    return sorted(
        a.happened_at.astimezone(SEOUL).time().replace(second=0, microsecond=0) for a in activities
    )


def _first_words(activities: Sequence[Activity], outing: Outing | None) -> dict[str, object]:
    """Time, place and purpose as far as the activities know them; the drafter may change them."""
    clocks = _clocks(activities)
    tongs = sorted({(a.tong.number, a.tong.dong.unit_name) for a in activities if a.tong})
    place = ", ".join(f"{number}{unit}" for number, unit in tongs)
    if not place:
        place = next((a.address for a in activities if a.address), "")
    return {
        "starts_at": (outing and outing.starts_at) or (clocks[0] if clocks else None),
        "ends_at": (outing and outing.ends_at) or (clocks[-1] if clocks else None),
        "place": ((outing and outing.place) or place)[:200],
        "purpose": outing.purpose if outing else str(_("동네 순찰 및 주민 의견 청취")),
    }


@transaction.atomic
def edit_report(
    viewer: Viewer,
    *,
    report_id: UUID,
    place: str,
    purpose: str,
    starts_at: time | None,
    ends_at: time | None,
    now: datetime,
    leave_out: Sequence[UUID] = (),
    take_in: Sequence[UUID] = (),
    report_kind: str = "",
) -> Report:
    """Change a report that is still written.

    `leave_out` frees activities for another report, `take_in` brings in those of the officer's day
    that stand in none, and brings back what a correction had left out.
    """
    report = own_report(viewer, report_id)
    if starts_at and ends_at and ends_at < starts_at:
        raise Refused(_("끝나는 시각이 시작하는 시각보다 빠릅니다."), code="ends_first")
    told = without_numbers(
        viewer, subject=report, now=now, dong_id=report.dong_id, place=place, purpose=purpose
    )
    values = {
        "place": told["place"].strip()[:200],
        "purpose": told["purpose"].strip()[:200],
        "starts_at": starts_at,
        "ends_at": ends_at,
    }
    if report_kind and report_kind != report.report_kind:
        values["report_kind"] = _kind_of(report.dong_id, report.day, report_kind, None)
    changes: dict[str, object] = {
        name: [getattr(report, name), value]
        for name, value in values.items()
        if getattr(report, name) != value
    }
    for name, value in values.items():
        setattr(report, name, value)
    report.save(update_fields=list(values))
    if leave_out:
        _leave_out(viewer, report, leave_out)
        changes["left_out"] = [str(id_) for id_ in leave_out]
    if take_in:
        _take_in(viewer, report, take_in, now=now)
        changes["taken_in"] = [str(id_) for id_ in take_in]
    audit.record(viewer, action="report.edited", subject=report, now=now, changes=changes)
    return report


def _leave_out(viewer: Viewer, report: Report, ids: Sequence[UUID]) -> None:
    """What the version in force counts stays reserved until the correction is complete."""
    mine = Activity.objects.for_viewer(viewer).filter(report=report, pk__in=list(ids))
    if report.completed_version:
        mine.filter(standing=Standing.STAYS).update(standing=Standing.OUT)
        mine = mine.filter(standing=Standing.IN)
    mine.update(report=None, standing=Standing.STAYS)


def _take_in(viewer: Viewer, report: Report, ids: Sequence[UUID], *, now: datetime) -> None:
    wanted = Activity.objects.for_viewer(viewer).filter(pk__in=list(ids), removed_at=None)
    wanted.filter(report=report, standing=Standing.OUT).update(standing=Standing.STAYS)
    loose_of_day(viewer, report, now=now).filter(pk__in=list(ids)).update(
        report=report,
        standing=Standing.IN if report.completed_version else Standing.STAYS,
        # Whoever takes it in has looked at it.
        held="",
    )


def could_join(viewer: Viewer, report: Report, *, now: datetime) -> list[Activity]:
    """What `take_in` would bring in: the day's loose ones, and what the correction left out."""
    left_out = Activity.objects.for_viewer(viewer).filter(
        report=report, standing=Standing.OUT, removed_at=None
    )
    found = loose_of_day(viewer, report, now=now) | left_out
    return list(found.select_related("tong").order_by("happened_at", "received_at", "id"))


def loose_of_day(viewer: Viewer, report: Report, *, now: datetime) -> QuerySet[Activity]:
    """The activities of the report's officer and day that stand in no report."""
    return Activity.objects.for_viewer(viewer).filter(
        officer_id=report.officer_id,
        day=report.day,
        report=None,
        removed_at=None,
        happened_at__lte=now,
    )


def locked_report(viewer: Viewer, report_id: UUID) -> Report:
    """The report, held until the end of the transaction, if the viewer may read it."""
    report = (
        readable_reports(viewer)
        .select_for_update(of=("self",))
        .select_related("officer__team", "dong__district", "team")
        .filter(pk=report_id)
        .first()
    )
    if report is None:
        raise NotHere(_("보고서를 찾을 수 없습니다."), code="not_found")
    return report


def own_report(viewer: Viewer, report_id: UUID) -> Report:
    """The report, locked, if it is in the viewer's hands."""
    report = locked_report(viewer, report_id)
    refuse_unless_open(viewer, report)
    return report


def refuse_unless_open(viewer: Viewer, report: Report) -> None:
    """Only who writes a report may change it, and only while it is in their hands."""
    if report.writer_id != viewer.officer_id:
        raise Forbidden(_("다른 주무관의 보고서는 고칠 수 없습니다."), code="not_yours")
    if ReportState(report.state) not in OPEN_STATES:
        raise Conflict(
            _("이미 올린 보고서입니다. 반려되면 고칠 수 있습니다."), code="already_submitted"
        )
