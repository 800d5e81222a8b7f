"""What this module puts onto the office's page, and the words of its changes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dongne.foundation.organisations.public import Section, register_card


def register() -> None:
    register_card(
        Section.RESIDENTS,
        _("포스터와 명함"),
        _("주민이 비추면 신고 화면이 열리는 종이를 만듭니다."),
        "signs",
        "qr",
        lambda viewer: viewer.dong_id is not None,
    )
