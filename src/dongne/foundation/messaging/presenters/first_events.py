"""Events that the program has from the start: a trial, a one-time code, a greeting."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from ..occasions import MessageEvent, Text, register_event, register_kind
from ..states import Means

TRIAL = "messaging.trial"
CODE = "code.given"
GREETING = "household.greeted"


def register() -> None:
    """Called once, when the apps start."""
    register_kind("greeting", _("전입 인사와 동네 안내"))
    register_event(
        MessageEvent(
            code=TRIAL,
            title=_("시험 알림"),
            fields={"name": "김하늘"},
            texts={
                "ko": Text(subject="시험 알림", body="{name}님, 알림이 잘 도착했습니다."),
                "en": Text(subject="A trial", body="{name}, your notifications work."),
            },
            staff=True,
            urgent=True,
        )
    )
    register_event(
        MessageEvent(
            code=CODE,
            title=_("한 번 쓰는 확인번호"),
            fields={"office": "신정4동", "code": "482915"},
            texts={
                "ko": Text(
                    subject="확인번호",
                    body="[{office}] 확인번호 {code}\n"
                    "5분 안에 적어 주세요. 남에게 알려 주지 마세요.",
                ),
                "en": Text(
                    subject="Your code",
                    body="[{office}] Code {code}\nEnter it within 5 minutes. Tell it to nobody.",
                ),
            },
            urgent=True,
            means=(Means.SMS, Means.EMAIL),
            good_for=timedelta(minutes=5),
        )
    )
    register_event(
        MessageEvent(
            code=GREETING,
            title=_("전입 인사"),
            kind="greeting",
            fields={
                "name": "박보람",
                "office": "신정4동",
                "officer": "김하늘",
                "phone": "02-2600-0000",
            },
            texts={
                "ko": Text(
                    subject="{office}에 오신 것을 환영합니다",
                    body="[{office}] {name}님, 이사 오신 것을 환영합니다. "
                    "동네를 맡은 {officer} 주무관입니다. 불편한 점은 {phone}으로 알려 주세요.",
                    letter="{name}님, 우리 동네로 이사 오신 것을 환영합니다.\n\n"
                    "저는 사시는 곳을 맡은 {officer} 주무관입니다. 길이 패었거나 쓰레기가 "
                    "쌓이거나, 도움이 필요한 이웃을 보시면 언제든지 알려 주세요. 직접 찾아가 "
                    "살펴보겠습니다.\n\n"
                    "건강검진과 복지 상담은 주민센터에서 예약 없이 받으실 수 있습니다.\n\n"
                    "전화 {phone}",
                ),
                "en": Text(
                    subject="Welcome to {office}",
                    body="[{office}] Welcome, {name}. I am {officer}, the officer for your "
                    "neighbourhood. Call {phone} if anything is wrong.",
                    letter="Dear {name},\n\nWelcome to our neighbourhood.\n\n"
                    "I am {officer}, the officer for the place where you live. If a road is "
                    "broken, rubbish lies about, or a neighbour needs help, please tell me: I "
                    "will come and look.\n\nTelephone {phone}",
                ),
            },
        )
    )
