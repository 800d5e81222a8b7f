"""복합기 KIOSK: prints what was issued as an electronic document, and has a PC to ask with."""

from __future__ import annotations

from dongne.delivery.ways.public import (
    Ability,
    Asker,
    Asking,
    Channel,
    Feature,
    Form,
    Giving,
    Reason,
    Service,
)

from ...subjects import Words, register

ONLY_PRINTABLE = "only_printable"
PRINTS = frozenset({Form.PRINTABLE, Form.EITHER})
ASKS = frozenset({Ability.GO_OUT, Ability.STAIRS, Ability.TOUCH_SCREEN, Ability.READ, Ability.SEE})
TAKES = frozenset({Ability.GO_OUT, Ability.STAIRS, Ability.TOUCH_SCREEN, Ability.SEE})


def gives(service: Service, asker: Asker) -> tuple[Reason, ...]:
    """It prints papers. A seal in ink, a card or a passport does not come out of a printer."""
    if service.form not in PRINTS:
        return (Reason(code=ONLY_PRINTABLE, channel="kiosk"),)
    return ()


register(
    Channel(
        key="kiosk",
        names={"ko": "복합기 키오스크", "en": "Document kiosk"},
        icon="printer",
        order=60,
        ours=True,
        asking=Asking.ATTEND,
        giving=Giving.ATTEND,
        needs_to_ask=ASKS,
        needs_to_receive=TAKES,
        eases={
            Feature.WHEELCHAIR: frozenset({Ability.STAIRS}),
            Feature.VOICE: frozenset({Ability.READ, Ability.SEE}),
            Feature.STAFFED: frozenset({Ability.READ, Ability.SEE, Ability.TOUCH_SCREEN}),
        },
        accepts_within=8 * 60,
        gives=gives,
    ),
    Words(
        asking={
            "ko": "키오스크나 옆의 PC에서 신청합니다. 근무시간 8시간 안에 접수합니다.",
            "en": "Ask at the kiosk or the PC beside it; accepted within eight working hours.",
        },
        receiving={
            "ko": "키오스크에서 받은 번호를 넣고 인쇄합니다.",
            "en": "Enter your code at the kiosk and print it.",
        },
        reasons={
            ONLY_PRINTABLE: {
                "ko": "키오스크는 전자문서로 발급한 것만 인쇄합니다.",
                "en": "The kiosk prints only what is issued as an electronic document.",
            }
        },
    ),
)
