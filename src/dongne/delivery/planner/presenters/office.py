"""The card on the office's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.scope.public import Level, Viewer


def register() -> None:
    register_card(
        Section.RESIDENTS,
        _("신청·받기 방법 찾기"),
        _("창구나 전화로 묻는 분에게 언제 어떻게 받을 수 있는지 알려 드립니다."),
        "office_ways",
        "route",
        may_look,
    )


def may_look(viewer: Viewer) -> bool:
    return viewer.signed_in and viewer.level is not Level.NOTHING
