"""출장 민원 창구: an official sits in a place near by at announced hours."""

from __future__ import annotations

from dongne.delivery.ways.public import Ability, Asking, Channel, Feature, Giving

from ...subjects import Words, register

THERE = frozenset({Ability.GO_OUT, Ability.STAIRS})

register(
    Channel(
        key="outreach",
        names={"ko": "출장 민원 창구", "en": "Outreach counter"},
        icon="users",
        order=40,
        ours=True,
        asking=Asking.ATTEND,
        giving=Giving.ATTEND,
        needs_to_ask=THERE,
        needs_to_receive=THERE,
        eases={Feature.WHEELCHAIR: frozenset({Ability.STAIRS})},
    ),
    Words(
        asking={
            "ko": "공무원이 나와 있는 가까운 곳에서 정한 시간에 신청합니다.",
            "en": "Apply near by, where an officer sits at announced hours.",
        },
        receiving={
            "ko": "다음에 창구가 열릴 때 그곳에서 받습니다.",
            "en": "Fetch it there the next time the counter is open.",
        },
    ),
)
