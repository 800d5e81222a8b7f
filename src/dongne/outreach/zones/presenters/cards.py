"""The cards by which "our office" leads to these pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.residents.public import register_zones
from dongne.foundation.scope.public import Viewer

from ..queries import tongs_of


def register() -> None:
    register_zones(tongs_of)
    register_card(
        Section.ZONES,
        _("구역 현황판"),
        _("누가 어느 통을 살피는지, 비어 있거나 겹친 통은 없는지 봅니다."),
        "zones",
        "map",
        _of_a_dong,
    )
    register_card(
        Section.ZONES,
        _("통담당"),
        _("일반 행정에서 통마다 누가 담당인지 적습니다."),
        "tong_charges",
        "list",
        _of_a_dong,
    )
    register_card(
        Section.ZONES,
        _("구역 제외"),
        _("민원 창구나 복지 상담처럼 구역을 맡지 않는 직원을 적습니다."),
        "exclusions",
        "users",
        _of_a_dong,
    )
    register_card(
        Section.ZONES,
        _("통별 주소"),
        _("어느 주소가 어느 통인지 적어 주소로 담당자를 찾게 합니다."),
        "tong_addresses",
        "pin",
        _of_a_dong,
    )
    register_card(
        Section.ZONES,
        _("통 경계"),
        _("통의 경계를 파일로 넣거나 지도에 그립니다."),
        "boundaries",
        "route",
        _runs_a_dong,
    )


def _of_a_dong(viewer: Viewer) -> bool:
    return viewer.dong_id is not None


def _runs_a_dong(viewer: Viewer) -> bool:
    return viewer.dong_id is not None and viewer.runs_outreach
