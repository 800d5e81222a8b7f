from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpectationsConfig(AppConfig):
    name = "dongne.outreach.expectations"
    label = "expectations"

    def ready(self) -> None:
        from dongne.foundation.audit.public import register_undo, register_words
        from dongne.foundation.messaging.public import MessageEvent, Text, register_event
        from dongne.foundation.organisations.public import Section, register_card

        from . import presenters, services

        register_event(
            MessageEvent(
                code=services.REMINDED,
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
        register_words("expectation.set", presenters.told, kind=_("한 주 기준"))
        register_undo("expectation.set", services.undo_expectation)
        register_card(
            Section.PEOPLE,
            _("한 주 살피기"),
            _("이번 주에 나가고 보고한 사람과 아직인 사람을 봅니다."),
            "expectations",
            "footprints",
            lambda viewer: viewer.dong_id is not None,
        )
