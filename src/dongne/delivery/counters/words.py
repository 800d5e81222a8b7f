"""Weekdays, weeks of the month, states in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dongne.delivery.ways.public import Feature

from .states import AppointmentState, TicketState

WEEKDAYS = (
    _("월요일"),
    _("화요일"),
    _("수요일"),
    _("목요일"),
    _("금요일"),
    _("토요일"),
    _("일요일"),
)
NTH = {
    1: _("첫째"),
    2: _("둘째"),
    3: _("셋째"),
    4: _("넷째"),
    5: pgettext_lazy("week of the month", "마지막"),
}
FEATURES = {
    Feature.WHEELCHAIR: _("휠체어로 갈 수 있음"),
    Feature.VOICE: _("음성 안내"),
    Feature.LARGE_TYPE: _("큰 글씨"),
    Feature.SIGN_LANGUAGE: _("수어 통역"),
    Feature.LOW_REACH: _("낮은 책상"),
    Feature.PRINTER: _("인쇄기"),
}
APPOINTMENTS = {
    AppointmentState.BOOKED: ("info", "calendar", _("예약함")),
    AppointmentState.CAME: ("success", "check", _("왔음")),
    AppointmentState.DID_NOT_COME: ("warning", "x", _("안 옴")),
    AppointmentState.CANCELLED: ("neutral", "undo", _("취소함")),
}
TICKETS = {
    TicketState.WAITING: ("info", "clock", _("기다림")),
    TicketState.CALLED: ("accent", "volume", _("부름")),
    TicketState.SERVED: ("success", "check", pgettext_lazy("ticket", "마침")),
    TicketState.GONE: ("warning", "x", _("안 계심")),
}
