from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpectationsConfig(AppConfig):
    name = "dongne.outreach.expectations"
    label = "expectations"

    def ready(self) -> None:
        from dongne.foundation.audit.public import register_undo, register_words
        from dongne.foundation.organisations.public import Section, register_card

        from . import presenters, services, standard

        standard.register()
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
