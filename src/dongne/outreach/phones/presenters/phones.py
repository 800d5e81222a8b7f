"""Phones in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Phone
from ..queries import SILENT_DAYS, in_use
from ..states import PhoneState

SKEW_SHOWN = 5 * 60
HOUR, DAY = 3600, 86400
STATES = {
    PhoneState.ACTIVE: (gettext_lazy("쓰는 중"), "success", "check"),
    PhoneState.ENDED: (gettext_lazy("쓰기를 끝냄"), "neutral", "x"),
    PhoneState.ACCOUNT_ENDED: (gettext_lazy("계정이 꺼져 있음"), "warning", "alert"),
}


def moment(at: datetime | None) -> str:
    return date_format(localtime(at), _("Y. n. j. H:i")) if at else "–"


def skew_words(seconds: int) -> str:
    """`시계가 12분 빠름`; nothing where it is about right."""
    away = abs(seconds)
    if away <= SKEW_SHOWN:
        return ""
    if away < HOUR:
        n = round(away / 60)
        how = ngettext("%(n)d분", "%(n)d분", n) % {"n": n}
    elif away < DAY:
        n = round(away / HOUR)
        how = ngettext("%(n)d시간", "%(n)d시간", n) % {"n": n}
    else:
        n = round(away / DAY)
        how = ngettext("%(n)d일", "%(n)d일", n) % {"n": n}
    if seconds > 0:
        return _("휴대전화 시계가 %(how)s 빠름") % {"how": how}
    return _("휴대전화 시계가 %(how)s 느림") % {"how": how}


def row_of(phone: Phone, *, now: datetime) -> dict[str, Any]:
    state = in_use(phone)
    word, tone, icon = STATES[state]
    left = phone.unsent if phone.wiped_at is None else 0
    return {
        "id": phone.pk,
        "label": phone.label,
        "officer": phone.officer.name,
        "word": word,
        "tone": tone,
        "icon": icon,
        "seen": moment(phone.seen_at),
        "sent": moment(phone.sent_at) if phone.sent_at else "",
        "skew": skew_words(phone.skew),
        "left": left_words(left) if left else "",
        "silent": silent_words(phone, now=now) if state is not PhoneState.ENDED else "",
        "then": _("이어지면 남은 기록을 보낸 뒤 지웁니다")
        if state is PhoneState.ACCOUNT_ENDED
        else "",
        "ended": ended_words(phone),
        "end_url": reverse("field_phone_end", args=[phone.pk]) if phone.ended_at is None else "",
    }


def left_words(n: int) -> str:
    return ngettext("보내지 않은 기록 %(n)d건", "보내지 않은 기록 %(n)d건", n) % {"n": n}


def silent_words(phone: Phone, *, now: datetime) -> str:
    """Only once it is long enough to be asked after."""
    days = (now - phone.seen_at).days
    if days < SILENT_DAYS:
        return ""
    return ngettext("%(n)d일째 소식 없음", "%(n)d일째 소식 없음", days) % {"n": days}


def silent_row(phone: Phone, *, now: datetime) -> dict[str, Any]:
    """Whom to ask, and after what."""
    told = [silent_words(phone, now=now)]
    if phone.unsent:
        told.append(left_words(phone.unsent))
    return {
        "title": f"{phone.officer.name} · {phone.label}",
        "note": " · ".join(told),
    }


def ended_words(phone: Phone) -> str:
    if phone.ended_at is None:
        return ""
    told = [moment(phone.ended_at)]
    if phone.ended_by is not None:
        told.append(phone.ended_by.name)
    if phone.wiped_at == phone.ended_at:
        told.append(_("쓰지 않는 계정이라 프로그램이 끝냄"))
    else:
        told.append(phone.end_reason or _("휴대전화에서 끝냄"))
    return " · ".join(told)
