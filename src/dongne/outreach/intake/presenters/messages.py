"""What somebody is sent who wants the receipt as a text message."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from dongne.foundation.messaging.public import MessageEvent, Text, register_event

from ..services.sending import RECEIPT


def register_messages() -> None:
    register_event(
        MessageEvent(
            code=RECEIPT,
            title=gettext_lazy("신고 접수증"),
            fields={
                "office": "신정4동",
                "number": "7K3M-92QX-TRW",
                "words": "사과 나무 구름 바다 연필 의자",
                "address": "https://dongne.example/status",
            },
            texts={
                "ko": Text(
                    subject="신고 접수증",
                    body=(
                        "[{office}] 알려 주셔서 고맙습니다. 접수번호 {number}, "
                        "비밀낱말 {words}. 결과 보기: {address}"
                    ),
                ),
                "en": Text(
                    subject="Receipt of your report",
                    body=(
                        "[{office}] Thank you for your report. Number {number}, "
                        "secret words {words}. See the result: {address}"
                    ),
                ),
            },
        )
    )
