"""Everything that happened to a case in one line, newest first: moves, hands, notes, tellings,
registrations elsewhere, people, photos, and what only the audit rows know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dongne.foundation.scope.public import SYSTEM

from ..models import Case, CaseActivity, CasePhoto, Handover, Move, Note, OutsideEntry, Telling
from ..states import CaseState, HandoverKind, HandoverState, ReporterRole, Told
from ..words import (
    ACTIVITY_ROLES,
    HANDOVER_KINDS,
    OUTCOMES,
    OUTSIDE_SYSTEMS,
    PHOTO_ROLES,
    PUBLICITY,
    STATE_LOOKS,
    STATES,
    TELLING_MEANS,
)
from .chain import taker
from .times import moment

if TYPE_CHECKING:
    from ..queries.page import CasePage

FACTS = {
    "case.edited": (gettext_lazy("내용을 고쳤습니다"), "pen"),
    "case.published": (gettext_lazy("공개 여부를 정했습니다"), "map"),
    "case.parent_set": (gettext_lazy("상위 건을 정했습니다"), "link"),
    "case.merged": (gettext_lazy("다른 건을 합쳤습니다"), "copy"),
    "case.merged_into": (gettext_lazy("다른 건에 합쳤습니다"), "copy"),
    "case.due_moved": (gettext_lazy("기한을 다시 계산했습니다"), "calendar"),
    "case.opened_person": (gettext_lazy("주민 연락처를 열어 보았습니다"), "eye"),
}
"""What has no row of its own: audit actions that the line tells."""

PARTS = {
    "category": gettext_lazy("분류"),
    "title": gettext_lazy("제목"),
    "text": gettext_lazy("내용"),
    "address": gettext_lazy("주소"),
    "tong_id": pgettext_lazy("label", "통"),
    "tong": pgettext_lazy("label", "통"),
    "urgent": gettext_lazy("급함"),
    "public": gettext_lazy("공개 범위"),
    "due_at": gettext_lazy("기한"),
    "target_at": gettext_lazy("처리 목표"),
    "statutory_due_at": gettext_lazy("법정 기한"),
    "parent": gettext_lazy("상위 건"),
    "latitude": gettext_lazy("지도의 위치"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line. `resident`: residents of the case read it too."""

    at: datetime
    who: str
    said: str
    icon: str
    text: str = ""
    resident: bool = False
    changes: list[dict[str, str]] = field(default_factory=list)

    @property
    def when(self) -> str:
        return moment(self.at)

    @property
    def iso(self) -> str:
        return localtime(self.at).isoformat(timespec="seconds")


