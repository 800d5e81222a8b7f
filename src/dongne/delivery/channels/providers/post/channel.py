"""우편: asked for by letter, sent by letter."""

from __future__ import annotations

from dongne.delivery.ways.public import (
    Ability,
    Asker,
    Asking,
    Channel,
    Form,
    Giving,
    Reason,
    Service,
)

from ...states import Home
from ...subjects import Words, register

NOT_BY_POST = "not_by_post"


def gives(service: Service, asker: Asker) -> tuple[Reason, ...]:
    """A thing that is signed for in person is put into a hand."""
    if service.form is Form.OBJECT:
        return (Reason(code=NOT_BY_POST, channel="post", basis=service.basis),)
    return ()


register(
    Channel(
        key="post",
        names={"ko": "우편", "en": "Post"},
        icon="mail",
        order=90,
        ours=True,
        asking=Asking.REMOTE,
        giving=Giving.POSTED,
        needs_to_ask=frozenset({Ability.READ}),
        # Three days in the post, then eight working hours (민원 처리에 관한 법률 시행령 제6조).
        accepts_within=4 * 8 * 60,
        minutes_to_ask=15,
        posting_days=(2, 4),
        gives=gives,
        most_copies=30,
    ),
    Words(
        home=Home.ALWAYS,
        has_sites=False,
        asking={
            "ko": "신청서를 우편으로 보냅니다. 닿은 뒤 근무시간 8시간 안에 접수합니다.",
            "en": "Send the form by post; accepted within eight working hours of its arrival.",
        },
        receiving={
            "ko": "등기우편으로 집에서 받습니다.",
            "en": "It comes to your home by registered mail.",
        },
        reasons={
            NOT_BY_POST: {
                "ko": "본인이 서명하고 받아야 하는 물건은 우편으로 보내지 않습니다.",
                "en": "What is signed for in person is not sent by post.",
            }
        },
    ),
)
