"""Orders by hand and ticks, in any order in which they arrive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongne.outreach.rounds.presenters.stops import numbers
from dongne.outreach.rounds.rules import Tick, moved, ticked
from dongne.outreach.rounds.states import TickStatus

NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
OUTING = UUID(int=1)

ticks = st.lists(
    st.builds(
        Tick,
        outing=st.just(OUTING),
        key=st.just("place:1"),
        done=st.booleans(),
        at=st.integers(-6, 2).map(lambda hours: NOW + timedelta(hours=hours)),
    ),
    max_size=6,
)


def after(sent: list[Tick]) -> tuple[datetime | None, datetime | None]:
    state: tuple[datetime | None, datetime | None] = (None, None)
    for one in sent:
        *found, _status = ticked(*state, one, NOW)
        state = (found[0], found[1])
    return state


twice = ticks.flatmap(lambda sent: st.tuples(st.just(sent), st.permutations([*sent, *sent])))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(sent=twice)
def test_ticks_in_any_order_and_any_number_of_times_say_the_same(
    sent: tuple[list[Tick], list[Tick]],
) -> None:
    once, mixed = sent
    assert after(mixed) == after(once)


@given(sent=ticks)
def test_the_latest_word_counts_and_none_lies_ahead(sent: list[Tick]) -> None:
    done_at, ticked_at = after(sent)
    if not sent:
        assert (done_at, ticked_at) == (None, None)
        return
    last = max(min(one.at, NOW) for one in sent)
    words = [one.done for one in sent if min(one.at, NOW) == last]
    assert ticked_at == last
    assert done_at == (last if any(words) else None)


def test_the_same_word_again_is_the_same() -> None:
    word = Tick(outing=OUTING, key="place:1", done=True, at=NOW)
    done_at, ticked_at, first = ticked(None, None, word, NOW)
    assert ticked(done_at, ticked_at, word, NOW) == (NOW, NOW, TickStatus.SAME)
    assert first is TickStatus.DONE


@given(order=st.permutations(range(6)), to=st.integers(-3, 9))
def test_a_stop_moves_and_the_others_keep_their_order(order: list[int], to: int) -> None:
    after = moved(order, 3, to)
    assert after[max(0, min(to, 5))] == 3
    assert [one for one in after if one != 3] == [one for one in order if one != 3]


def test_what_stands_in_a_marker() -> None:
    assert [numbers(one) for one in ([3], [3, 4], [3, 4, 5], [3, 5, 9])] == [
        "3",
        "3·4",
        "3–5",
        "3…",
    ]
