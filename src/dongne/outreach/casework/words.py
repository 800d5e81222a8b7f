"""What states and kinds are called. The words are the office's, the codes the program's."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .states import (
    ActivityRole,
    CaseState,
    Channel,
    HandoverKind,
    HandoverState,
    Outcome,
    OutsideSystem,
    PhotoRole,
    Publicity,
    ReporterRole,
    TellingMeans,
    Waiting,
)

STATES: dict[str, Promise] = {
    CaseState.RECEIVED: _("접수"),
    CaseState.ASSIGNED: _("담당 지정"),
    CaseState.IN_PROGRESS: _("처리 중"),
    CaseState.WAITING: _("기다림"),
    CaseState.DONE: _("처리 완료"),
    CaseState.CLOSED: _("종결"),
}

STATE_LOOKS: dict[str, tuple[str, str]] = {
    CaseState.RECEIVED: ("warning", "inbox"),
    CaseState.ASSIGNED: ("info", "user"),
    CaseState.IN_PROGRESS: ("info", "wrench"),
    CaseState.WAITING: ("neutral", "pause"),
    CaseState.DONE: ("accent", "check"),
    CaseState.CLOSED: ("success", "check-circle"),
}
"""Tone and icon."""

OUTCOMES: dict[str, Promise] = {
    Outcome.SOLVED: _("해결했음"),
    Outcome.NOT_OURS: _("우리 소관 아님"),
    Outcome.NOT_POSSIBLE: _("처리할 수 없음"),
    Outcome.DUPLICATE: _("같은 건에 합침"),
    Outcome.NO_CONTACT: _("연락이 닿지 않음"),
    Outcome.WITHDRAWN: _("민원인이 거둠"),
}

CHANNELS: dict[str, Promise] = {
    Channel.ACTIVITY: _("동네 나가기"),
    Channel.PHONE: _("전화"),
    Channel.STREET: _("길에서"),
    Channel.COUNTER: _("창구"),
    Channel.WEB: _("누리집"),
    Channel.QR: _("QR 코드"),
    Channel.OPEN311: _("다른 프로그램"),
    Channel.CONNECTOR: _("찾아가는 이웃"),
    Channel.LIBRARY: _("작은도서관"),
    Channel.API: _("연계 시스템"),
}

BY_STAFF = (
    Channel.PHONE,
    Channel.COUNTER,
    Channel.STREET,
    Channel.CONNECTOR,
    Channel.LIBRARY,
)
"""Channels that an officer chooses from when entering a case for somebody."""

WAITING: dict[str, Promise] = {
    Waiting.RESIDENT: _("주민의 답"),
    Waiting.OFFICE: _("다른 기관"),
    Waiting.PLANNED: _("정한 날"),
}

HANDOVER_KINDS: dict[str, Promise] = {
    HandoverKind.ASSIGN: pgettext_lazy("handover", "지정"),
    HandoverKind.TRANSFER: pgettext_lazy("handover", "이관"),
    HandoverKind.REFERRAL: pgettext_lazy("handover", "협조 요청"),
    HandoverKind.REQUEST: pgettext_lazy("handover", "넘겨 달라는 요청"),
}

HANDOVER_STATES: dict[str, Promise] = {
    HandoverState.PENDING: pgettext_lazy("handover", "답 기다림"),
    HandoverState.ACCEPTED: pgettext_lazy("handover", "받음"),
    HandoverState.RETURNED: pgettext_lazy("handover", "돌려보냄"),
    HandoverState.DONE: pgettext_lazy("handover", "마침"),
    HandoverState.REVOKED: pgettext_lazy("handover", "거둠"),
}

HANDOVER_LOOKS: dict[str, tuple[str, str]] = {
    HandoverState.PENDING: ("warning", "hourglass"),
    HandoverState.ACCEPTED: ("success", "check"),
    HandoverState.RETURNED: ("danger", "undo"),
    HandoverState.DONE: ("success", "check-circle"),
    HandoverState.REVOKED: ("neutral", "x"),
}
"""Tone and icon."""

REPORTER_ROLES: dict[str, Promise] = {
    ReporterRole.REPORTER: _("알린 사람"),
    ReporterRole.FOLLOWER: _("함께 소식 받는 사람"),
}

PHOTO_ROLES: dict[str, Promise] = {
    PhotoRole.BEFORE: _("조치 전"),
    PhotoRole.AFTER: _("조치 후"),
    PhotoRole.OTHER: pgettext_lazy("photo", "현장"),
}

OUTSIDE_SYSTEMS: dict[str, Promise] = {
    OutsideSystem.PATROL: _("환경순찰"),
    OutsideSystem.CALL120: _("120 상담"),
    OutsideSystem.SAFETY_REPORT: _("안전신문고"),
    OutsideSystem.SAEOL: _("새올"),
    OutsideSystem.OTHER: _("다른 시스템"),
}

ACTIVITY_ROLES: dict[str, Promise] = {
    ActivityRole.SOURCE: _("이 건이 시작된 활동"),
    ActivityRole.RESULT: _("처리한 활동"),
    ActivityRole.RELATED: _("관련된 활동"),
}

TELLING_MEANS: dict[str, Promise] = {
    TellingMeans.MESSAGE: _("메시지"),
    TellingMeans.LETTER: _("편지"),
    TellingMeans.EMAIL: _("이메일"),
    TellingMeans.PHONE: _("전화"),
    TellingMeans.VISIT: _("방문"),
    TellingMeans.SELF: _("담당자가 곧 구역 담당자"),
    TellingMeans.NOTICE: _("프로그램 알림"),
}

PUBLICITY: dict[str, Promise] = {
    Publicity.HIDDEN: _("공개하지 않음"),
    Publicity.LISTED: _("종류와 위치, 상태만 공개"),
    Publicity.SHOWN: _("글까지 공개"),
}
