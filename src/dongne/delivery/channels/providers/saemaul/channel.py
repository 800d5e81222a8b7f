"""새마을금고 창구: a branch that passes requests on to the office that issues."""

from __future__ import annotations

from dongne.delivery.ways.public import Ability, Asking, Channel, Feature, Giving

from ...subjects import Words, register

THERE = frozenset({Ability.GO_OUT, Ability.STAIRS})

register(
    Channel(
        key="saemaul",
        names={"ko": "새마을금고 창구", "en": "Saemaul branch"},
        icon="sprout",
        order=140,
        ours=False,
        asking=Asking.ATTEND,
        giving=Giving.ATTEND,
        needs_to_ask=THERE,
        needs_to_receive=THERE,
        eases={Feature.WHEELCHAIR: frozenset({Ability.STAIRS})},
        results=frozenset({"saemaul"}),
        made_by=frozenset({"saemaul"}),
        handled_elsewhere=True,
    ),
    Words(
        asking={
            "ko": "새마을금고에서 영업시간에 신청합니다. 할 수 있는 민원이 정해져 있습니다.",
            "en": "Apply in a Saemaul branch in banking hours; some kinds only.",
        },
        receiving={
            "ko": "신청한 새마을금고에서 받습니다.",
            "en": "Fetch it in the same branch.",
        },
    ),
)
