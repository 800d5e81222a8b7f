"""What is asked after it was handed over."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dongne.foundation.messaging.public import MessageEvent, Text, register_event

ASK = "outcome.ask"


def register() -> None:
    """Called once, when the apps start."""
    fields = {
        "office": "포천1동",
        "phone": "031-000-0000",
        "number": "7K3M-92QX-TRW",
        "services": "주민등록표 등본",
    }
    texts = {
        "ko": Text(
            subject="서류를 잘 받으셨나요?",
            body=(
                "{office} {services}({number})을 잘 받으셨나요? 신청번호로 조회하시면 "
                "어떠셨는지 한 번만 여쭙니다. 문의 {phone}"
            ),
        ),
        "en": Text(
            subject="Did it go well?",
            body=(
                "{office}: did you get {services} ({number})? Look it up by its number and tell "
                "us once how it was. Tel. {phone}"
            ),
        ),
    }
    register_event(
        MessageEvent(
            code=ASK,
            title=_("받은 뒤 한 번 여쭙기"),
            fields=fields,
            texts=texts,
            kind="application",
        )
    )
