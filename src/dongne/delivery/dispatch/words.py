"""Sentences for files that are refused, by code; what letters and files can be."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .states import MailingState

FAULTS = {
    "not_a_pdf": _("PDF 파일이 아닙니다. 문서를 PDF로 저장해 다시 올려 주세요."),
    "too_large": _("파일이 10MB를 넘습니다. 문서만 담아 다시 저장해 주세요."),
    "active": _("스스로 움직이는 것(스크립트 등)이 든 PDF입니다. 인쇄하듯 다시 저장해 주세요."),
    "embedded": _("다른 파일이 붙어 있는 PDF입니다. 붙임을 빼고 다시 저장해 주세요."),
    "locked": _("암호가 걸린 PDF입니다. 암호를 풀고 다시 저장해 주세요."),
    "unreadable": _("읽을 수 없는 PDF입니다. 인쇄하듯 다시 저장해 주세요."),
}
STATES = {
    MailingState.PRINTED: (_("겉장 인쇄함"), "neutral", "printer"),
    MailingState.POSTED: (_("우체국에 맡김"), "info", "mail"),
    MailingState.DELIVERED: (_("배달됨"), "success", "check-circle"),
    MailingState.RETURNED: (_("돌아옴"), "warning", "undo"),
}
