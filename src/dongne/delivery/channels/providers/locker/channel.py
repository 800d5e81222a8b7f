"""무인민원택배함: a compartment that opens for a one-time code, day and night."""

from __future__ import annotations

from dongne.delivery.ways.public import (
    Ability,
    Asker,
    Channel,
    Feature,
    Form,
    Giving,
    Reason,
    Service,
)

from ...subjects import Words, register

NEEDS_A_HAND = "needs_a_hand"
MOST_COPIES = 20
"""What an envelope of A4 takes that still goes through the seal and into the smallest door."""


def gives(service: Service, asker: Asker) -> tuple[Reason, ...]:
    """A thing that is signed for in person (여권법 시행령: passports, cards) is put into a hand."""
    if service.form is Form.OBJECT:
        return (Reason(code=NEEDS_A_HAND, channel="locker", basis=service.basis),)
    return ()


register(
    Channel(
        key="locker",
        names={"ko": "무인민원택배함", "en": "Document locker"},
        icon="package",
        order=70,
        ours=True,
        giving=Giving.LOADED,
        needs_to_receive=frozenset({Ability.GO_OUT, Ability.STAIRS, Ability.TOUCH_SCREEN}),
        eases={
            Feature.WHEELCHAIR: frozenset({Ability.STAIRS}),
            Feature.STAFFED: frozenset({Ability.TOUCH_SCREEN}),
        },
        gives=gives,
        most_copies=MOST_COPIES,
    ),
    Words(
        receiving={
            "ko": "휴대전화로 받은 번호를 넣고 칸을 열어 꺼냅니다.",
            "en": "Open a compartment with the code on your phone.",
        },
        reasons={
            NEEDS_A_HAND: {
                "ko": "본인이 서명하고 받아야 하는 물건은 택배함에 넣지 않습니다.",
                "en": "What is signed for in person is not put into a locker.",
            }
        },
    ),
)
