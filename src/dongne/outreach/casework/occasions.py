"""What people are told of cases: codes of the events, and their texts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dongne.foundation.messaging.public import MessageEvent, Text, register_event

RESULT = "case.result"
ZONE_TOLD = "case.zone_told"


def register() -> None:
    """Called once, when the apps start."""
    register_event(
        MessageEvent(
            code=RESULT,
            title=_("신고 처리 결과"),
            fields={
                "office": "신정4동",
                "number": "7K3M-92QX-TRW",
                "category": "도로·맨홀",
                "text": "깨진 맨홀 뚜껑을 11월 20일에 바꾸었습니다.",
                "handler": "김하늘",
                "unit": "도로과",
            },
            texts={
                "ko": Text(
                    subject="알려 주신 일의 결과",
                    body="[{office}] 알려 주신 {category}({number}) 결과입니다.\n{text}\n"
                    "{unit} {handler}",
                ),
                "en": Text(
                    subject="What became of your report",
                    body="[{office}] Your report {number} ({category}):\n{text}\n{handler}, {unit}",
                ),
            },
        )
    )
    register_event(
        MessageEvent(
            code=ZONE_TOLD,
            title=_("내 구역 건의 처리 경과"),
            fields={
                "number": "7K3M-92QX-TRW",
                "title": "깨진 맨홀",
                "handler": "김하늘",
                "text": "맨홀 뚜껑을 바꾸었습니다.",
            },
            texts={
                "ko": Text(
                    subject="처리 경과: {title}",
                    body="{handler}님이 {number} 건의 조치를 마쳤습니다. {text}",
                ),
                "en": Text(
                    subject="Progress: {title}",
                    body="{handler} has taken a measure on {number}. {text}",
                ),
            },
            staff=True,
        )
    )
