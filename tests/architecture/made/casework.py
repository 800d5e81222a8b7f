"""What the pages of cases are asked for."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework import public as casework
from tests.cast import NOW

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things


def make(things: Things) -> Made:
    """`case`: own's, with a resident; `handed`: the road division has taken it; `closed`."""

    def opened(text: str, phone: str) -> casework.Case:
        given = casework.Opening(
            category="road",
            text=text,
            tong=1,
            channel=casework.Channel.PHONE,
            photos=((sha256(things.picture).hexdigest(), "before"),),
            contacts=(casework.Contact(name="김한건", phone=phone),),
        )
        return casework.open_case(things.me, given=given, now=NOW).case

    case = opened("골목 입구 맨홀 덮개가 깨졌습니다.", "010-1234-6001")
    other = opened("놀이터 앞 보도가 내려앉았습니다.", "010-1234-6002")
    handed = opened("큰길의 도로가 꺼졌습니다.", "010-1234-6003")
    road = things.cast.viewer(things.cast.road)
    casework.hand_over(
        things.me, case_id=handed.pk, kind="transfer", to_team_id=road.team_id, now=NOW
    )
    casework.accept(road, case_id=handed.pk, now=NOW)
    outside = {
        one.pk: casework.register_outside(
            things.me if one is case else road, case_id=one.pk, system="saeol", number="1", now=NOW
        )
        for one in (case, handed)
    }
    reporters = {one.case_id: one for one in casework.Reporter.objects.for_viewer(SYSTEM).all()}
    told = {"reason": "확인"}
    return Made(
        always={
            "case_id": case.pk,
            "case_number": case.number,
            "reporter_id": reporters[case.pk].pk,
            "outside_id": outside[case.pk].pk,
            "deed": "start",
            "key": case.number,
        },
        states={
            "note": {"deed": "note"},
            "handed": {
                "case_id": handed.pk,
                "reporter_id": reporters[handed.pk].pk,
                "outside_id": outside[handed.pk].pk,
                "key": handed.number,
                "deed": "start",
            },
            "no_such": {"deed": "no-such-deed"},
        },
        queries={"case_merge": f"?with={other.number}"},
        bodies={
            "/cases": {"category": "road", "text": "길이 꺼졌습니다.", "tong": 1},
            "/cases/{key}/handover": {"to_body": "지구대", "reason": "순찰 부탁"},
            "/cases/{key}/accept": {},
            "/cases/{key}/return": told,
            "/cases/{key}/claim": {},
            "/cases/{key}/progress": {"text": "가 봄"},
            "/cases/{key}/told": {"who": "zone_officer"},
            "/cases/{key}/close": {},
            "/cases/{key}/reopen": told,
            "/cases/{key}/withdraw": told,
            "/cases/{key}/merge": {"into": other.number},
            "case_do": {"text": "확인함", "measure": "고침", **told},
            "case_open_reporter": {"purpose": "visit"},
            "case_hand_over": {
                "kind": "referral",
                "to": "body",
                "to_body": "지구대",
                "reason": "순찰 부탁",
            },
            "case_tell": {"to": "", "means": "phone", "text": "고쳤습니다"},
            "case_follow": {"name": "박이웃", "phone": "010-1234-6009"},
            "case_merge": {"other": other.number, "stays": "there"},
            "case_edit": {"category": "road", "title": "다른 제목", "tong": "1"},
            "case_public": {"publicity": "hidden"},
            "case_outside_end": {"result": "처리함"},
            "case_new": {
                "id": "01939f5e-0000-7000-8000-000000000001",
                "channel": "phone",
                "category": "other",
                "text": "들은 것",
                "language": "ko",
            },
            "case_settings": {
                "version": "1",
                "unclaimed_hours": "4",
                "dormant_days": "3",
                "lead_after_days": "2",
            },
        },
    )
