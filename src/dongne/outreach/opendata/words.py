"""What everybody reads of states: the office's words in a resident's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dongne.outreach.casework.public import CaseState, Outcome

from .states import Going, Shows, Span

STATES: dict[str, tuple[Promise, str, str]] = {
    CaseState.RECEIVED: (pgettext_lazy("public case", "접수했습니다"), "info", "inbox"),
    CaseState.ASSIGNED: (pgettext_lazy("public case", "담당자를 정했습니다"), "info", "user"),
    CaseState.IN_PROGRESS: (pgettext_lazy("public case", "처리하고 있습니다"), "info", "wrench"),
    CaseState.WAITING: (pgettext_lazy("public case", "기다리고 있습니다"), "warning", "hourglass"),
    CaseState.DONE: (pgettext_lazy("public case", "처리했습니다"), "success", "check"),
}
"""Word, tone and icon of what is open."""

ENDED: dict[str, tuple[Promise, str, str]] = {
    Outcome.SOLVED: (pgettext_lazy("public case", "해결했습니다"), "success", "check-circle"),
    Outcome.NOT_OURS: (
        pgettext_lazy("public case", "다른 기관에서 맡는 일입니다"),
        "neutral",
        "building",
    ),
    Outcome.NOT_POSSIBLE: (
        pgettext_lazy("public case", "처리할 수 없었습니다"),
        "neutral",
        "x-circle",
    ),
    Outcome.NO_CONTACT: (
        pgettext_lazy("public case", "처리를 마쳤습니다"),
        "success",
        "check-circle",
    ),
}
CLOSED = (pgettext_lazy("public case", "마쳤습니다"), "neutral", "check-circle")

GOING: dict[str, Promise] = {
    Going.BOTH: _("모두"),
    Going.OPEN: _("처리 중인 건"),
    Going.CLOSED: _("마친 건"),
}
SPANS: dict[str, Promise] = {
    Span.ALL: _("처음부터"),
    Span.MONTH: _("이번 달"),
    Span.QUARTER: _("최근 3개월"),
    Span.YEAR: _("최근 12개월"),
}
SHOWS: dict[str, Promise] = {
    Shows.EXACT: _("정확한 곳"),
    Shows.TONG: _("통까지만"),
    Shows.NOTHING: _("밝히지 않음"),
}
"""As a dong chooses them."""


def state_words(state: str, outcome: str) -> tuple[Promise, str, str]:
    """Word, tone and icon."""
    if state == CaseState.CLOSED:
        return ENDED.get(outcome, CLOSED)
    return STATES.get(state, CLOSED)
