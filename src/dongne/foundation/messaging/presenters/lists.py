"""Words of the lists: messages, whom to telephone, letters, notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dongne.lib.seoul import seoul_day

from ..models import Attempt, Call, Message, Move, Notice, Receipt
from ..queries.pages import next_try
from ..states import LetterFault, Means, MessageState
from ..words import CALLS, Look
from .reasons import reason
from .words import FAULTS, MEANS, OUTCOMES, STATES, event_title

WON = "₩"


def moment(at: datetime) -> str:
    """`11. 22.(일) 14:30`."""
    return date_format(localtime(at), _("n. j.(D) H:i"))


def day_text(day: date) -> str:
    return date_format(day, _("n. j.(D)"))


def look_of(message: Message) -> Look:
    """A letter that was handed over is printed and posted by people."""
    if message.means == Means.LETTER and message.state == MessageState.SENT:
        if message.printed_at is None:
            return Look(_("인쇄할 편지"), "info", "printer")
        return Look(_("편지 묶음에 넣음"), "info", "send")
    return STATES[message.state]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One message in a list. `name` is masked."""

    id: UUID
    url: str
    name: str
    event: str
    means: str
    look: Look
    why: str
    at: str
    state: str


def row_of(message: Message, names: Mapping[UUID, str]) -> Row:
    return Row(
        id=message.pk,
        url=reverse("message", args=[message.pk]),
        name=names.get(message.pk) or _("이름 없음"),
        event=event_title(message.event),
        means=str(MEANS[message.means]),
        look=look_of(message),
        # Where everything went its way, the badge says all.
        why=reason(message.why) if message.state != MessageState.SENT else "",
        at=moment(message.asked_at),
        state=message.state,
    )


def rows_of(messages: Sequence[Message], names: Mapping[UUID, str]) -> list[Row]:
    return [row_of(message, names) for message in messages]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Somebody to telephone, with the calls that were made. `later` is the day of the next."""

    row: Row
    calls: list[tuple[str, Look, str]]
    later: str


def missed_of(
    messages: Sequence[Message], names: Mapping[UUID, str], *, today: date
) -> list[Missed]:
    found = []
    for message in messages:
        day = next_try(message)
        calls: list[Call] = message.calls_made  # type: ignore[attr-defined]
        found.append(
            Missed(
                row=row_of(message, names),
                calls=[(moment(one.at), CALLS[one.outcome], _who(one.officer)) for one in calls],
                later=day_text(day) if day is not None and day > today else "",
            )
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a message's history."""

    at: str
    title: str
    note: str
    icon: str


def steps_of(message: Message, history: Sequence[Any]) -> list[Step]:
    """What happened, in the order of time."""
    found = []
    for one in history:
        match one:
            case Move():
                found.append(_move(one))
            case Attempt():
                found.append(_attempt(one))
            case Receipt():
                said = OUTCOMES.get(one.outcome, one.outcome)
                title = _("업체의 결과 보고: %(said)s") % {"said": said}
                found.append(Step(at=moment(one.at), title=title, note=one.code, icon="inbox"))
            case Call():
                look = CALLS[one.outcome]
                title = _("전화: %(said)s") % {"said": look.word}
                note = _who(one.officer)
                found.append(Step(at=moment(one.at), title=title, note=note, icon="phone"))
    return found


def _move(one: Move) -> Step:
    look = STATES[one.after]
    said = [reason(one.why), one.by_name, _("메모 있음") if one.note else ""]
    note = " · ".join(text for text in said if text)
    return Step(at=moment(one.at), title=str(look.word), note=note, icon=look.icon)


def _attempt(one: Attempt) -> Step:
    title = _("%(n)s번째로 보냄: %(means)s") % {"n": one.number, "means": MEANS[one.means]}
    said = [str(one.sent_to) if one.sent_to else "", str(OUTCOMES.get(one.outcome, one.outcome))]
    if one.took_ms is not None:
        said.append(_("%(n)s초") % {"n": f"{one.took_ms / 1000:.1f}"})
    if one.code:
        said.append(reason(one.code))
    if one.cost:
        said.append(_("%(n)s원") % {"n": one.cost})
    return Step(
        at=moment(one.started_at),
        title=title,
        note=" · ".join(text for text in said if text),
        icon="send",
    )


def _who(officer: Any) -> str:
    return officer.name if officer is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    row: Row
    fault: Look | None
    stops: bool
    """The letter is not printed until it is mended."""
    mend_url: str


def letters_of(
    messages: Sequence[Message],
    names: Mapping[UUID, str],
    faults: Mapping[UUID, LetterFault],
) -> list[LetterRow]:
    """Those that have to be mended first."""
    found = [
        LetterRow(
            row=row_of(message, names),
            fault=FAULTS[fault] if (fault := faults.get(message.pk)) else None,
            stops=fault is not None and fault is not LetterFault.NO_POSTCODE,
            mend_url=reverse("letter_address", args=[message.pk]),
        )
        for message in messages
    ]
    return sorted(found, key=lambda one: (not one.stops, one.fault is None))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    id: UUID
    title: str
    text: str
    at: str
    unread: bool
    leads: bool


def notices_of(notices: Sequence[Notice], *, now: datetime) -> list[NoticeRow]:
    """An officer's own: shown as they are."""
    today = seoul_day(now)
    found = []
    for one in notices:
        message = one.message
        at = localtime(one.at)
        found.append(
            NoticeRow(
                id=message.pk,
                title=message.subject.reveal() if message.subject else event_title(message.event),
                text=message.body.reveal() if message.body else "",
                at=date_format(at, "H:i") if seoul_day(one.at) == today else moment(one.at),
                unread=one.read_at is None,
                leads=bool(message.link),
            )
        )
    return found
