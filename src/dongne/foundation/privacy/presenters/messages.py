"""Messages that tell a person of their request, or of a breach; texts in both languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from dongne.foundation.messaging.public import MessageEvent, Text, register_event

from ..services.breaches import TELL
from ..services.requests import ANSWERED, EXTENDED

TITLES = {
    ANSWERED: gettext_lazy("개인정보 요구에 대한 답"),
    EXTENDED: gettext_lazy("개인정보 요구의 답을 미룸"),
    TELL: gettext_lazy("개인정보 유출 알림"),
}


def register_messages() -> None:
    register_event(
        MessageEvent(
            code=ANSWERED,
            title=TITLES[ANSWERED],
            fields={
                "office": "신정4동",
                "kind": "열람",
                "number": "2026-3",
                "outcome": "모두 들어줌",
                "answer": "열람할 내용을 창구에 준비했습니다.",
                "ground": "",
                "remedy": "",
            },
            texts={
                "ko": Text(
                    subject="개인정보 {kind} 요구에 대한 답",
                    body=(
                        "{office}입니다. 개인정보 {kind} 요구({number})에 답합니다: {outcome}. "
                        "자세한 내용은 동주민센터로 문의해 주세요."
                    ),
                    letter=(
                        "개인정보 {kind} 요구({number})에 다음과 같이 답합니다.\n\n"
                        "결정: {outcome}\n\n{answer}\n\n{ground}\n\n{remedy}"
                    ),
                ),
                "en": Text(
                    subject="Your request about your personal data",
                    body=(
                        "{office}: your request {number} about your personal data was decided. "
                        "Please ask the community centre for the details."
                    ),
                    letter=(
                        "Your request {number} about your personal data was decided.\n\n"
                        "{outcome}\n\n{answer}\n\n{ground}\n\n{remedy}"
                    ),
                ),
            },
        )
    )
    register_event(
        MessageEvent(
            code=EXTENDED,
            title=TITLES[EXTENDED],
            fields={
                "office": "신정4동",
                "kind": "열람",
                "number": "2026-3",
                "until": "2026-12-11",
                "reason": "다른 기관의 회신을 기다립니다.",
                "outcome": "",
                "answer": "",
                "ground": "",
                "remedy": "",
            },
            texts={
                "ko": Text(
                    subject="개인정보 {kind} 요구의 답을 미룹니다",
                    body=(
                        "{office}입니다. 개인정보 {kind} 요구({number})의 답을 {until}까지 "
                        "미룹니다. 까닭: {reason} 이의가 있으면 동주민센터에 말씀해 주세요."
                    ),
                ),
                "en": Text(
                    subject="Your request will be answered later",
                    body=(
                        "{office}: your request {number} about your personal data will be answered "
                        "by {until}. Reason: {reason} You may object at the community centre."
                    ),
                ),
            },
        )
    )
    register_event(
        MessageEvent(
            code=TELL,
            title=TITLES[TELL],
            urgent=True,
            fields={
                "office": "신정4동",
                "items": "이름, 전화번호",
                "when": "2026. 11. 20. 09:00",
                "what": "명단을 담은 종이를 잃어버렸습니다.",
                "advice": "모르는 번호의 전화를 조심해 주세요.",
                "response": "명단을 되찾고 있습니다.",
                "contact": "신정4동 행정팀 02-0000-0000",
            },
            texts={
                "ko": Text(
                    subject="개인정보 유출 알림",
                    body=(
                        "{office}입니다. 개인정보({items})가 {when}에 유출된 일을 알려 드립니다. "
                        "경위: {what} 하실 수 있는 일: {advice} 우리 조치: {response} "
                        "피해 신고·문의: {contact}"
                    ),
                    letter=(
                        "귀하의 개인정보가 유출된 일을 알려 드리며 사과드립니다.\n\n"
                        "유출된 항목: {items}\n\n시점과 경위: {when}. {what}\n\n"
                        "피해를 줄이기 위해 하실 수 있는 일: {advice}\n\n"
                        "우리 기관의 조치와 구제 절차: {response}\n\n피해 신고와 문의: {contact}"
                    ),
                ),
                "en": Text(
                    subject="Your personal data was exposed",
                    body=(
                        "{office}: personal data of yours ({items}) was exposed on {when}. {what} "
                        "What you can do: {advice} What we do: {response} Contact: {contact}"
                    ),
                ),
            },
        )
    )
