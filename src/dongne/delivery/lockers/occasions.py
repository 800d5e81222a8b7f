"""What people are told of lockers: the code, and nothing of what lies there."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from dongne.foundation.messaging.public import Means, MessageEvent, Text, register_event

CODE = "locker.code"
ALARM = "locker.alarm"


def register() -> None:
    """Called once, when the apps start."""
    register_event(
        MessageEvent(
            code=CODE,
            title=_("택배함 열림번호"),
            fields={
                "office": "신정4동",
                "place": "복지관 1층 현관",
                "code": "4829 1356",
                "until": "11월 25일",
            },
            texts={
                "ko": Text(
                    subject="택배함 열림번호",
                    body="[{office}] 맡기신 것이 {place} 택배함에 있습니다. 열림번호 {code} "
                    "(생년월일도 누릅니다). {until}까지 찾아가 주세요. 번호는 한 번만 쓸 수 "
                    "있으니 남에게 알려 주지 마세요.",
                ),
                "en": Text(
                    subject="Code for the locker",
                    body="[{office}] Something for you is in the locker: {place}. Code {code}, and "
                    "your date of birth. Please fetch it by {until}. The code opens once: tell it "
                    "to nobody.",
                ),
            },
            means=(Means.ALIMTALK, Means.SMS),
            good_for=timedelta(days=3),
        )
    )
    register_event(
        MessageEvent(
            code=ALARM,
            title=_("택배함을 살펴봐야 할 때"),
            fields={"locker": "소담택배함", "what": "3번 칸: 열라고 하지 않은 문이 열렸습니다."},
            texts={
                "ko": Text(subject="택배함을 살펴봐 주세요", body="{locker}: {what}"),
                "en": Text(subject="Please look at the locker", body="{locker}: {what}"),
            },
            staff=True,
            urgent=True,
        )
    )
