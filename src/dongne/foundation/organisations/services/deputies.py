"""대직: who stands in for whom, from which day to which."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..events import AbsenceRecorded, absence_recorded
from ..models import Absence, Deputyship, Officer
from ..permissions import may_change, place_of, refuse_unless
from ..rules import Days, first_overlap
from ..words import days_in_words

DAY = timedelta(days=1)


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
    held = hold_with(viewer, officer, deputy)
    refuse_order(starts_on, ends_on)
    replaced: list[dict[str, str | int | None]] = []
    if absence is not None:
        before = Deputyship.objects.for_viewer(SYSTEM).filter(absence=absence)
        replaced = shorten(before, starts_on - DAY)
    days = (starts_on, ends_on)
    deputyship = appoint(held, deputy, days, absence=absence, reason=reason)
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
    officer = hold_with(viewer, deputyship.officer, None)
    rows = Deputyship.objects.for_viewer(SYSTEM).filter(pk=deputyship.pk)
    ended = shorten(rows, last_day)
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


@transaction.atomic
def replace_back(
    viewer: Viewer,
    *,
    deputyship: Deputyship,
    before: list[dict[str, str | int | None]],
    now: datetime,
) -> None:
    """An appointment never was: who stood in before it does so again."""
    officer = hold_with(viewer, deputyship.officer, None)
    absence, name = deputyship.absence, deputyship.deputy.name
    deputyship.delete()
    standing = Deputyship.objects.for_viewer(SYSTEM).filter(officer=officer)
    for given in before:
        standing.filter(absence=absence, starts_on=str(given["from"])).delete()
        bring_back(officer, given, absence=absence)
    record(
        viewer,
        action="deputy.withdrawn",
        subject=officer,
        now=now,
        dong_id=officer.dong_id,
        changes={"officer_name": officer.name, "deputy_name": name},
    )


def hold_with(viewer: Viewer, officer: Officer, deputy: Officer | None) -> Officer:
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


def refuse_order(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("마지막 날이 첫날보다 앞섭니다."), code="out_of_order")


def appoint(
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
    if shared := first_overlap(days, days_of(absences_of(deputy))):
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


def bring_back(
    officer: Officer, given: dict[str, str | int | None], *, absence: Absence | None
) -> None:
    """A stand-in as `_as_text` kept it."""
    end = given["to"]
    days = (date.fromisoformat(str(given["from"])), date.fromisoformat(str(end)) if end else None)
    reason = absence.reason if absence else ""
    appoint(officer, _there(int(str(given["deputy"]))), days, absence=absence, reason=reason)


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


def _second(name: str, days: Days) -> str:
    return _("이미 대직자가 있는 날입니다: %(name)s, %(days)s. 대직자는 한 번에 한 명입니다.") % {
        "name": name,
        "days": days_in_words(days),
    }


def as_text(rows: QuerySet[Deputyship]) -> list[dict[str, str | int | None]]:
    """Stand-ins as the audit row keeps them, so that they can be brought back."""
    return [
        {
            "deputy": row.deputy_id,
            "name": row.deputy.name,
            "absence": row.absence_id,
            "from": row.starts_on.isoformat(),
            "to": row.ends_on.isoformat() if row.ends_on else None,
        }
        for row in rows.select_related("deputy").order_by("starts_on")
    ]


def shorten(rows: QuerySet[Deputyship], last_day: date) -> list[dict[str, str | int | None]]:
    """No stand-in lasts longer than `last_day`. Returns those that did, as they were."""
    longer = rows.filter(Q(ends_on=None) | Q(ends_on__gt=last_day))
    before = as_text(longer)
    longer.filter(starts_on__gt=last_day).delete()
    longer.filter(starts_on__lte=last_day).update(ends_on=last_day)
    return before


def absences_of(officer: Officer) -> QuerySet[Absence]:
    return Absence.objects.for_viewer(SYSTEM).filter(officer=officer, cancelled_at=None)


def days_of(rows: QuerySet[Absence] | QuerySet[Deputyship]) -> list[Days]:
    return list(rows.values_list("starts_on", "ends_on"))
