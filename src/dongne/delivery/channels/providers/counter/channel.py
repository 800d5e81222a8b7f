"""관공서 창구: the counter of the dong's own office."""

from __future__ import annotations

from dongne.delivery.ways.public import Ability, Asking, Channel, Feature, Giving

from ...states import Home
from ...subjects import Words, register

THERE = frozenset({Ability.GO_OUT, Ability.STAIRS})

register(
    Channel(
        key="counter",
        names={"ko": "동 주민센터 창구", "en": "Counter of the community centre"},
        icon="building",
        order=10,
        ours=True,
        asking=Asking.ATTEND,
        giving=Giving.ATTEND,
        needs_to_ask=THERE,
        needs_to_receive=THERE,
        eases={Feature.WHEELCHAIR: frozenset({Ability.STAIRS})},
    ),
    Words(
        home=Home.OFFICE,
        asking={
            "ko": "주민센터에 와서 신청합니다. 그 자리에서 접수합니다.",
            "en": "Come to the community centre; it is accepted on the spot.",
        },
        receiving={
            "ko": "주민센터에 와서 신분을 확인하고 받습니다.",
            "en": "Come to the community centre and show who you are.",
        },
    ),
)
