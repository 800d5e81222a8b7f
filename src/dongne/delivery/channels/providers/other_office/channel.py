"""다른 기관 창구(어디서나 민원): any other office, which asks the one that issues."""

from __future__ import annotations

from dongne.delivery.ways.public import Ability, Asking, Channel, Feature, Giving

from ...subjects import Words, register

THERE = frozenset({Ability.GO_OUT, Ability.STAIRS})

register(
    Channel(
        key="other_office",
        names={"ko": "다른 기관 창구", "en": "Another public office"},
        icon="landmark",
        order=120,
        ours=False,
        asking=Asking.ATTEND,
        giving=Giving.ATTEND,
        needs_to_ask=THERE,
        needs_to_receive=THERE,
        eases={Feature.WHEELCHAIR: frozenset({Ability.STAIRS})},
        results=frozenset({"other_office", "counter", "outreach", "locker", "volunteer", "post"}),
        made_by=frozenset({"other_office", "counter", "outreach"}),
        handled_elsewhere=True,
    ),
    Words(
        asking={
            "ko": "어느 시·군·구나 읍·면·동에서든 어디서나 민원으로 신청합니다.",
            "en": "Apply at any public office in the country.",
        },
        receiving={
            "ko": "신청할 때 고른 기관에서 받습니다.",
            "en": "Fetch it at the office that was chosen.",
        },
    ),
)
