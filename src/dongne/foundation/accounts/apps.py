from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "dongne.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        from dongne.foundation.organisations.public import Section, register_card

        from . import adapters
        from .queries import may_look_after_accounts

        adapters.listen()
        register_card(
            Section.PEOPLE,
            _("계정"),
            _("누가 로그인할 수 있는지, 2단계 인증과 마지막 로그인을 봅니다."),
            "office_accounts",
            "lock",
            may_look_after_accounts,
        )
