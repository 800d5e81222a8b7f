"""Whatever clerks, couriers and residents do, in any order: exactly one holder, each handed it by
the one before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from dongne.delivery.custody import public as custody
from dongne.delivery.ways.public import Identity
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused
from tests.cast import NOW, Cast
from tests.making.parcels import a_courier, a_parcel, as_courier

from .test_handing import code_sent

WHO = st.sampled_from(("clerk", "colleague", "one", "two"))
WHICH = st.integers(0, 1)


class Hands(RuleBasedStateMachine):
    """The model keeps, beside the program, who has each parcel and who was offered it."""

    made: Callable[[], tuple[Cast, dict[str, Viewer], dict[str, custody.Holder]]]

    @initialize()
    def begin(self) -> None:
        self.cast, self.viewers, self.holders = type(self).made()
        self.parcels = [a_parcel(self.viewers["clerk"], receive="counter") for _n in range(2)]
        self.has = ["clerk", "clerk"]
        self.offered: list[tuple[str, str] | None] = [None, None]
        self.over = [False, False]

    def _try(self, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except Refused:
            return None

    def _mine(self, who: str, which: int) -> bool:
        """Whether they may give it: it is in their hands, or on the shelf of their office."""
        staff = who in ("clerk", "colleague")
        return self.has[which] == who or (staff and self.has[which] == "desk")

    @rule(who=WHO, to=WHO, which=WHICH)
    def offer(self, who: str, to: str, which: int) -> None:
        made = self._try(
            lambda: custody.offer(
                self.viewers[who], parcel_id=self.parcels[which].pk, to=self.holders[to], now=NOW
            )
        )
        may = self._mine(who, which) and self.offered[which] is None and not self.over[which]
        assert (made is not None) == (may and to != self.has[which])
        if made is not None:
            self.offered[which] = (to, made.code)

    @rule(who=WHO, which=WHICH, right=st.booleans())
    def take(self, who: str, which: int, right: bool) -> None:
        to, code = self.offered[which] or ("", "??????")
        found = self._try(
            lambda: custody.take(
                self.viewers[who],
                parcel_id=self.parcels[which].pk,
                code=code if right else "",
                now=NOW,
            )
        )
        assert (found is not None) == (right and who == to)
        if found is not None:
            self.has[which], self.offered[which] = who, None

    @rule(who=WHO, which=WHICH)
    def withdraw(self, who: str, which: int) -> None:
        found = self._try(
            lambda: custody.withdraw_offer(
                self.viewers[who], parcel_id=self.parcels[which].pk, now=NOW
            )
        )
        if found is not None:
            assert self.offered[which] is not None
            self.offered[which] = None

    @rule(who=st.sampled_from(("clerk", "colleague")), which=WHICH, out=st.booleans())
    def shelf(self, who: str, which: int, out: bool) -> None:
        to = self.holders[who if out else "desk"]
        found = self._try(
            lambda: custody.place(
                self.viewers[who], parcel_id=self.parcels[which].pk, to=to, now=NOW
            )
        )
        may = self.has[which] == ("desk" if out else who) and self.offered[which] is None
        assert (found is not None) == (may and not self.over[which])
        if found is not None:
            self.has[which] = who if out else "desk"

    @rule(who=WHO, which=WHICH, told=st.booleans())
    def hand(self, who: str, which: int, told: bool) -> None:
        """A resident shows a card at the desk, or tells a courier the code, or does not."""
        parcel, viewer = self.parcels[which], self.viewers[who]
        courier = who in ("one", "two")
        shown = custody.Shown(kind=Identity.CODE if courier else Identity.CARD)
        if (
            courier
            and told
            and self._try(lambda: custody.give_taker_code(viewer, parcel_id=parcel.pk, now=NOW))
        ):
            shown = custody.Shown(kind=Identity.CODE, code=code_sent(parcel), birth_date="19410302")
        found = self._try(
            lambda: custody.hand_to(viewer, parcel_id=parcel.pk, shown=shown, now=NOW)
        )
        if found is not None:
            assert self._mine(who, which)
            assert not courier or shown.code
            self.has[which], self.offered[which], self.over[which] = "taker", None, True

    @invariant()
    def exactly_one_holder(self) -> None:
        for which, parcel in enumerate(getattr(self, "parcels", [])):
            kept = custody.Parcel.objects.for_viewer(SYSTEM).get(pk=parcel.pk)
            if self.has[which] == "taker":
                assert kept.holder_kind == custody.HolderKind.TAKER
            else:
                mine = self.holders[self.has[which]]
                assert (kept.holder_kind, kept.holder_key) == (mine.kind, mine.key)
            holder = ("officer", self.holders["clerk"].key)
            for leg in custody.Transfer.objects.for_viewer(SYSTEM).filter(parcel=parcel):
                if leg.state == custody.TransferState.TAKEN:
                    assert (leg.giver_kind, leg.giver_key) == holder
                    holder = (leg.taker_kind, leg.taker_key)
            assert holder == (kept.holder_kind, kept.holder_key)


@pytest.mark.django_db
def test_in_any_order_there_is_one_holder(cast: Cast) -> None:
    couriers = [
        a_courier(cast, name, f"010-7777-000{n}") for n, name in enumerate(("박봉사", "최봉사"))
    ]
    viewers = {
        "clerk": cast.viewer(cast.own.officer),
        "colleague": cast.viewer(cast.own.colleague),
        "one": as_courier(couriers[0]),
        "two": as_courier(couriers[1]),
    }
    holders = {
        "clerk": custody.officer(cast.own.officer.pk),
        "colleague": custody.officer(cast.own.colleague.pk),
        "one": custody.volunteer(couriers[0].pk),
        "two": custody.volunteer(couriers[1].pk),
        "desk": custody.office_desk(cast.own.dong.pk),
    }

    class Here(Hands):
        made = staticmethod(lambda: (cast, viewers, holders))

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=5,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
