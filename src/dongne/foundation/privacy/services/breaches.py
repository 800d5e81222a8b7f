"""A breach: written down when it is found, ticked off while the clock runs, closed with a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.residents.public import persons_for
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Refused

from ..models import Affected, Breach, Tick
from ..permissions import dong_of, looks_after, require
from ..queries.breaches import MOST_PEOPLE, affected_of, find_breach, owed_for, ticks_of
from ..states import BREACH_MOVES, BreachKind, BreachState, Step
from ..words import DATA
from .moves import next_number, refuse_move, said

TELL = "privacy.breach"
LONGEST = 2000
MOST_AFFECTED = 10_000_000
_TEXTS = frozenset({"what", "how_found"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a breach. `columns` are codes of `words.DATA`."""

    kind: BreachKind
    found_at: datetime
    what: str
    columns: Sequence[str]
    happened_at: datetime | None = None
    how_found: str = ""
    people: int = 0
    sensitive: bool = False
    unique_ids: bool = False
    intrusion: bool = False


@transaction.atomic
def open_breach(viewer: Viewer, *, dong_id: int, told: Told, now: datetime) -> Breach:
    """The clock runs from `found_at`, not from when somebody came to write it down."""
    require(looks_after(viewer))
    dong = dong_of(viewer, dong_id)
    values = _checked(told, now)
    year, number = next_number(Breach, dong.pk, now)
    row = Breach.objects.create(
        id=new_id(),
        dong=dong,
        year=year,
        number=number,
        opened_by_id=viewer.officer_id,
        opened_at=now,
        **values,
    )
    _told(viewer, row, "privacy.breach_opened", now, {"number": number, "people": row.people})
    return row


@transaction.atomic
def edit_breach(
    viewer: Viewer, *, breach_id: UUID, told: Told, version: int, now: datetime
) -> Breach:
    """More is known now. Refused when somebody else wrote meanwhile."""
    require(looks_after(viewer))
    row = _held(viewer, breach_id)
    if row.version != version:
        raise Conflict(
            _("그사이 다른 사람이 고쳤습니다. 다시 열어 확인해 주세요."), code="changed_meanwhile"
        )
    values = _checked(told, now)
    changed = {
        # What was written may name somebody after all: the audit row says only that it changed.
        name: ["•", "•"] if name in _TEXTS else [str(getattr(row, name)), str(value)]
        for name, value in values.items()
        if getattr(row, name) != value
    }
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    _told(viewer, row, "privacy.breach_edited", now, changed)
    return row


@transaction.atomic
def tick(
    viewer: Viewer, *, breach_id: UUID, step: Step, at: datetime, text: str, now: datetime
) -> Tick:
    """One of the things owed was done, when, and how. Kept as it was said."""
    require(looks_after(viewer))
    row = _held(viewer, breach_id)
    if at > now or at < row.found_at:
        raise Refused(_("한 때는 알게 된 때와 지금 사이여야 합니다."), code="moment_out_of_reach")
    if step not in {one.step for one in owed_for(row)}:
        raise Refused(_("이 사고에는 하지 않아도 되는 일입니다."), code="not_owed")
    if step in ticks_of(row):
        raise Conflict(_("이미 적은 일입니다."), code="ticked_already")
    made = Tick.objects.create(
        breach=row,
        step=step,
        at=at,
        text=said(text, most=1000, what=_("한 일")),
        officer_id=viewer.officer_id,
        kept_at=now,
    )
    _told(viewer, row, "privacy.breach_ticked", now, {"step": step, "at": at})
    return made


@transaction.atomic
def add_affected(
    viewer: Viewer, *, breach_id: UUID, person_ids: Iterable[UUID], now: datetime
) -> int:
    """Whose data it was; how many are new. Those whom the viewer may not know of are left out."""
    require(looks_after(viewer))
    row = _held(viewer, breach_id)
    keys = set(person_ids)
    if len(keys) > MOST_PEOPLE:
        raise Refused(
            _("한 번에 %(most)d명까지 더할 수 있습니다. 기간을 나누어 주세요.")
            % {"most": MOST_PEOPLE},
            code="too_many",
        )
    known = {one.person_id for one in affected_of(row)}
    people = persons_for(viewer).filter(pk__in=keys - known, dong=row.dong_id)
    new = [Affected(breach=row, person_id=key) for key in people.values_list("pk", flat=True)]
    Affected.objects.bulk_create(new)
    if new:
        _told(viewer, row, "privacy.breach_affected", now, {"people": len(new)})
    return len(new)


