"""What others know of outreach counters: holders of parcels, of persons' things; cards, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.delivery.custody.public import HolderKind, Parcel, register_holder_kind
from dongne.foundation.asides.public import Place, Subject, register_subject
from dongne.foundation.audit.public import AuditEntry, Told, register_words
from dongne.foundation.calendar.public import CalendarChange, Moved, register_moves
from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.residents.public import Held, Holder, register_holder
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Appointment, OutreachSite, Session
from ..permissions import may_look, may_serve
from ..queries.sessions import sessions_for
from ..rules import moment_of
from ..services.retiring import join_persons, retire_person
from ..services.tending import tend_counters
from .sessions import day_words, place_name

KIND = gettext_lazy("출장 민원 창구")


def register() -> None:
    """Called once, when the apps start."""
    register_holder_kind(
        HolderKind.OUTREACH_DESK, KIND, _may_take, _desk_words, choices=_choices, own=True
    )
    register_holder(
        "counters",
        Holder(title=KIND, list_held=_held, merge=_merge, retire=_retire),
    )
    register_card(
        Section.RESIDENTS,
        KIND,
        gettext_lazy("찾아가는 창구를 여는 날과 곳, 예약과 번호표를 봅니다."),
        "outreach_office",
        "users",
        may_look,
    )
    register_moves("counters", _preview, _move)
    register_subject(Subject(type="counters.session", readable=_readable))
    for action, sentence in _SENTENCES.items():
        register_words(action, _teller(sentence), kind=KIND)


def _may_take(viewer: Viewer, key: str, parcel: Parcel) -> bool:
    """Whoever may sit there; the place is one of the parcel's own office."""
    return may_serve(viewer, parcel.dong_id) and key in dict(_choices_of(parcel.dong_id))


def _desk_words(keys: Sequence[str]) -> Mapping[str, str]:
    rows = OutreachSite.objects.for_viewer(SYSTEM).select_related("site")
    return {str(row.pk): row.site.name for row in rows.filter(pk__in=_ids(keys))}


def _choices(viewer: Viewer, dong_id: int, now: datetime) -> Sequence[tuple[str, str]]:
    return _choices_of(dong_id)


def _choices_of(dong_id: int) -> list[tuple[str, str]]:
    rows = OutreachSite.objects.for_viewer(SYSTEM).filter(dong=dong_id, site__removed_at=None)
    return [(str(row.pk), row.site.name) for row in rows.select_related("site")]


def _ids(keys: Sequence[str]) -> list[UUID]:
    found = []
    for key in keys:
        try:
            found.append(UUID(key))
        except ValueError:
            continue
    return found


def _held(viewer: Viewer, person_id: UUID) -> Sequence[Held]:
    rows = (
        Appointment.objects.for_viewer(viewer)
        .select_related("session__outreach__site")
        .filter(person=person_id)
        .order_by("-booked_at")
    )
    return [
        Held(
            text=_("출장 민원 창구 예약 · %(day)s %(place)s")
            % {"day": day_words(one.session.day), "place": place_name(one.session)},
            at=one.booked_at,
            url=reverse("outreach_session", args=[one.session_id]),
        )
        for one in rows[:50]
    ]


def _merge(viewer: Viewer, kept: UUID, gone: UUID, now: datetime) -> None:
    join_persons(viewer, kept=kept, gone=gone, now=now)


def _retire(viewer: Viewer, person_id: UUID, now: datetime) -> None:
    retire_person(viewer, person_id=person_id, now=now)


def _preview(change: CalendarChange) -> Sequence[Moved]:
    """Sessions on days that become holidays: called off, everybody told."""
    rows = sessions_for(SYSTEM).filter(day__gte=change.first, cancelled_at=None)
    if change.last is not None:
        rows = rows.filter(day__lte=change.last)
    if change.dong_ids is not None:
        rows = rows.filter(outreach__dong__in=change.dong_ids)
    found = []
    for one in rows.order_by("day", "starts")[:100]:
        calendar = change.after(one.outreach.dong_id)
        if calendar.is_holiday(one.day) or calendar.closed_all_day(one.day):
            begins = moment_of(one.day, one.starts)
            found.append(
                Moved(
                    text=_("출장 민원 창구 %(place)s: 열지 않게 됩니다")
                    % {"place": place_name(one)},
                    url=reverse("outreach_session", args=[one.pk]),
                    before=begins,
                    after=begins,
                )
            )
    return found


def _move(change: CalendarChange, now: datetime) -> None:
    tend_counters(now=now, dong_ids=change.dong_ids)


def _readable(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
    rows = Session.objects.for_viewer(viewer).filter(pk__in=_ids(ids))
    return {
        str(one.pk): Place(
            _("출장 민원 창구 %(day)s") % {"day": day_words(one.day)},
            reverse("outreach_session", args=[one.pk]),
        )
        for one in rows
    }


_SENTENCES = {
    "outreach.opened": gettext_lazy("출장 민원 창구를 만들었습니다."),
    "outreach.run": gettext_lazy("출장 민원 창구의 운영 방법을 고쳤습니다."),
    "outreach.door_renewed": gettext_lazy("태블릿과 화면의 주소를 바꾸었습니다."),
    "outreach.rhythm_added": gettext_lazy("출장 민원 창구를 여는 요일을 정했습니다."),
    "outreach.rhythm_ended": gettext_lazy("그 요일에는 더 열지 않기로 했습니다."),
    "outreach.session_added": gettext_lazy("출장 민원 창구를 열기로 했습니다."),
    "outreach.session_cancelled": gettext_lazy("출장 민원 창구를 열지 않기로 했습니다."),
    "outreach.session_shortened": gettext_lazy("출장 민원 창구의 시간을 줄였습니다."),
    "outreach.servers_set": gettext_lazy("출장 민원 창구에 나갈 사람을 정했습니다."),
    "outreach.booked": gettext_lazy("출장 민원 창구를 예약했습니다."),
    "outreach.moved": gettext_lazy("예약한 시간을 바꾸었습니다."),
    "outreach.appointment_cancelled": gettext_lazy("예약을 취소했습니다."),
    "outreach.missing": gettext_lazy("예약한 분이 왔는지를 적었습니다."),
    "outreach.told_by_hand": gettext_lazy("열지 않는다고 직접 알렸습니다."),
    "outreach.reminded": gettext_lazy("예약 전날 알렸습니다."),
    "outreach.ticket": gettext_lazy("번호표를 드렸습니다."),
    "outreach.called": gettext_lazy("번호를 불렀습니다."),
    "outreach.ticket_ended": gettext_lazy("번호의 일을 마쳤습니다."),
    "outreach.closed_after": gettext_lazy("지난 날의 예약과 번호표를 정리했습니다."),
    "outreach.retired": gettext_lazy("예약에서 사람을 지웠습니다."),
    "outreach.joined": gettext_lazy("한 사람의 예약으로 합쳤습니다."),
    "outreach.draft_changed": gettext_lazy("예약할 것을 골랐습니다."),
    "outreach.draft_sent": gettext_lazy("고른 것을 예약했습니다."),
    "outreach.draft_forgotten": gettext_lazy("고르던 예약을 지웠습니다."),
}


def _teller(sentence: Any) -> Any:
    def tell(entry: AuditEntry) -> Told:
        return Told(sentence=str(sentence))

    return tell
