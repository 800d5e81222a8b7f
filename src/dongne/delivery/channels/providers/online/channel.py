"""온라인: our own page, where one asks the dong; the result as a file by a link that ends."""

from __future__ import annotations

from dongne.delivery.ways.public import Ability, Asker, Asking, Channel, Giving, Reason, Service

from ...states import Home
from ...subjects import Words, register

NO_FILE = "no_file"
NEEDS = frozenset({Ability.INTERNET, Ability.READ})


def gives(service: Service, asker: Asker) -> tuple[Reason, ...]:
    """Only what the catalogue lets out as a file, and only to the person that it is about or to
    whoever is in the household: a link can be handed on (주민등록법 제29조제3항 in its spirit)."""
    if not service.pdf_link:
        return (Reason(code=NO_FILE, channel="online", basis=service.basis),)
    return ()


register(
    Channel(
        key="online",
        names={"ko": "온라인", "en": "Online"},
        icon="monitor",
        order=20,
        ours=True,
        asking=Asking.REMOTE,
        giving=Giving.LINK,
        needs_to_ask=NEEDS,
        needs_to_receive=NEEDS,
        accepts_within=8 * 60,
        minutes_to_receive=2,
        gives=gives,
    ),
    Words(
        home=Home.ALWAYS,
        has_sites=False,
        asking={
            "ko": "이 누리집에서 언제든지 동에 요청합니다. 근무시간 8시간 안에 접수합니다.",
            "en": "Ask the office on this site at any hour; accepted within eight working hours.",
        },
        receiving={
            "ko": "휴대전화로 받은 주소에서 파일을 내려받습니다. 주소는 정한 날까지만 열립니다.",
            "en": "Download a file from a link on your phone. The link ends after some days.",
        },
        reasons={
            NO_FILE: {
                "ko": "이 문서는 종이로만 효력이 있어 파일로 드릴 수 없습니다.",
                "en": "Only the paper counts; it cannot be given as a file.",
            }
        },
    ),
)
