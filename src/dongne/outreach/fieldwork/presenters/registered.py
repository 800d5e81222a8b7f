"""What stands above a registered paper: its number, its day, how open it is."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.foundation.approvals import public as approvals


def register_facts(line: approvals.Line | None) -> list[tuple[str, str]]:
    """Empty for a paper that is still written."""
    if line is None:
        return []
    told = []
    if line.register_number:
        told.append((_("등록번호"), line.register_number))
        if line.registered_on:
            told.append((_("등록일"), date_format(line.registered_on, _("Y. n. j."))))
        told.append((_("공개구분"), _openness(line)))
    if line.outside_number:
        told.append((_("온나라 문서번호"), line.outside_number))
    return told


def _openness(line: approvals.Line) -> str:
    """`비공개(6호)`, by the items of 정보공개법 제9조 제1항."""
    word = {
        approvals.Openness.OPEN: _("공개"),
        approvals.Openness.PARTIAL: _("부분공개"),
        approvals.Openness.CLOSED: _("비공개"),
    }[approvals.Openness(line.openness)]
    grounds = ", ".join(_("%(number)d호") % {"number": n} for n in line.openness_grounds)
    return f"{word}({grounds})" if grounds else word