@transaction.atomic
def tell_affected(
    viewer: Viewer,
    *,
    breach_id: UUID,
    advice: str,
    response: str,
    contact: str,
    now: datetime,
) -> tuple[int, int]:
    """Ask for a message to everybody who was not told yet: `(told, without any contact)`.

    What it has to say: 법 제34조제1항제1호–제5호. Pressed twice, nobody is told twice.
    """
    require(looks_after(viewer))
    row = _held(viewer, breach_id)
    waiting = [one for one in affected_of(row) if one.message_id is None]
    if not waiting:
        raise Conflict(_("알릴 사람이 없습니다."), code="nobody_to_tell")
    values = {
        "office": row.dong.name,
        "items": ", ".join(str(DATA[code]) for code in row.columns if code in DATA),
        "when": _moment(row.happened_at or row.found_at),
        "what": row.what,
        "advice": said(advice, most=500, what=_("당사자가 할 수 있는 일")),
        "response": said(response, most=500, what=_("우리 기관이 하는 일")),
        "contact": said(contact, most=100, what=_("문의할 곳")),
    }
    keys = [one.person_id for one in waiting]
    people = {person.pk: person for person in persons_for(viewer).filter(pk__in=keys)}
    told, unreached = [], 0
    for one in waiting:
        person = people.get(one.person_id)
        if person is None or person.is_gone:
            unreached += 1
            continue
        try:
            message = ask(
                viewer,
                event=TELL,
                to=Recipient(person_id=person.pk, language=person.language),
                values=values,
                dong_id=row.dong_id,
                now=now,
                about=row,
                once=f"{TELL}:{row.pk}:{person.pk}",
            )
        except Refused:
            unreached += 1
            continue
        one.message_id, one.told_at = message.pk, now
        told.append(one)
    Affected.objects.for_viewer(SYSTEM).bulk_update(told, ["message_id", "told_at"])
    counts = {"told": len(told), "unreached": unreached}
    _told(viewer, row, "privacy.breach_told", now, counts)
    return len(told), unreached


@transaction.atomic
def close_breach(viewer: Viewer, *, breach_id: UUID, done: str, now: datetime) -> Breach:
    """Closed when everything that is owed was done; the report is a paper of what is written."""
    require(looks_after(viewer))
    row = _held(viewer, breach_id)
    ticked = ticks_of(row)
    if any(one.step not in ticked for one in owed_for(row)):
        raise Conflict(_("아직 하지 않은 일이 있습니다. 모두 적은 뒤에 끝내 주세요."), code="owed")
    return _end(viewer, row, BreachState.CLOSED, done, now)


@transaction.atomic
def drop_breach(viewer: Viewer, *, breach_id: UUID, reason: str, now: datetime) -> Breach:
    """It was none: nothing was lost, stolen or leaked."""
    require(looks_after(viewer))
    return _end(viewer, _held(viewer, breach_id), BreachState.FALSE_ALARM, reason, now)


def _end(viewer: Viewer, row: Breach, to: BreachState, done: str, now: datetime) -> Breach:
    refuse_move(BREACH_MOVES, row.state, to)
    row.done = said(done, most=LONGEST, what=_("처리한 내용"))
    row.state, row.closed_at, row.closed_by_id = to, now, viewer.officer_id
    row.version += 1
    row.save(update_fields=["done", "state", "closed_at", "closed_by", "version"])
    _told(viewer, row, f"privacy.breach_{to}", now, {"state": to})
    return row


def _held(viewer: Viewer, breach_id: UUID) -> Breach:
    found = find_breach(viewer, breach_id)
    if found.state != BreachState.OPEN:
        raise Conflict(_("이미 끝난 사고입니다."), code="breach_ended")
    rows = Breach.objects.for_viewer(viewer).select_related("dong")
    return rows.select_for_update(of=("self",)).get(pk=breach_id)


def _checked(told: Told, now: datetime) -> dict[str, object]:
    if told.found_at > now:
        raise Refused(_("알게 된 때가 지금보다 뒤입니다."), code="found_later")
    if told.happened_at is not None and told.happened_at > told.found_at:
        raise Refused(_("일어난 때가 알게 된 때보다 뒤입니다."), code="happened_later")
    if not told.columns or not set(told.columns) <= set(DATA):
        raise Refused(_("어떤 개인정보인지 골라 주세요."), code="columns_missing")
    if not 0 <= told.people <= MOST_AFFECTED:
        raise Refused(_("사람 수를 다시 확인해 주세요."), code="people_out_of_reach")
    values = asdict(told)
    values["columns"] = list(told.columns)
    values["what"] = said(told.what, most=LONGEST, what=_("일어난 일"))
    values["how_found"] = said(told.how_found, most=300, what=_("알게 된 경위"), least=0)
    return values


def _moment(moment: datetime) -> str:
    return date_format(localtime(moment), _("Y. n. j. H:i"))


def _told(
    viewer: Viewer, row: Breach, action: str, now: datetime, changes: Mapping[str, object]
) -> None:
    record(viewer, action=action, subject=row, now=now, dong_id=row.dong_id, changes=changes)
