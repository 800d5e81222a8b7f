"""Whose turn it is: worked out anew at every signature, at every absence, and every night."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Away, Officer, away_on
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from .. import rules
from ..jobs import tell_turn
from ..models import Line, Step
from ..queries import crew_of
from ..states import Gap, LineState, StepState

_KEPT = (
    "state",
    "acted_at",
    "opinion",
    "officer_id",
    "officer_name",
    "officer_title",
    "away_kind",
    "away_from",
    "away_to",
    "stand_in_id",
    "stand_in_name",
    "stand_in_title",
    "stood_in_before",
    "after_report",
)


def is_open(step: Step) -> bool:
    """Nobody acted in it yet. A box merged into a later one is open until that one is signed."""
    return step.state == StepState.WAITING or (
        step.state == StepState.MERGED and step.acted_at is None
    )


def set_turn(
    line: Line, steps: Sequence[Step], *, now: datetime, away: dict[int, Away] | None = None
) -> bool:
    """Give the running line to whoever's turn it is now. In memory; True if anything changed.

    `away` are the absent of the dong and day, where the transaction has asked for them before.
    One statement for those who are not loaded with their boxes yet, one more where the last seat
    has to be filled again.
    """
    away = away_of(line, now=now) if away is None else away
    officers = _people(steps, away)
    last = steps[-1]
    before = [_shown(step) for step in steps], line.awaiting_id, line.gap
    if _gone(officers.get(last.officer_id), line):
        _seat_again(line, last)
        officers = _people(steps, away)
    gone = {
        step.officer_id
        for step in steps
        if step is not last and _gone(officers.get(step.officer_id), line)
    }
    gone |= {away[key].deputy_id or 0 for key in away if _gone_deputy(away[key], officers, line)}
    if last.officer_id in officers and _gone(officers[last.officer_id], line):
        gone.add(last.officer_id)
    turn = rules.turn(
        [rules.Stand(step.officer_id, is_open(step)) for step in steps],
        drafter=line.drafter_id,
        away={key: one.deputy_id for key, one in away.items()},
        gone=gone,
    )
    for at, step in enumerate(steps):
        if at in turn.skipped:
            step.state, step.acted_at = StepState.SKIPPED, now
            _tell_why(step, away.get(step.officer_id))
        elif is_open(step):
            step.state = StepState.MERGED if at in turn.merged else StepState.WAITING
    _stand_in(last, turn, away, officers, now_at=turn.at == len(steps) - 1)
    if line.awaiting_id != turn.awaits:
        line.awaiting_id, line.awaiting_since = turn.awaits, now if turn.awaits else None
    line.gap = turn.gap or ""
    return before != ([_shown(step) for step in steps], line.awaiting_id, line.gap)


def away_of(line: Line, *, now: datetime) -> dict[int, Away]:
    """Who of the line's dong is away on the day of `now`. One statement."""
    return away_on(SYSTEM, day=seoul_day(now), dong_id=line.dong_id)


def _people(steps: Sequence[Step], away: dict[int, Away]) -> dict[int, Officer]:
    """Everybody on the line and who stands in for them; asked for if not in the boxes' rows."""
    box = Step._meta.get_field("officer")
    known = {step.officer_id: step.officer for step in steps if box.is_cached(step)}
    wanted = {step.officer_id for step in steps}
    wanted |= {one.deputy_id for key, one in away.items() if key in wanted and one.deputy_id}
    if missing := wanted - known.keys():
        found = Officer.objects.for_viewer(SYSTEM).filter(pk__in=missing)
        known |= {officer.pk: officer for officer in found}
    return known


def _gone(officer: Officer | None, line: Line) -> bool:
    return officer is not None and (not officer.is_active or officer.dong_id != line.dong_id)


def _gone_deputy(one: Away, officers: dict[int, Officer], line: Line) -> bool:
    return one.deputy_id is not None and _gone(officers.get(one.deputy_id), line)


def _seat_again(line: Line, last: Step) -> None:
    """Who decided moved away: the paper waits for whoever has the seat now."""
    crew = crew_of(SYSTEM, dong_id=line.dong_id)
    officer = crew.seated(last.seat, team_id=line.drafter.team_id) if last.seat else None
    if officer:
        last.officer = officer
        last.officer_name, last.officer_title = officer.name, officer.title


def _tell_why(step: Step, away: Away | None) -> None:
    step.away_kind = away.kind if away else ""
    step.away_from = away.starts_on if away else None
    step.away_to = away.ends_on if away else None


