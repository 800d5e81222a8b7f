"""동네에서: an officer on an outing, or on a visit at home, takes the request."""

from __future__ import annotations

from dongne.delivery.ways.public import Asking, Channel

from ...states import Home
from ...subjects import Words, register

register(
    Channel(
        key="street",
        names={"ko": "동네에서 만난 주무관", "en": "Officer on the way"},
        icon="footprints",
        order=50,
        ours=True,
        asking=Asking.CALLED,
        accepts_within=8 * 60,
    ),
    Words(
        home=Home.HOURS,
        has_sites=False,
        asking={
            "ko": "동네를 도는 주무관에게 말하거나, 집으로 와 달라고 부탁합니다.",
            "en": "Tell the officer who walks your neighbourhood, or ask for a visit at home.",
        },
    ),
)
