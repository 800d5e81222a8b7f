"""What people are told of parcels: codes of the events, and their texts."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from dongne.foundation.messaging.public import Means, MessageEvent, Text, register_event

CODE = "parcel.code"
REMINDER = "parcel.reminder"
BACK = "parcel.back"


def register() -> None:
    """Called once, when the apps start."""
    register_event(
        MessageEvent(
            code=CODE,
            title=_("서류 받을 때의 확인번호"),
            fields={"office": "신정4동", "code": "482 913"},
            texts={
                "ko": Text(
                    subject="서류 받을 때의 확인번호",
                    body="[{office}] 받을 때의 확인번호는 {code}입니다. "
                    "서류를 가져온 사람을 만났을 때만 말해 주세요.",
                ),
                "en": Text(
                    subject="Code for your documents",
                    body="[{office}] Say the code {code} to whoever brings your documents. Tell "
                    "nobody before you have them.",
                ),
            },
            urgent=True,
            means=(Means.ALIMTALK, Means.SMS),
            good_for=timedelta(days=1),
        )
    )
    register_event(
        MessageEvent(
            code=REMINDER,
            title=_("서류를 찾아가시라는 알림"),
            fields={
                "office": "신정4동",
                "number": "7K3M-92QX-TRW",
                "where": "신정4동 보관함",
                "until": "11월 25일",
            },
            texts={
                "ko": Text(
                    subject="서류가 기다리고 있습니다",
                    body="[{office}] 신청하신 서류({number})가 {where}에서 기다립니다. {until}까지 "
                    "찾아가 주세요.",
                ),
                "en": Text(
                    subject="Your documents are waiting",
                    body="[{office}] The documents of {number} wait at {where}. Please fetch them "
                    "by {until}.",
                ),
            },
        )
    )
    register_event(
        MessageEvent(
            code=BACK,
            title=_("가져올 봉투"),
            fields={"count": "3", "where": "복지관 무인민원택배함"},
            texts={
                "ko": Text(
                    subject="찾아가지 않은 봉투 {count}개",
                    body="{where}에 찾아가지 않은 봉투가 {count}개 있습니다. "
                    "사무실로 가져와 주세요.",
                ),
                "en": Text(
                    subject="{count} parcels not fetched",
                    body="{count} parcels at {where} were not fetched. Please bring them back.",
                ),
            },
            staff=True,
        )
    )
