"""What officers are told of their week, in both languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dongne.foundation.messaging.public import MessageEvent, Text, register_event

REMINDED = "week.reminded"


def register() -> None:
    """Called once, when the apps start."""
    register_event(
        MessageEvent(
            code=REMINDED,
            title=_("한 주의 나가기와 보고를 알릴 때"),
            fields={"name": "김하늘"},
            texts={
                "ko": Text(
                    subject="이번 주에 남은 일이 있습니다",
                    body="{name}님, 이번 주의 나가기와 보고를 확인해 주세요.",
                ),
                "en": Text(
                    subject="Something is left of this week",
                    body="{name}, please look at your outings and reports of this week.",
                ),
            },
            staff=True,
        )
    )
