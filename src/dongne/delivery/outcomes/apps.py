from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "dongne.delivery.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from dongne.delivery.applications.public import register_part
        from dongne.foundation.organisations.public import Section, register_card

        from . import standard
        from .permissions import sees_outcomes
        from .presenters import holding
        from .views import question

        standard.register()
        register_part("closed", "outcomes", question)
        holding.register()
        register_card(
            Section.DATA,
            _("신청에서 받기까지"),
            _("얼마나 걸리는지, 무엇이 안 되었는지, 만족하셨는지 봅니다."),
            "outcomes",
            "chart",
            sees_outcomes,
        )
