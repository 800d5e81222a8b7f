"""전화: asked for by telephone in the office's hours."""

from __future__ import annotations

from dongne.delivery.ways.public import Ability, Asking, Channel

from ...states import Home
from ...subjects import Words, register

register(
    Channel(
        key="phone",
        names={"ko": "전화", "en": "Telephone"},
        icon="phone",
        order=30,
        ours=True,
        asking=Asking.ATTEND,
        needs_to_ask=frozenset({Ability.HEAR}),
    ),
    Words(
        home=Home.HOURS,
        has_sites=False,
        asking={
            "ko": "근무시간에 주민센터에 전화로 신청합니다.",
            "en": "Call the community centre in its working hours.",
        },
    ),
)
