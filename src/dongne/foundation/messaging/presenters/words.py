"""What states, means, faults and calls are called, with their tone and icon."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..occasions import event_of, events, kinds
from ..states import (
    DUTY,
    LetterFault,
    Means,
    MessageState,
    Outcome,
)
from ..words import Look

STATES: Mapping[str, Look] = {
    MessageState.ASKED: Look(_("보낼 시각을 기다림"), "neutral", "clock"),
    MessageState.QUEUED: Look(_("보낼 차례"), "neutral", "hourglass"),
    MessageState.SENDING: Look(_("보내는 중"), "info", "send"),
    MessageState.SENT: Look(_("보냄"), "info", "send"),
    MessageState.DELIVERED: Look(_("받음"), "success", "check-circle"),
    MessageState.TEMPORARY_FAILURE: Look(_("다시 보낼 예정"), "warning", "refresh"),
    MessageState.PERMANENT_FAILURE: Look(_("닿지 않음"), "danger", "x-circle"),
    MessageState.UNKNOWN: Look(_("확인 필요"), "warning", "help"),
    MessageState.RETURNED_LETTER: Look(_("편지 반송"), "danger", "undo"),
    MessageState.CANCELLED: Look(_("보내지 않았음"), "neutral", "x"),
    MessageState.TOLD: Look(_("직접 알림"), "success", "phone"),
}
MEANS: Mapping[str, str | Promise] = {
    Means.SMS: _("문자"),
    Means.ALIMTALK: _("알림톡"),
    Means.EMAIL: _("이메일"),
    Means.PUSH: _("기기 알림"),
    Means.LETTER: _("편지"),
    Means.NOTICE: _("프로그램 알림"),
    Means.OUTBOX: _("보낼 편지함"),
}
OUTCOMES: Mapping[str, str | Promise] = {
    Outcome.ACCEPTED: _("업체가 받음"),
    Outcome.DELIVERED: _("전달됨"),
    Outcome.TEMPORARY: _("잠시 실패"),
    Outcome.PERMANENT: _("실패"),
    Outcome.UNKNOWN: _("답이 없음"),
    "": _("답을 기다림"),
}
FAULTS: Mapping[str, Look] = {
    LetterFault.NO_ADDRESS: Look(_("주소가 없습니다"), "danger", "alert"),
    LetterFault.NO_NAME: Look(_("이름이 없습니다"), "danger", "alert"),
    LetterFault.TOO_LONG: Look(_("이름과 주소가 창보다 깁니다"), "danger", "alert"),
    LetterFault.NO_POSTCODE: Look(_("우편번호가 없습니다"), "warning", "info"),
}
LANGUAGES: Mapping[str, str | Promise] = {"ko": _("한국어"), "en": _("영어")}


def event_title(code: str) -> str:
    """What an event is called; its code where its module is gone."""
    try:
        return str(event_of(code).title)
    except KeyError:
        return code


def kind_title(code: str) -> str:
    if code == DUTY:
        return str(_("반드시 알려야 하는 것"))
    return str(kinds().get(code, code)) if code else str(_("모든 안내"))


def event_choices() -> list[tuple[str, str]]:
    return [(event.code, str(event.title)) for event in events()]
