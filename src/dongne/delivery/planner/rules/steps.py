"""What happens when, on the best way of a pair of channels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from dongne.delivery.ways.public import Asking, Giving

from .wishes import Step

if TYPE_CHECKING:
    from .found import Found
    from .sides import Person

GO = "go"
ASK = {Asking.ATTEND: "ask", Asking.REMOTE: "ask_remote", Asking.CALLED: "ask_called"}
WAIT = "wait"
ACCEPTED = "accepted"
READY = "ready"
LOADED = "loaded"
RECEIVE = {
    Giving.ATTEND: "fetch",
    Giving.LOADED: "open_door",
    Giving.BROUGHT: "brought",
    Giving.POSTED: "arrives",
    Giving.LINK: "link",
    Giving.ON_THE_SPOT: "receive_there",
}
RECEIVE_THERE = "receive_there"


def steps_of(person: Person, found: Found) -> tuple[Step, ...]:
    """`go` is when to leave home; the last is when it is in hand. Of what is brought: by when."""
    moment = person.index.world.moment
    return tuple(
        Step(code=code, at=moment(at), site=site, metres=metres)
        for code, at, site, metres in _told(person, found)
    )


def _told(person: Person, found: Found) -> Iterator[tuple[str, int, UUID | None, int | None]]:
    asked, give = found.asked, found.give
    ask, place = asked.ask, asked.ask.site.id
    attends = found.apply.asking is Asking.ATTEND
    if ask.walk:
        yield GO, asked.begins - ask.walk, place, ask.metres
    yield ASK[found.apply.asking], asked.begins, place if attends else None, None
    done = asked.begins + ask.length
    if found.visit:
        if asked.ready > done:
            yield WAIT, done, place, None
        yield RECEIVE_THERE, found.in_hand, place, None
        return
    if asked.accepted > done:
        yield ACCEPTED, asked.accepted, None, None
    if asked.ready > asked.accepted:
        yield READY, asked.ready, None, None
    if give.runs and found.receive.giving is not Giving.BROUGHT:
        back = give.backs[bisect_left(give.leaves, asked.ready)]
        yield LOADED, back, give.site.id, None
    if give.walk:
        yield GO, found.in_hand - give.length - give.walk, give.site.id, give.metres
    code = RECEIVE[found.receive.giving]
    yield code, found.in_hand, give.site.id if code in ("fetch", "open_door") else None, None
