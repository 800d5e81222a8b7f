"""The way from the office's page to how a dong works with cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dongne.foundation.organisations.public import Section, register_card

from ..services.settings import may_set


def register() -> None:
    register_card(
        Section.SETTINGS,
        _("생활민원 설정"),
        _("움직이지 않는 건을 언제 알릴지, 무엇을 누구에게 보일지 정합니다."),
        "case_settings",
        "message",
        may_set,
    )
