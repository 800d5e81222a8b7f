"""What Open311 is asked for: a case that everybody may see, and one that nobody was told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dongne.foundation.scope.public import program_viewer
from dongne.outreach.casework.public import Channel, Contact, Opening, open_case
from tests.cast import NOW

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things


def make(things: Things) -> Made:
    dong = things.cast.own.dong.pk

    def number(channel: Channel, may_be_public: bool) -> str:
        given = Opening(
            category="road",
            text="포트홀",
            channel=channel,
            dong_id=dong,
            contacts=(Contact(name="김신고", phone="010-1234-5644"),),
            may_be_public=may_be_public,
        )
        return open_case(program_viewer(), given=given, now=NOW).case.number

    seen = number(Channel.OPEN311, True)
    hidden = number(Channel.PHONE, False)
    return Made(
        always={
            "service_code": "road",
            "service_request_id": seen,
            "given_token": seen,
            "rest": "nothing",
        },
        states={
            "hidden": dict.fromkeys(("service_request_id", "given_token"), hidden),
        },
        bodies={
            "open311_requests": {
                "service_code": "road",
                "address_string": "신정4동 신월로 1",
                "description": "포트홀",
            }
        },
    )
