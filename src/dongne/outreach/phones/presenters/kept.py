"""What is kept, in words; its content only for whoever has just opened it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.vocabulary.public import vocabulary_of

from ..models import Kept
from ..permissions import is_own_draft
from ..queries import days_waiting
from ..services import Opened
from ..states import KeptState, Why
from .phones import moment, skew_words

WHY = {
    Why.DRAFT: (gettext_lazy("작성 중이던 기록"), "info", "pen"),
    Why.PHONE_ENDED: (gettext_lazy("끝낸 휴대전화에서 옴"), "warning", "phone"),
    Why.ACCOUNT_ENDED: (gettext_lazy("쓰지 않는 계정에서 옴"), "warning", "lock"),
}
STATES = {
    KeptState.OPEN: (gettext_lazy("확인 기다림"), "warning", "hourglass"),
    KeptState.TAKEN: (gettext_lazy("활동으로 올림"), "success", "check"),
    KeptState.DISCARDED: (gettext_lazy("버림"), "neutral", "trash"),
    KeptState.REPLACED: (gettext_lazy("새 판이 옴"), "neutral", "history"),
}


def row_of(kept: Kept, viewer: Viewer, *, now: datetime) -> dict[str, Any]:
    word, tone, icon = WHY[Why(kept.why)]
    if kept.state != KeptState.OPEN:
        word, tone, icon = STATES[KeptState(kept.state)]
    return {
        "title": title_of(kept, viewer),
        "url": reverse("field_kept_one", args=[kept.pk]),
        "received": moment(kept.received_at),
        "waiting": waiting_words(kept, now=now) if kept.state == KeptState.OPEN else "",
        "phone": kept.phone.label,
        "word": word,
        "tone": tone,
        "icon": icon,
    }


def title_of(kept: Kept, viewer: Viewer) -> str:
    if is_own_draft(viewer, kept):
        return _("내가 쓰던 기록")
    return _("%(name)s 님의 기록") % {"name": kept.officer.name}


def waiting_words(kept: Kept, *, now: datetime) -> str:
    days = days_waiting(kept, now=now)
    if not days:
        return _("오늘 맡음")
    return ngettext("%(n)d일째 기다림", "%(n)d일째 기다림", days) % {"n": days}


def facts_of(kept: Kept, pieces: int) -> list[tuple[str, Any]]:
    skew = 0
    if kept.sent_at is not None:
        skew = round((kept.sent_at - kept.received_at).total_seconds())
    facts = [
        (_("누구의 기록"), f"{kept.officer.name} ({kept.officer.team.name})"),
        (_("휴대전화"), kept.phone.label),
        (_("받은 때"), moment(kept.received_at)),
        (_("사진과 녹음"), pieces_words(pieces)),
    ]
    if words := skew_words(skew):
        facts.append((_("시계"), words))
    if kept.opened_at is not None and kept.opened_by is not None:
        facts.append((_("열어 봄"), f"{moment(kept.opened_at)} · {kept.opened_by.name}"))
    if kept.settled_at is not None:
        who = kept.settled_by.name if kept.settled_by is not None else _("프로그램")
        facts.append((_("처리함"), f"{moment(kept.settled_at)} · {who}"))
    if kept.reason:
        facts.append((_("까닭"), kept.reason))
    return facts


def pieces_words(count: int) -> str:
    if not count:
        return _("없음")
    return ngettext("%(n)d개", "%(n)d개", count) % {"n": count}


def content_of(opened: Opened) -> list[tuple[str, str]]:
    """The record as it was written, for a list of facts."""
    body = opened.body
    at = moment_of(body.get("happened_at"))
    words = vocabulary_of(opened.kept.dong_id, seoul_day(at or opened.kept.received_at))
    tong = body.get("tong")
    told = [
        (_("보고 들은 것"), _text(body, "memo")),
        (_("활동 구분"), words.kind(_text(body, "kind")).label),
        (_("분야"), words.field(_text(body, "field")).label),
        (_("언제"), moment(at)),
        (_("장소"), _text(body, "address")),
        (_("통"), _("%(n)d통") % {"n": tong} if isinstance(tong, int) else ""),
        (_("조치사항"), _text(body, "measure")),
    ]
    return [(label, value) for label, value in told if value]


def first_values(opened: Opened) -> dict[str, Any]:
    """What the form of a draft says at first."""
    body = opened.body
    return {
        "memo": _text(body, "memo"),
        "kind": _text(body, "kind"),
        "field": _text(body, "field"),
        "happened_at": moment_of(body.get("happened_at")) or opened.kept.received_at,
        "address": _text(body, "address"),
        "tong": str(body["tong"]) if isinstance(body.get("tong"), int) else "",
        "measure": _text(body, "measure"),
        "handover": body.get("handover") is True,
    }


def moment_of(value: Any) -> datetime | None:
    try:
        found = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""
