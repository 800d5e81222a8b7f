"""What somebody hears when a case changes: by a job after the change, from its ids alone.

In one transaction, the zone officer and the staff first, the residents after them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from dongne.foundation.jobs.public import defer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from ... import standard
from ...events import CaseChanged, CaseOpened, case_changed, case_opened
from ...jobs import TELL
from ...models import Case, Handover, Note, Reporter
from ...states import CaseState, HandoverKind, HandoverState
from ..ground import is_welfare
from . import clocks
from .ground import (
    Circle,
    Whom,
    day_word,
    handlers_of,
    leads_of,
    notify,
    people_of_unit,
    unit_of,
    write_to,
)

OPENED = "case.opened"


def register() -> None:
    """Called once, when the apps start."""
    case_opened.listen(_opened)
    case_changed.listen(_changed)


def _opened(event: CaseOpened) -> None:
    _later(event.case, OPENED, event.case.opened_by_id)


def _changed(event: CaseChanged) -> None:
    if event.what in _TOLD:
        _later(event.case, event.what, event.actor.officer_id)


def _later(case: Case, what: str, by: int | None) -> None:
    defer(TELL, case_id=case.pk, what=what, version=case.version, by=by or 0)


@transaction.atomic
def tell_of(
    viewer: Viewer, *, case_id: UUID, what: str, version: int, by: int, now: datetime
) -> None:
    """Tell of one change. Run again it tells nobody twice; of what is gone, nothing."""
    case = (
        Case.objects.for_viewer(SYSTEM)
        .select_related("dong__district", "tong", "holder_team", "holder_officer", "zone_officer")
        .filter(pk=case_id)
        .first()
    )
    if case is None or what not in _TOLD:
        return
    _TOLD[what](_Telling(case, mark=str(version), by=by, now=now))


class _Telling:
    """One change with whoever did it."""

    def __init__(self, case: Case, *, mark: str, by: int, now: datetime) -> None:
        self.case, self.mark, self.by, self.now = case, mark, by, now
        self.circle = Circle(case)

    def staff(self, officers: Iterable[Whom], event: str, *, mark: str = "", **values: str) -> None:
        notify(
            self.circle,
            officers,
            event,
            mark=mark or self.mark,
            now=self.now,
            but=self.by,
            values=values,
        )

    def write(self, one: Reporter, event: str, *, mark: str, **values: str) -> None:
        write_to(self.circle, one, event, mark=mark, now=self.now, values=values)

    def zone(self, what: str) -> None:
        """The zone officer, of what is not their own and no welfare matter."""
        case = self.case
        if is_welfare(case) or case.zone_officer_id in (None, case.holder_officer_id):
            return
        self.staff([case.zone_officer_id], standard.ZONE_PROGRESS, what=what)

    def residents(self, event: str, *, owed: bool = False, mark: str = "", **values: str) -> None:
        for one in self.circle.listening(owed=owed):
            self.write(one, event, mark=mark or self.mark, **values)

    def handover(self, *states: HandoverState, kinds: tuple[HandoverKind, ...]) -> Handover | None:
        """The last one of these kinds that came into one of these states."""
        rows = Handover.objects.for_viewer(SYSTEM).filter(
            case=self.case, state__in=states, kind__in=kinds
        )
        joined = rows.select_related("to_team", "from_team", "asked_by", "answered_by")
        pending = HandoverState.PENDING in states
        return joined.order_by("-asked_at" if pending else "-answered_at").first()

    def last_public_note(self) -> Note | None:
        """What the office wrote for the residents last."""
        notes = Note.objects.for_viewer(SYSTEM)
        of_office = notes.filter(case=self.case, public=True, reporter__isnull=True)
        return of_office.order_by("-at", "-id").first()


def _received(told: _Telling) -> None:
    case = told.case
    clocks.begin(case, now=told.now)
    if case.zone_officer_id is not None and not is_welfare(case):
        place = f"{case.tong.number}{case.dong.unit_name}" if case.tong else str(case.dong)
        told.staff([case.zone_officer_id], standard.IN_ZONE, place=place)
    if case.holder_officer_id not in (None, case.zone_officer_id):
        told.staff([case.holder_officer_id], standard.ASSIGNED)
    _handed(told)
    for one in told.circle.listening():
        told.write(one, standard.RECEIVED, mark="", due=_promise(case, one.language))


def _promise(case: Case, language: str) -> str:
    if case.promised_at is None:
        return ""
    day = day_word(seoul_day(case.promised_at), language)
    with translation.override("en" if language != "ko" else "ko"):
        return _("%(day)s까지 처리하겠습니다.") % {"day": day}


_OFFERS = (HandoverKind.TRANSFER, HandoverKind.REFERRAL)


def _handed(told: _Telling) -> None:
    """To whom it was offered, or to everybody of the unit."""
    row = told.handover(HandoverState.PENDING, kinds=_OFFERS)
    if row is None:
        return
    to = [row.to_officer_id] if row.to_officer_id else people_of_unit(row.to_team_id)
    by = row.asked_by.name if row.asked_by else str(told.case.dong)
    told.staff([*to], standard.HANDED, mark=str(row.pk), by=by)


def _assigned(told: _Telling) -> None:
    clocks.follow(told.case, now=told.now)
    case = told.case
    told.staff(handlers_of(case), standard.ASSIGNED)
    told.zone(
        _("%(who)s님이 맡았습니다") % {"who": case.holder_officer.name}
        if case.holder_officer
        else _("담당이 바뀌었습니다")
    )


def _accepted(told: _Telling) -> None:
    """In other hands: the zone officer and whoever handed it over, then the residents hear it."""
    case = told.case
    clocks.follow(case, now=told.now)
    row = told.handover(HandoverState.ACCEPTED, kinds=(HandoverKind.TRANSFER, HandoverKind.REQUEST))
    unit = unit_of(case.holder_team)
    told.zone(_("%(unit)s에서 맡았습니다") % {"unit": unit})
    if row is None:
        return
    asked = {row.asked_by_id, row.from_officer_id} - {case.zone_officer_id, case.holder_officer_id}
    told.staff(sorted(filter(None, asked)), standard.TAKEN, unit=unit)
    if row.kind == HandoverKind.REQUEST:
        told.staff(handlers_of(case), standard.ASSIGNED)
    if row.to_team_id != row.from_team_id:
        told.residents(standard.MOVED_ON, mark=str(row.pk), unit=unit)


def _claimed(told: _Telling) -> None:
    clocks.follow(told.case, now=told.now)
    told.zone(_("%(unit)s에서 맡았습니다") % {"unit": unit_of(told.case.holder_team)})


def _returned(told: _Telling) -> None:
    row = told.handover(HandoverState.RETURNED, kinds=tuple(HandoverKind))
    if row is None:
        return
    whom = [row.asked_by_id or row.from_officer_id]
    by = row.answered_by.name if row.answered_by else unit_of(row.to_team)
    told.staff(whom if whom[0] else [*leads_of(told.case)], standard.RETURNED, by=by)


def _asked_for(told: _Telling) -> None:
    row = told.handover(HandoverState.PENDING, kinds=(HandoverKind.REQUEST,))
    if row is not None:
        by = row.asked_by.name if row.asked_by else unit_of(row.to_team)
        told.staff(handlers_of(told.case), standard.ASKED_FOR, by=by)


def _revoked(told: _Telling) -> None:
    row = told.handover(HandoverState.REVOKED, kinds=_OFFERS)
    if row is None:
        return
    to = [row.to_officer_id] if row.to_officer_id else people_of_unit(row.to_team_id)
    by = row.answered_by.name if row.answered_by else str(told.case.dong)
    told.staff([*to], standard.REVOKED, by=by)


def _begun(told: _Telling) -> None:
    told.zone(_("처리를 시작했습니다"))


def _put_off(told: _Telling) -> None:
    case = told.case
    if case.state != CaseState.WAITING or case.waiting_until is None:
        return
    told.zone(_("%(day)s까지 기다립니다") % {"day": day_word(case.waiting_until)})
    for one in told.circle.listening():
        until = day_word(case.waiting_until, one.language)
        told.write(one, standard.WAITING, mark=f"{case.waiting_until}", until=until)


def _noted(told: _Telling) -> None:
    """What the office wrote for the residents: they need not come and look."""
    note = told.last_public_note()
    if note is None:
        return
    for one in told.circle.listening():
        if one.joined_at <= note.at:
            told.write(one, standard.PROGRESS, mark=str(note.pk), text=note.text)


def _wrote(told: _Telling, what: str) -> None:
    to = handlers_of(told.case)
    if told.case.state == CaseState.CLOSED:
        to = [*to, *leads_of(told.case)]
    told.staff(to, standard.RESIDENT_WROTE, what=what)


def _added(told: _Telling) -> None:
    _wrote(told, _("새로운 것을 덧붙였습니다"))


def _answered(told: _Telling) -> None:
    if told.case.reopen_asked_at is not None:
        _wrote(told, _("해결되지 않았다고 답했습니다"))


def _asked_again(told: _Telling) -> None:
    _wrote(told, _("다시 살펴봐 달라고 했습니다"))


def _reopened(told: _Telling) -> None:
    clocks.begin(told.case, now=told.now)
    told.staff(handlers_of(told.case), standard.REOPENED_STAFF)
    told.zone(_("다시 열렸습니다"))
    told.residents(standard.REOPENED, owed=True)


def _declined(told: _Telling) -> None:
    """Whoever asked reads the answer; nobody else was waiting for one."""
    case = told.case
    note = told.last_public_note()
    if note is None:
        return
    wrote = set(
        Note.objects.for_viewer(SYSTEM)
        .filter(case=case, reporter__isnull=False, at__gte=case.closed_at or case.received_at)
        .values_list("reporter_id", flat=True)
    )
    for one in told.circle.listening(owed=True):
        if one.solved is False or one.pk in wrote:
            told.write(one, standard.DECLINED, mark=str(note.pk), text=note.text)


def _ended(told: _Telling) -> None:
    clocks.end(told.case, now=told.now)
    if told.case.outcome == "withdrawn":
        told.zone(_("민원인이 거두었습니다"))


_TOLD: dict[str, Callable[[_Telling], None]] = {
    OPENED: _received,
    "case.offered": _handed,
    "case.referred": _handed,
    "case.assigned": _assigned,
    "case.claimed": _claimed,
    "case.accepted": _accepted,
    "case.returned": _returned,
    "case.asked_for": _asked_for,
    "case.revoked": _revoked,
    "case.begun": _begun,
    "case.put_off": _put_off,
    "case.noted": _noted,
    "case.added_to": _added,
    "case.answered": _answered,
    "case.reopening_asked": _asked_again,
    "case.reopened": _reopened,
    "case.reopening_declined": _declined,
    "case.closed": _ended,
    "case.withdrawn": _ended,
    "case.merged": _ended,
}
