"""What features, languages and circles are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dongne.delivery.ways.public import Circle, Feature, Source

from .states import OnHolidays

FEATURES = {
    Feature.WHEELCHAIR: _("휠체어로 갈 수 있음"),
    Feature.VOICE: _("음성 안내"),
    Feature.LARGE_TYPE: _("큰 글씨"),
    Feature.SIGN_LANGUAGE: _("수어 통역"),
    Feature.LOW_REACH: _("낮은 화면"),
    Feature.PRINTER: _("인쇄기"),
    Feature.STAFFED: _("도와주는 사람 있음"),
}
LANGUAGES = {
    "en": _("영어"),
    "zh": _("중국어"),
    "vi": _("베트남어"),
    "ja": _("일본어"),
    "ru": _("러시아어"),
    "th": _("태국어"),
    "mn": _("몽골어"),
    "uz": _("우즈베크어"),
    "km": _("크메르어"),
    "ne": _("네팔어"),
    "tl": _("타갈로그어"),
    "id": _("인도네시아어"),
}
ON_HOLIDAYS = {
    OnHolidays.CLOSED: _("쉽니다"),
    OnHolidays.USUAL: _("그 요일처럼 엽니다"),
    OnHolidays.SUNDAY: _("일요일처럼 엽니다"),
}
CIRCLES = {
    Circle.SELF: _("본인"),
    Circle.HOUSEHOLD: _("같은 세대"),
    Circle.SPOUSE: _("배우자"),
    Circle.LINEAL: _("직계 가족"),
    Circle.PROXY: _("대리인"),
}
BLOCKED = "blocked"
ASKERS: Mapping[str, Promise] = {
    **{one.value: word for one, word in CIRCLES.items()},
    BLOCKED: _("차단된 친족"),
}
"""Who the matrix is asked for."""
SOURCES = {
    Source.STATUTE: pgettext_lazy("basis", "법령"),
    Source.OFFICE: pgettext_lazy("basis", "주민센터 방침"),
    Source.OPEN: pgettext_lazy("basis", "확인할 것"),
}


def in_language(texts: Mapping[str, str]) -> str:
    return texts.get(get_language() or "ko") or texts.get("ko", "")
