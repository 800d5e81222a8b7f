"""What applicants are told of their files, in both languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dongne.foundation.messaging.public import MessageEvent, Text, register_event

FILE_READY = "dispatch.file_ready"


def register() -> None:
    """Called once, when the apps start."""
    register_event(
        MessageEvent(
            code=FILE_READY,
            title=_("파일로 받을 문서 준비됨"),
            fields={
                "number": "7K3M-92QX-TRW",
                "services": "주민등록표 등본",
                "office": "포천1동",
                "phone": "031-000-0000",
                "days": "7",
            },
            texts={
                "ko": Text(
                    subject="문서를 내려받으세요",
                    body=(
                        "{services} 문서를 {days}일 동안 내려받을 수 있습니다. 누리집의 '내 신청 "
                        "보기'에서 신청번호 {number}를 넣으세요. 문의 {office} {phone}"
                    ),
                ),
                "en": Text(
                    subject="Your document is ready to download",
                    body=(
                        "{services}: download it within {days} days. Open 'My application' on our "
                        "site and enter {number}. Questions: {office} {phone}"
                    ),
                ),
            },
        )
    )
