"""정부24: the state's electronic counter."""

from __future__ import annotations

from dongne.delivery.ways.public import Ability, Asking, Channel, Giving

from ...states import Home
from ...subjects import Words, register

THERE = frozenset({Ability.INTERNET, Ability.READ})

register(
    Channel(
        key="gov24",
        names={"ko": "정부24", "en": "Gov24"},
        icon="globe",
        order=150,
        ours=False,
        asking=Asking.REMOTE,
        giving=Giving.ON_THE_SPOT,
        needs_to_ask=THERE,
        needs_to_receive=THERE | {Ability.PRINT},
        results=frozenset({"gov24", "kiosk", "counter", "outreach", "locker", "volunteer", "post"}),
        made_by=frozenset({"gov24"}),
        handled_elsewhere=True,
    ),
    Words(
        home=Home.ALWAYS,
        has_sites=False,
        asking={
            "ko": "정부24에서 인증서로 신청합니다.",
            "en": "Apply at Gov24 with a certificate.",
        },
        receiving={
            "ko": "집에서 인쇄합니다.",
            "en": "Print it at home.",
        },
    ),
)
