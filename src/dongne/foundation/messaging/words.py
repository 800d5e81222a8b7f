"""What somebody says of a message, in words: pages and forms use the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .states import CallOutcome, Decision, OptOutWay


@dataclass(frozen=True, slots=True)
class Look:
    """A word with its tone and icon, as a badge takes them."""

    word: str | Promise
    tone: str
    icon: str


CALLS: Mapping[str, Look] = {
    CallOutcome.REACHED: Look(_("통화함"), "success", "check"),
    CallOutcome.NOT_REACHED: Look(_("받지 않음"), "warning", "x"),
    CallOutcome.LEFT_WORD: Look(_("말을 남김"), "info", "message"),
}

DECISIONS: Mapping[str, str | Promise] = {
    Decision.ARRIVED: _("도착했습니다"),
    Decision.NOT_ARRIVED: _("도착하지 않았습니다. 보내지 않습니다"),
    Decision.SEND_AGAIN: _("도착하지 않았습니다. 다시 보냅니다"),
}

WAYS: Mapping[str, str | Promise] = {
    OptOutWay.TELEPHONE: _("전화로"),
    OptOutWay.COUNTER: _("창구에서"),
    OptOutWay.REPLY: _("문자 답장으로"),
    OptOutWay.LINK: _("이메일의 링크로"),
}