def history_of(page: CasePage) -> list[Row]:
    """Newest first."""
    rows = [
        *_moves(page.moves, page.case),
        *_hands(page.handovers),
        *_notes(page.notes),
        *_tellings(page.tellings),
        *_outside(page.outside),
        *_people(page),
        *_photos(page.photos),
        *_activities(page.activities),
        *_facts(page.audit, page.words_of),
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def since(rows: Iterable[Row], moment_: datetime) -> list[Row]:
    """What happened after a moment, newest first."""
    return [row for row in rows if row.at > moment_]


def _name(who: Any, written: str = "") -> str:
    """An officer; else what the row says; else nobody of the office."""
    if written and written != SYSTEM.name:
        return written
    return who.name if who else _("프로그램")


def _moves(moves: Iterable[Move], case: Case) -> Iterator[Row]:
    for one in moves:
        said = str(STATES[one.to_state])
        if not one.from_state:
            said = _("접수했습니다")
        elif one.from_state == CaseState.CLOSED:
            said = _("다시 열었습니다")
        elif one.to_state == CaseState.CLOSED:
            said = _("종결했습니다 · %(how)s") % {"how": OUTCOMES.get(one.outcome, "")}
        elif one.to_state == CaseState.DONE:
            said = _("처리를 마쳤습니다 · %(how)s") % {"how": OUTCOMES.get(one.outcome, "")}
        else:
            said = _("%(before)s → %(after)s") % {
                "before": STATES.get(one.from_state, ""),
                "after": STATES[one.to_state],
            }
        yield Row(
            at=one.at,
            who=_("주민") if one.actor_kind == "resident" else _name(one.officer, one.actor_name),
            said=said,
            icon=STATE_LOOKS[one.to_state][1],
            text=one.why,
            # Residents see in which state it is, and nothing else of this line.
        )


def _hands(handovers: Iterable[Handover]) -> Iterator[Row]:
    for one in handovers:
        kind = str(HANDOVER_KINDS[one.kind])
        yield Row(
            at=one.asked_at,
            who=_name(one.asked_by),
            said=_("%(kind)s → %(to)s") % {"kind": kind, "to": taker(one)},
            icon="route",
            text=one.reason,
        )
        if one.answered_at is None or one.kind == HandoverKind.ASSIGN:
            continue
        said, icon, text = {
            HandoverState.ACCEPTED: (_("%(kind)s 받음"), "check", ""),
            HandoverState.RETURNED: (_("%(kind)s 돌려보냄"), "undo", one.returned_reason),
            HandoverState.DONE: (_("%(kind)s 마침"), "check-circle", one.result),
            HandoverState.REVOKED: (_("%(kind)s 거둠"), "x", ""),
            HandoverState.PENDING: (kind, "hourglass", ""),
        }[HandoverState(one.state)]
        if one.state == HandoverState.RETURNED and one.responsible:
            text = f"{text}\n" + _("맡을 곳: %(who)s") % {"who": one.responsible}
        yield Row(
            at=one.answered_at,
            who=_name(one.answered_by),
            said=said % {"kind": kind},
            icon=icon,
            text=text,
        )


def _notes(notes: Iterable[Note]) -> Iterator[Row]:
    for one in notes:
        if one.reporter_id:
            said, icon = _("주민이 덧붙였습니다"), "message"
        elif one.public:
            said, icon = _("주민에게 경과를 적었습니다"), "eye"
        else:
            said, icon = _("내부 메모"), "lock"
        yield Row(
            at=one.at,
            who=_("주민") if one.reporter_id else _name(one.officer, one.actor_name),
            said=said,
            icon=icon,
            text=one.text,
            resident=one.public,
        )


def _tellings(tellings: Iterable[Telling]) -> Iterator[Row]:
    for one in tellings:
        how = str(TELLING_MEANS[one.means])
        zone = one.who == Told.ZONE_OFFICER
        if zone:
            to = one.to_officer.name if one.to_officer else ""
            said = _("구역 담당자 %(who)s에게 알렸습니다 · %(how)s") % {"who": to, "how": how}
        else:
            said = _("주민에게 결과를 알렸습니다 · %(how)s") % {"how": how}
        text = one.text
        if one.why_oral:
            text = f"{text}\n" + _("말로 알린 까닭: %(why)s") % {"why": one.why_oral}
        yield Row(
            at=one.at,
            who=_name(one.officer, one.actor_name),
            said=said,
            icon="megaphone" if zone else "send",
            text=text.strip(),
            resident=not zone,
        )


def _outside(entries: Iterable[OutsideEntry]) -> Iterator[Row]:
    for one in entries:
        system = one.system_name or str(OUTSIDE_SYSTEMS[one.system])
        yield Row(
            at=one.registered_at,
            who=_name(one.registered_by),
            said=_("%(system)s에 등록했습니다 · %(number)s")
            % {"system": system, "number": one.number},
            icon="external",
        )
        if one.ended_at:
            yield Row(
                at=one.ended_at,
                who="",
                said=_("%(system)s의 결과를 받았습니다") % {"system": system},
                icon="external",
                text=one.result,
            )


def _people(page: CasePage) -> Iterator[Row]:
    for one in page.reporters:
        if one.joined_at > page.case.received_at:
            follows = one.role == ReporterRole.FOLLOWER
            said = _("함께 소식을 받기로 했습니다") if follows else _("같은 일을 알려 왔습니다")
            yield Row(at=one.joined_at, who=_("주민"), said=said, icon="user")
        if one.answered_at:
            said = _("해결되었다고 답했습니다") if one.solved else _("해결되지 않았다고 답했습니다")
            icon = "check-circle" if one.solved else "alert"
            yield Row(at=one.answered_at, who=_("주민"), said=said, icon=icon, text=one.answer)


def _photos(photos: Iterable[CasePhoto]) -> Iterator[Row]:
    for (at, _officer, role), group in groupby(
        photos, key=lambda one: (one.added_at, one.officer_id, one.role)
    ):
        some = list(group)
        who = _("주민") if some[0].reporter_id else _name(some[0].officer)
        said = ngettext("%(role)s 사진 %(n)d장", "%(role)s 사진 %(n)d장", len(some)) % {
            "role": PHOTO_ROLES[role],
            "n": len(some),
        }
        yield Row(at=at, who=who, said=said, icon="camera")


def _activities(links: Iterable[CaseActivity]) -> Iterator[Row]:
    for one in links:
        yield Row(
            at=one.at,
            who=_name(one.activity.officer),
            said=str(ACTIVITY_ROLES[one.role]),
            icon="footprints",
        )


def _facts(entries: Iterable[Any], words_of: dict[str, dict[Any, str]]) -> Iterator[Row]:
    for entry in entries:
        if entry.action not in FACTS:
            continue
        said, icon = FACTS[entry.action]
        changes = []
        for name, pair in entry.changes.items():
            if name not in PARTS or not isinstance(pair, list) or len(pair) != 2:
                continue
            before, after = (_told(name, value, words_of) for value in pair)
            if before != after:
                changes.append({"label": str(PARTS[name]), "before": before, "after": after})
        yield Row(
            at=entry.at,
            who=_name(None, entry.actor_name),
            said=str(said),
            icon=icon,
            changes=changes,
        )


def _told(name: str, value: Any, words_of: dict[str, dict[Any, str]]) -> str:
    if name == "public":
        return str(PUBLICITY.get(value, value))
    if name == "latitude":
        return _("없음") if value is None else _("위치 있음")
    if isinstance(value, bool):
        return _("예") if value else _("아니요")
    if value is None or value == "":
        return _("없음")
    if name.endswith("_at"):
        try:
            return moment(datetime.fromisoformat(str(value)))
        except ValueError:
            return str(value)
    return words_of.get(name, {}).get(value, str(value))
