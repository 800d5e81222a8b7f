"""무인민원발급기: the state's own machine, which prints certificates at once."""

from __future__ import annotations

from dongne.delivery.ways.public import Ability, Asking, Channel, Feature, Giving

from ...subjects import Words, register

THERE = frozenset({Ability.GO_OUT, Ability.STAIRS, Ability.TOUCH_SCREEN, Ability.READ, Ability.SEE})

register(
    Channel(
        key="issuing_machine",
        names={"ko": "무인민원발급기", "en": "Issuing machine"},
        icon="printer",
        order=110,
        ours=False,
        asking=Asking.ATTEND,
        giving=Giving.ON_THE_SPOT,
        needs_to_ask=THERE,
        needs_to_receive=THERE,
        eases={
            Feature.WHEELCHAIR: frozenset({Ability.STAIRS}),
            Feature.VOICE: frozenset({Ability.READ, Ability.SEE}),
            Feature.STAFFED: frozenset({Ability.READ, Ability.SEE, Ability.TOUCH_SCREEN}),
        },
        results=frozenset({"issuing_machine"}),
        made_by=frozenset({"issuing_machine"}),
        handled_elsewhere=True,
        minutes_to_ask=5,
    ),
    Words(
        asking={
            "ko": "발급기에서 지문으로 본인을 확인하고 바로 발급합니다.",
            "en": "The machine reads a fingerprint and prints at once.",
        },
        receiving={
            "ko": "그 자리에서 인쇄해 받습니다.",
            "en": "Printed on the spot.",
        },
    ),
)
