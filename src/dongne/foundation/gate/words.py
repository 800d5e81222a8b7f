"""When somebody may come back, and what a key is for, in words."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.lib.seoul import SEOUL, seoul_day

from .states import Scope

SCOPES = {
    Scope.OPEN311: gettext_lazy("Open311로 신고를 받고 내보내기"),
    Scope.CASES_READ: gettext_lazy("생활민원 읽기"),
    Scope.CASES_WRITE: gettext_lazy("생활민원 접수와 처리"),
    Scope.OPEN_DATA: gettext_lazy("공개 자료 내려받기"),
}


def when(moment: datetime, now: datetime, *, exact: bool = False) -> str:
    """`오후 3시 21분`, with the seconds where they matter; tomorrow with its day."""
    form = _("A g시 i분 s초") if exact else _("A g시 i분")
    local = moment.astimezone(SEOUL)
    if not exact and (local.second or local.microsecond):
        # Told in minutes, it must not be earlier than it is.
        local = datetime.fromtimestamp((local.timestamp() // 60 + 1) * 60, tz=SEOUL)
    if seoul_day(local) != seoul_day(now):
        form = _("n월 j일 ") + form
    return date_format(local, form)
