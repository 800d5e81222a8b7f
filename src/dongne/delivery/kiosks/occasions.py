"""What people are told of kiosks: the code, and nothing of what is printed."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from dongne.foundation.messaging.public import Means, MessageEvent, Text, register_event

CODE = "kiosk.code"
ALARM = "kiosk.alarm"


def register() -> None:
    """Called once, when the apps start."""
    register_event(
        MessageEvent(
            code=CODE,
            title=_("KIOSK 인쇄번호"),
            fields={"office": "신정4동", "place": "복지관 1층", "code": "4829 1356",
                    "until": "11월 29일"},
            texts={
                "ko": Text(
                    subject="KIOSK 인쇄번호",
                    body="[{office}] 신청하신 서류를 {place} KIOSK에서 뽑을 수 있습니다. 인쇄번호 "
                    "{code} (생년월일도 누릅니다). {until}까지입니다. 남에게 알려 주지 마세요.",
                ),
                "en": Text(
                    subject="Code for the kiosk",
                    body="[{office}] Your document can be printed at the kiosk: {place}. Code "
                    "{code}, and your date of birth, until {until}. Tell it to nobody.",
                ),
            },
            means=(Means.ALIMTALK, Means.SMS),
            good_for=timedelta(days=3),
        )
    )  # fmt: skip
    register_event(
        MessageEvent(
            code=ALARM,
            title=_("KIOSK를 살펴봐야 할 때"),
            fields={"kiosk": "복지관 KIOSK", "what": "직원을 부릅니다."},
            texts={
                "ko": Text(subject="KIOSK를 살펴봐 주세요", body="{kiosk}: {what}"),
                "en": Text(subject="Please look at the kiosk", body="{kiosk}: {what}"),
            },
            staff=True,
            urgent=True,
        )
    )
