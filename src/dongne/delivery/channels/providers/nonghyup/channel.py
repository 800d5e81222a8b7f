"""농협 창구: a branch that passes requests on to the office that issues."""

from __future__ import annotations

from dongne.delivery.ways.public import Ability, Asking, Channel, Feature, Giving

from ...subjects import Words, register

THERE = frozenset({Ability.GO_OUT, Ability.STAIRS})

register(
    Channel(
        key="nonghyup",
        names={"ko": "농협 창구", "en": "NongHyup branch"},
        icon="leaf",
        order=130,
        ours=False,
        asking=Asking.ATTEND,
        giving=Giving.ATTEND,
        needs_to_ask=THERE,
        needs_to_receive=THERE,
        eases={Feature.WHEELCHAIR: frozenset({Ability.STAIRS})},
        results=frozenset({"nonghyup"}),
        made_by=frozenset({"nonghyup"}),
        handled_elsewhere=True,
    ),
    Words(
        asking={
            "ko": "농협에서 영업시간에 신청합니다. 할 수 있는 민원이 정해져 있습니다.",
            "en": "Apply in a NongHyup branch in banking hours; some kinds only.",
        },
        receiving={
            "ko": "신청한 농협에서 받습니다.",
            "en": "Fetch it in the same branch.",
        },
    ),
)
