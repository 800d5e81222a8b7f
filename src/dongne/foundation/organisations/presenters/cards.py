"""The cards by which "our office" leads to these pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dongne.foundation.scope.public import Role, Viewer

from ..office import Section, register_card
from ..permissions import runs_own


def register() -> None:
    register_card(
        Section.PEOPLE,
        _("직원"),
        _("누가 어느 팀에서 무슨 일을 하는지 보고, 전입·이동·퇴직을 적습니다."),
        "people",
        "users",
        _of_an_office,
    )
    register_card(
        Section.PEOPLE,
        _("부재와 대직"),
        _("누가 언제 자리를 비우고 누가 대신하는지 달력으로 봅니다."),
        "absences",
        "calendar",
        _of_an_office,
    )
    register_card(
        Section.PEOPLE,
        _("팀과 부서"),
        _("팀을 만들고, 이름과 순서를 바꾸고, 빈 팀을 닫습니다."),
        "teams",
        "grid",
        runs_own,
    )
    register_card(
        Section.SETTINGS,
        _("행정구역과 이름"),
        _("통·리를 더하고 폐지하며, 통장·이장처럼 부르는 이름을 정합니다."),
        "places",
        "landmark",
        runs_own,
    )
    register_card(
        Section.SETTINGS,
        _("바뀐 내용"),
        _("누가 언제 무엇을 바꿨는지 보고, 잘못 바꾼 것을 되돌립니다."),
        "changes",
        "history",
        runs_own,
    )


def _of_an_office(viewer: Viewer) -> bool:
    """Everybody of a dong, and whoever looks after people above it."""
    return viewer.dong_id is not None or viewer.has(
        Role.DISTRICT_DESK, Role.CITY_DESK, Role.SYSTEM_ADMINISTRATOR
    )
