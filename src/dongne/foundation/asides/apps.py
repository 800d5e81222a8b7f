from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AsidesConfig(AppConfig):
    name = "dongne.foundation.asides"
    label = "asides"

    def ready(self) -> None:
        from dongne.foundation.organisations.public import Section, register_card

        from . import finding

        finding.register_source()
        finding.register_holding()
        register_card(
            Section.PRIVACY,
            _("사무실 전화번호"),
            _("글에 그대로 남아도 되는 우리 사무실 번호를 정합니다."),
            "public_numbers",
            "phone",
            lambda viewer: viewer.runs_outreach and viewer.dong_id is not None,
        )
