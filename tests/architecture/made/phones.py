"""What the pages of phones are asked for."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localtime

from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.phones.models import Kept, Phone
from dongne.outreach.phones.services import end_phone, receive
from dongne.outreach.phones.states import Why
from tests.cast import NOW
from tests.making.phones import FieldPhone

from . import Made


def make(things: Any) -> Made:
    def phone() -> tuple[FieldPhone, Phone]:
        made = FieldPhone.of(things.me, lambda *_: (0, {}), now=NOW)
        return made, Phone.objects.for_viewer(SYSTEM).get(pk=made.id)

    def kept(made: FieldPhone, row: Phone, why: Why | None, *, draft: bool) -> Any:
        one = made.record(draft=draft, memo="골목 가로등이 꺼져 있음")
        receive(things.me, phone=row, why=why, envelopes=[one.envelope], sent_at=None, now=NOW)
        return Kept.objects.for_viewer(SYSTEM).get(record=one.id).pk

    in_use, row = phone()
    draft = kept(in_use, row, None, draft=True)
    lost, lost_row = phone()
    end_phone(things.me, phone_id=lost.id, reason="분실", now=NOW)
    ended = kept(lost, lost_row, Why.PHONE_ENDED, draft=False)
    return Made(
        always={"phone_id": in_use.id, "kept_id": ended},
        states={"draft": {"kept_id": draft}},
        bodies={
            "field_phone_end": {"reason": "새 휴대전화로 바꿈"},
            "field_kept_open": {"purpose": "분실한 휴대전화의 기록 확인"},
            "field_kept_discard": {"reason": "이미 기록함"},
            "field_kept_write": {
                "memo": "골목 가로등이 꺼져 있음",
                "kind": "complaint_heard",
                "field": "safety",
                "happened_at": localtime(NOW).strftime("%Y-%m-%dT%H:%M"),
            },
        },
    )
