"""Couriers' tasks in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .states import Task

TASKS = {
    Task.DELIVER: _("문서 가져다드리기"),
    Task.PROXY: _("대신 신청하기"),
}
TASK_HELPS = {
    Task.DELIVER: _("봉함한 문서를 집이나 택배함까지 나릅니다."),
    Task.PROXY: _("위임장을 받아 다른 분의 신청을 대신합니다."),
}
WEEKDAY_WORDS = (
    _("월요일"),
    _("화요일"),
    _("수요일"),
    _("목요일"),
    _("금요일"),
    _("토요일"),
    _("일요일"),
)