def _stand_in(
    last: Step, turn: rules.Turn, away: dict[int, Away], officers: dict[int, Officer], now_at: bool
) -> None:
    """Write into the last box who stands in, or who does no longer."""
    deputy = officers.get(turn.awaits or 0) if turn.stands_in else None
    if last.stand_in_id and last.stand_in_id != (deputy.pk if deputy else None):
        last.stood_in_before = sorted({*last.stood_in_before, last.stand_in_id})
    last.stand_in = deputy
    last.stand_in_name = deputy.name if deputy else ""
    last.stand_in_title = deputy.title if deputy else ""
    waits_away = now_at and (turn.stands_in or turn.gap is not None)
    _tell_why(last, away.get(last.officer_id) if waits_away else None)


def boxes_of(viewer: Viewer, line: Line) -> list[Step]:
    """The boxes of a line with whose they are, in order. One statement."""
    boxes = Step.objects.for_viewer(viewer).filter(line=line).select_related("officer")
    return list(boxes.order_by("position"))


def _shown(step: Step) -> tuple[object, ...]:
    return (step.state, step.officer_id, step.stand_in_id, step.away_kind, step.away_to)


def kept(steps: Sequence[Step]) -> list[tuple[object, ...]]:
    """The boxes as they are kept, to save later only those that changed."""
    return [tuple(getattr(step, name) for name in _KEPT) for step in steps]


def save_changed(steps: Sequence[Step], before: Sequence[tuple[object, ...]]) -> None:
    """A statement for each box that changed; mostly the one that was signed."""
    for step, was, is_ in zip(steps, before, kept(steps), strict=True):
        if was != is_:
            step.save(update_fields=_KEPT)


def move_lines_of(viewer: Viewer, *, officer_ids: Iterable[int], now: datetime) -> int:
    """Move on what waits for these people, or for somebody they stand in for. How many moved.

    Also what waits for nobody in their dongs: a deputy may have come back.
    """
    ids = list(officer_ids)
    dongs = Officer.objects.for_viewer(SYSTEM).filter(pk__in=ids).values("dong_id")
    unsigned = Q(steps__state__in=[StepState.WAITING, StepState.MERGED])
    touched = Q(steps__officer__in=ids) | Q(steps__stand_in__in=ids)
    waiting = Q(dong__in=dongs) & ~Q(gap__in=["", Gap.OUTSIDE])
    return _move(viewer, _running().filter((unsigned & touched) | waiting), now=now)


def move_all_lines(viewer: Viewer, *, now: datetime) -> int:
    """Every night: absences begin and end. How many lines moved."""
    away = away_on(SYSTEM, day=seoul_day(now))
    # Whoever is awaited is away, somebody stands in, or nobody could sign yesterday.
    changed = (
        Q(awaiting__in=away)
        | Q(steps__state=StepState.WAITING, steps__stand_in__isnull=False)
        | ~Q(gap__in=["", Gap.OUTSIDE])
        | Q(awaiting__is_active=False)
        | (Q(awaiting__isnull=False) & ~Q(awaiting__dong=F("dong")))
    )
    return _move(viewer, _running().filter(changed), now=now)


def _running() -> QuerySet[Line]:
    return Line.objects.for_viewer(SYSTEM).filter(state=LineState.RUNNING)


def _move(viewer: Viewer, lines: QuerySet[Line], *, now: datetime) -> int:
    keys = sorted(set(lines.values_list("pk", flat=True)))
    return sum(move_line(viewer, line_id=key, now=now) for key in keys)


@transaction.atomic
def move_line(viewer: Viewer, *, line_id: int, now: datetime) -> bool:
    """One line to whoever's turn it is now; an audit row if that changed anything."""
    line = (
        _running()
        .select_for_update(of=("self",))
        .select_related("drafter")
        .filter(pk=line_id)
        .exclude(gap=Gap.OUTSIDE)
        .first()
    )
    if line is None:
        return False
    steps = boxes_of(SYSTEM, line)
    before, awaited = kept(steps), line.awaiting_id
    if not set_turn(line, steps, now=now):
        return False
    save_changed(steps, before)
    line.save(update_fields=["awaiting", "awaiting_since", "gap"])
    record(
        viewer,
        action="approval.moved",
        subject=line,
        now=now,
        dong_id=line.dong_id,
        changes={"awaiting": line.awaiting_id, "gap": line.gap},
    )
    if line.awaiting_id != awaited:
        tell_turn(line, signer_id=viewer.officer_id)
    return True
