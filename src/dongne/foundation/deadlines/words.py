"""Sentences for what counting refuses, by code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dongne.lib.refusals import Refused
from dongne.lib.statute import NotCountable

NOT_COUNTABLE: dict[str, str | Promise] = {
    "not_a_limit": _("기한을 읽을 수 없습니다. 3h, 5d, 14d, 2w, 1m, 1y처럼 적어 주세요."),
    "naive": _("시간대를 알 수 없는 시각입니다."),
    "never_open": _("이 사무실은 일하는 시간이 없어 기한을 셀 수 없습니다."),
    "out_of_reach": _("날짜가 너무 이르거나 늦어 기한을 셀 수 없습니다."),
    "not_hours": _("끝나는 시각이 시작하는 시각보다 뒤여야 합니다."),
    "stop_backwards": _("멈춘 기간의 끝이 시작보다 앞섭니다."),
}

NOT_EXTENDED: dict[str, str | Promise] = {
    "bad_reason": _("업무가 많거나 담당자가 없다는 것은 기한을 늘릴 사유가 아닙니다."),
    "too_often": _("이미 두 번 늘린 기한은 더 늘릴 수 없습니다."),
    "needs_consent": _("두 번째로 늘리려면 신청인의 동의가 있어야 합니다."),
    "other_unit": _("처음 기한과 같은 단위로 적어 주세요. 예: 7일 기한은 5d처럼 일로."),
    "too_long": _("처음 기한보다 길게 늘릴 수 없습니다."),
}


def refused(problem: NotCountable) -> Refused:
    """The sentence for it."""
    said = NOT_COUNTABLE.get(problem.code, NOT_COUNTABLE["out_of_reach"])
    return Refused(str(said), code=problem.code)
