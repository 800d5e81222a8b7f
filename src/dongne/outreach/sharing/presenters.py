"""Words of the month's pages and papers."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.lib.seoul import Month

from .queries import Gap


def month_text(month: Month) -> str:
    return date_format(month.first, "YEAR_MONTH_FORMAT")


def gap_text(gap: Gap) -> str:
    """What an officer's month still lacks, in one line."""
    parts = []
    if gap.waiting:
        parts.append(_("결재 중 %(n)d건") % {"n": gap.waiting})
    if gap.returned:
        parts.append(_("반려 %(n)d건") % {"n": gap.returned})
    if gap.drafts:
        parts.append(_("작성 중 %(n)d건") % {"n": gap.drafts})
    if gap.loose:
        parts.append(_("보고서에 넣지 않은 활동 %(n)d건") % {"n": gap.loose})
    if gap.silent:
        parts.append(_("기록 없음"))
    return ", ".join(parts)
