"""What people are told of their appointments, in both languages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from dongne.foundation.messaging.public import (
    DUTY,
    MessageEvent,
    Text,
    register_event,
    register_kind,
)

KIND = "outreach"
BOOKED = "outreach.booked"
CHANGED = "outreach.changed"
REMINDER = "outreach.reminder"
CANCELLED = "outreach.cancelled"

_FIELDS = {
    "office": "포천1동",
    "phone": "031-000-0000",
    "place": "휴먼시아 1단지 복지관",
    "when": "11월 25일 오후 2시 20분",
    "number": "7K3M-92QX-TRW",
}


def register() -> None:
    """Called once, when the apps start."""
    register_kind(KIND, _("출장 민원 창구 예약 안내"))
    for code, title, more, subject, body, subject_en, body_en in _EVENTS:
        register_event(
            MessageEvent(
                code=code,
                title=title,
                fields={**_FIELDS, **more},
                texts={
                    "ko": Text(subject=subject, body=body),
                    "en": Text(subject=subject_en, body=body_en),
                },
                good_for=timedelta(days=1) if code == REMINDER else None,
                # That nobody will be there is owed to whoever would come.
                kind=DUTY if code == CANCELLED else KIND,
            )
        )


_EVENTS: tuple[tuple[Any, ...], ...] = (
    (
        BOOKED,
        _("출장 민원 창구를 예약했을 때"),
        {},
        "출장 민원 창구를 예약했습니다",
        "[{office}] {when}, {place} 출장 민원 창구를 예약하셨습니다. 예약번호 {number}. 못 오시면 "
        "취소해 주세요. 문의 {phone}",
        "Your appointment is booked",
        "[{office}] You have an appointment at {place}: {when}. Number {number}. Please cancel if "
        "you cannot come. Questions: {phone}",
    ),
    (
        CHANGED,
        _("예약한 시간을 바꾸었을 때"),
        {},
        "예약한 시간을 바꾸었습니다",
        "[{office}] 예약 {number}: {when}, {place}(으)로 바꾸었습니다. 문의 {phone}",
        "Your appointment was moved",
        "[{office}] Appointment {number} is now at {place}: {when}. Questions: {phone}",
    ),
    (
        REMINDER,
        _("예약 전날"),
        {"bring": "신분증"},
        "내일 출장 민원 창구에서 뵙겠습니다",
        "[{office}] 내일 {when}, {place}에서 뵙겠습니다. {bring}을(를) 가져와 주세요. 예약번호 "
        "{number}. 문의 {phone}",
        "Your appointment is tomorrow",
        "[{office}] See you tomorrow at {place}: {when}. Please bring: {bring}. Number {number}. "
        "Questions: {phone}",
    ),
    (
        CANCELLED,
        _("창구가 열리지 않을 때"),
        {"reason": "설 연휴", "next": "다음 창구는 12월 2일 오후 2시입니다."},
        "예약하신 날 출장 민원 창구가 열리지 않습니다",
        "[{office}] 예약하신 {when} {place} 출장 민원 창구가 열리지 않습니다({reason}). "
        "죄송합니다. "
        "{next} 다른 시간은 누리집에서 고르거나 {phone}(으)로 전화해 주세요. 예약번호 {number}",
        "No outreach counter on the day of your appointment",
        "[{office}] There will be no outreach counter at {place} at {when} ({reason}). We are "
        "sorry. {next} Please choose another time on our site or call {phone}. Number {number}",
    ),
)
