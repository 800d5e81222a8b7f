"""What the pilot dong has of its own in the catalogue: a service, a fee halved and then waived."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from dongne.delivery.catalogue.public import publish
from dongne.lib.seoul import at_seoul, seoul_day

from .days import working_day
from .people import People
from .places import Ground

DONG = "pocheon1"
PILOT = {"kind": "office", "text": "포천 민원서비스 전달체계 개선 시범사업"}
COUNTER = {"circles": ["self", "household", "proxy"], "identity": "none", "basis": PILOT}

LARGE_PRINT: dict[str, Any] = {
    "name": {"ko": "큰글씨·점자 서식", "en": "Forms in large print and braille"},
    "help": {
        "ko": "신청서와 안내문을 큰글씨나 점자로 만들어 드립니다. 7일 안에 드립니다.",
        "en": "Forms and guides in large print or braille, within 7 days.",
    },
    "keywords": ["큰글씨", "점자", "서식", "large", "braille"],
    "group": "living",
    "form": "printable",
    "limit": "7d",
    "usual_minutes": 60,
    "circles": ["self", "household", "proxy"],
    "letter": "none",
    "heeds_blocks": False,
    "basis": {"kind": "statute", "text": "장애인차별금지 및 권리구제 등에 관한 법률 시행령 제14조"},
    "position": 645,
    "apply.counter": COUNTER,
    "apply.outreach": COUNTER,
    "apply.phone": COUNTER,
    "apply.online": COUNTER,
    "apply.street": COUNTER,
    "receive.counter": COUNTER,
    "receive.outreach": COUNTER,
    "receive.volunteer": COUNTER,
    "receive.post": COUNTER,
    "receive.kiosk": {**COUNTER, "identity": "code"},
    "receive.locker": {**COUNTER, "identity": "code"},
}


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    """A service of its own; the register's fee lowered, then waived while the pilot runs."""
    ground = next((one for one in grounds if one.dong.code == DONG), None)
    if ground is None:
        return
    lead = people[f"{DONG}-lead"].viewer
    last = seoul_day(now) - timedelta(days=1)

    def say(code: str, values: dict[str, Any], reason: str, day: date) -> None:
        at = at_seoul(working_day(min(day, last)), time(9, 40))
        publish(
            lead,
            place=ground.dong,
            code=code,
            values=values,
            valid_from=seoul_day(at),
            reason=reason,
            now=at,
        )

    say("large_print_forms", LARGE_PRINT, "시범사업: 큰글씨·점자 서식", last - timedelta(days=60))
    half = "시범 기간 수수료 반값(시 수수료 징수 조례)"
    say("resident_copy", {"fee": 200}, half, last - timedelta(days=45))
    free = "시범 기간 동안 무료"
    for code in ("resident_copy", "resident_abstract"):
        say(code, {"fee": 0}, free, last - timedelta(days=20))
