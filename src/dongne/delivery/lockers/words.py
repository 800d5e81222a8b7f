"""Compartments, openings and alarms in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .states import AlarmKind, Box, Denied, Found, Size, Step, Why

BOXES = {
    Box.FREE: _("비어 있음"),
    Box.RESERVED: _("맡아 둠"),
    Box.LOADED: _("들어 있음"),
    Box.OPENING: _("여는 중"),
    Box.EMPTIED: _("비어 있음"),
    Box.BLOCKED: _("쓰지 않음"),
    Box.ERROR: _("고장"),
    Box.UNKNOWN: _("확인 필요"),
}
TONES = {
    Box.FREE: ("neutral", "circle"),
    Box.RESERVED: ("info", "clock"),
    Box.LOADED: ("success", "inbox"),
    Box.OPENING: ("info", "unlock"),
    Box.EMPTIED: ("neutral", "circle"),
    Box.BLOCKED: ("neutral", "lock"),
    Box.ERROR: ("danger", "wrench"),
    Box.UNKNOWN: ("warning", "alert"),
}
SIZES = {Size.SMALL: _("작은 칸"), Size.MEDIUM: _("중간 칸"), Size.LARGE: _("큰 칸")}
WHYS = {
    Why.LOAD: _("넣으려고"),
    Why.FETCH: _("찾으려고"),
    Why.TAKE_BACK: _("되가져가려고"),
    Why.STAFF: _("직원이"),
}
STEPS = {
    Step.ASKED: _("열어 달라고 함"),
    Step.DENIED: _("열지 않음"),
    Step.ALLOWED: _("허락함"),
    Step.SENT: _("명령이 나감"),
    Step.ACKNOWLEDGED: _("잠금을 풂"),
    Step.OPENED: _("문이 열림"),
    Step.CLOSED: _("문이 닫힘"),
    Step.FAILED: _("문이 열리지 않음"),
    Step.EXPIRED: _("명령이 나가지 못하고 끝남"),
    Step.CHECK: _("확인 필요"),
}
DENIALS = {
    Denied.WRONG: _("번호나 생년월일이 맞지 않음"),
    Denied.LOCKED: _("여러 번 틀려 잠김"),
    Denied.USED: _("이미 쓴 번호"),
    Denied.OVER: _("기한이 지난 번호"),
    Denied.REVOKED: _("거둔 번호"),
    Denied.OFFLINE: _("연결 끊김"),
    Denied.BUSY: _("여는 중인 문"),
    Denied.STATE: _("비어 있거나 확인이 필요한 칸"),
}
ALARMS = {
    AlarmKind.UNEXPECTED: _("열라고 하지 않은 문이 열렸습니다"),
    AlarmKind.LEFT_OPEN: _("문이 열린 채로 있습니다"),
    AlarmKind.STAYED_SHUT: _("문이 열리지 않았습니다"),
    AlarmKind.SILENT: _("택배함과 연결이 끊겼습니다"),
    AlarmKind.CHECK: _("문이 열렸는지 알 수 없습니다"),
    AlarmKind.CALLED: _("택배함 앞에서 직원을 부릅니다"),
}
ALARM_TELLS = {
    AlarmKind.UNEXPECTED: _("열라고 하지 않은 문이 열렸습니다."),
    AlarmKind.LEFT_OPEN: _("문이 3분 넘게 열려 있습니다."),
    AlarmKind.STAYED_SHUT: _("문이 열리지 않았습니다."),
    AlarmKind.SILENT: _("연결이 끊겼습니다. 전원과 통신을 확인해 주세요."),
    AlarmKind.CHECK: _("문이 열렸는지 알 수 없습니다. 가서 확인해 주세요."),
    AlarmKind.CALLED: _("앞에 있는 분이 직원을 부릅니다."),
}
FOUNDS = {
    Found.EMPTY: _("비어 있습니다"),
    Found.THERE: _("봉투가 들어 있습니다"),
    Found.FETCHED: _("받을 분이 가져갔습니다 (본인에게 확인함)"),
    Found.GONE: _("봉투가 없고 어디 있는지 모릅니다"),
}
