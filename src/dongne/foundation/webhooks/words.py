"""Sentences and words for codes: forms, pages and services say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .states import DeliveryState, Failure, Off

URL_FAULTS: Mapping[str, Promise | str] = {
    "not_an_address": _("주소를 https://로 시작하게 적어 주세요."),
    "not_secure": _("https 주소만 쓸 수 있습니다."),
    "with_password": _("주소에 사용자 이름, 비밀번호, # 뒤의 글은 넣을 수 없습니다."),
    "inside": _(
        "기관 안쪽이나 이 컴퓨터의 주소로는 보내지 않습니다. 밖에서 열리는 주소를 적어 주세요."
    ),
}


@dataclass(frozen=True, slots=True)
class Look:
    """A word with its tone and icon, as a badge takes them."""

    word: str | Promise
    tone: str
    icon: str


STATES: Mapping[str, Look] = {
    DeliveryState.WAITING: Look(_("기다림"), "info", "clock"),
    DeliveryState.SENDING: Look(_("보내는 중"), "info", "send"),
    DeliveryState.DELIVERED: Look(_("받음"), "success", "check"),
    DeliveryState.GIVEN_UP: Look(_("포기함"), "danger", "x-circle"),
    DeliveryState.STOPPED: Look(_("보내기를 멈춤"), "warning", "x"),
}

FAILURES: Mapping[str, str | Promise] = {
    Failure.REFUSED: _("받는 곳이 거절했습니다"),
    Failure.REDIRECTED: _("다른 주소로 가라고 답했습니다. 새 주소를 직접 적어 주세요"),
    Failure.GONE: _("이제 받지 않는다고 답했습니다"),
    Failure.TIMED_OUT: _("10초 안에 답이 없었습니다"),
    Failure.NO_CONNECTION: _("접속할 수 없었습니다"),
    Failure.NOT_FOUND: _("주소의 이름을 찾을 수 없었습니다"),
    Failure.CERTIFICATE: _("보안 인증서를 믿을 수 없었습니다"),
    Failure.NOT_ALLOWED: _("기관 안쪽 주소여서 보내지 않았습니다"),
    Failure.BROKEN_OFF: _("보내는 도중에 끊겼습니다"),
    Failure.WORKER_DIED: _("프로그램이 멈추어 다시 보냅니다"),
}

OFF: Mapping[str, str | Promise] = {
    Off.PERSON: _("담당자가 껐습니다"),
    Off.FAILING: _("5일 동안 받지 못해 프로그램이 껐습니다"),
    Off.GONE: _("받는 곳이 이제 받지 않는다고 답해 프로그램이 껐습니다"),
}

HEADERS: tuple[tuple[str, str | Promise], ...] = (
    (
        "webhook-id",
        _("일의 번호입니다. 다시 보내도 같습니다. 같은 번호가 또 오면 한 번만 처리해 주세요."),
    ),
    (
        "webhook-timestamp",
        _("보낸 때(1970년부터의 초)입니다. 5분 넘게 다르면 받지 마세요."),
    ),
    (
        "webhook-signature",
        _(
            "비밀로 만든 서명입니다. 비밀을 바꾸는 동안에는 빈칸을 사이에 두고 여러 개가 옵니다. "
            "하나만 맞으면 됩니다."
        ),
    ),
)
"""What goes with every request, and what it is for."""
