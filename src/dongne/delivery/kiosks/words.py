"""Kiosks and what is printed there, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .states import JobState, KioskAlarmKind, Paper

JOBS = {
    JobState.WAITING: _("기다리는 중"),
    JobState.PRINTING: _("뽑는 중"),
    JobState.DONE: _("찾아감"),
    JobState.OVER: _("끝남"),
}
TONES = {
    JobState.WAITING: ("info", "clock"),
    JobState.PRINTING: ("info", "printer"),
    JobState.DONE: ("success", "check-circle"),
    JobState.OVER: ("neutral", "circle"),
}
PAPERS = {
    Paper.FULL: _("종이 넉넉함"),
    Paper.LOW: _("종이 얼마 안 남음"),
    Paper.OUT: _("종이 없음"),
    Paper.UNKNOWN: _("종이 확인 안 됨"),
}
PAPER_TONES = {
    Paper.FULL: ("success", "check-circle"),
    Paper.LOW: ("warning", "alert"),
    Paper.OUT: ("danger", "alert"),
    Paper.UNKNOWN: ("neutral", "circle"),
}
ALARMS = {
    KioskAlarmKind.CALLED: _("KIOSK 앞에서 직원을 부릅니다"),
    KioskAlarmKind.NO_PAPER: _("종이가 나오지 않았다고 합니다"),
}
