"""What officers are told of lines, in both languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dongne.foundation.messaging.public import MessageEvent, Text, register_event

ASKED, APPROVED, RETURNED = "approval.asked", "approval.approved", "approval.returned"


def register() -> None:
    """Called once, when the apps start."""
    fields = {"drafter": "김하늘", "title": "11월 20일 활동보고"}
    register_event(
        MessageEvent(
            code=ASKED,
            title=_("결재할 문서가 왔을 때"),
            fields=fields,
            texts={
                "ko": Text(subject="결재할 문서가 왔습니다", body="{title} · {drafter} 올림"),
                "en": Text(subject="A paper waits for you", body="{title} · from {drafter}"),
            },
            staff=True,
        )
    )
    register_event(
        MessageEvent(
            code=APPROVED,
            title=_("내 문서가 결재되었을 때"),
            fields=fields,
            texts={
                "ko": Text(subject="문서가 결재되었습니다", body="{title}"),
                "en": Text(subject="Your paper was approved", body="{title}"),
            },
            staff=True,
        )
    )
    register_event(
        MessageEvent(
            code=RETURNED,
            title=_("내 문서가 반려되었을 때"),
            fields=fields,
            texts={
                "ko": Text(
                    subject="문서가 반려되었습니다",
                    body="{title} · 반려 사유를 보고 고쳐 다시 올려 주세요.",
                ),
                "en": Text(
                    subject="Your paper was returned",
                    body="{title} · read the reason, mend it and send it again.",
                ),
            },
            staff=True,
        )
    )
