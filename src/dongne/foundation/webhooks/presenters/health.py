"""How an endpoint is doing, in a sentence; rows of lists; the time between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Attempt, Delivery, Endpoint
from ..occasions import known_occasion
from ..queries.pages import Day
from ..words import FAILURES, OFF, STATES, Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`word` with tone and icon for a badge; `sentence` says it whole."""

    word: str
    tone: str
    icon: str
    sentence: str


def health_of(endpoint: Endpoint, last: Attempt | None, *, now: datetime) -> Health:
    if not endpoint.is_on:
        when = moment(endpoint.off_at) if endpoint.off_at else ""
        return Health(
            word=_("꺼 둠"),
            tone="neutral" if endpoint.off_why == "person" else "danger",
            icon="x",
            sentence=f"{when} {OFF.get(endpoint.off_why, '')}".strip() + ".",
        )
    if endpoint.failing_since is not None:
        said = {
            "span": span(now - endpoint.failing_since),
            "why": why_of(last) if last else _("아직 알 수 없습니다"),
        }
        return Health(
            word=_("받지 못함"),
            tone="danger",
            icon="alert",
            sentence=_("%(span)s 동안 받지 못하고 있습니다: %(why)s.") % said,
        )
    if endpoint.succeeded_at is None:
        return Health(
            word=_("아직 보낸 적 없음"),
            tone="info",
            icon="clock",
            sentence=_("아직 보낸 것이 없습니다. 시험으로 보내 확인해 보세요."),
        )
    return Health(
        word=_("잘 받고 있음"),
        tone="success",
        icon="check",
        sentence=_("잘 받고 있습니다. 마지막으로 받은 때: %(when)s.")
        % {"when": moment(endpoint.succeeded_at)},
    )


def why_of(attempt: Attempt) -> str:
    """Why it failed, with the status where there was one."""
    said = str(FAILURES.get(attempt.failure, attempt.failure))
    return f"{said} ({attempt.status})" if attempt.status else said


def place_of(endpoint: Endpoint) -> str:
    place = endpoint.dong or endpoint.district or endpoint.city
    return place.label if place is not None else _("모든 곳")


def event_title(code: str) -> str:
    known = known_occasion(code)
    return str(known.title) if known else code


def day_of(day: Day) -> str:
    parts = [_("하루 동안 받음 %(n)s") % {"n": day.delivered}]
    if day.waiting:
        parts.append(_("기다림 %(n)s") % {"n": day.waiting})
    if day.missed:
        parts.append(_("받지 못함 %(n)s") % {"n": day.missed})
    return " · ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A delivery in a list."""

    url: str
    event: str
    code: str
    look: Look
    at: str
    note: str


def row_of(delivery: Delivery) -> Row:
    return Row(
        url=reverse("webhook_delivery", args=[delivery.endpoint_id, delivery.pk]),
        event=event_title(delivery.event.code),
        code=delivery.event.code,
        look=STATES[delivery.state],
        at=moment(delivery.event.at),
        note=note_of(delivery),
    )


def note_of(delivery: Delivery) -> str:
    parts = []
    if delivery.attempts:
        parts.append(_("보낸 횟수 %(n)s") % {"n": delivery.attempts})
    if delivery.due_at is not None and delivery.attempts:
        parts.append(_("다음 시도 %(when)s") % {"when": moment(delivery.due_at)})
    return " · ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """An attempt."""

    number: int
    at: str
    ok: bool
    said: str
    took: str
    answer: str


def tries_of(attempts: Sequence[Attempt]) -> list[Try]:
    found = []
    for one in attempts:
        ended = one.took_ms is not None or one.failure
        ok = bool(ended) and not one.failure
        said = _("보내는 중입니다") if not ended else why_of(one) if one.failure else ""
        found.append(
            Try(
                number=one.number,
                at=moment(one.at, seconds=True),
                ok=ok,
                said=said or _("받았습니다 (%(status)s)") % {"status": one.status},
                took=_("%(n)s밀리초") % {"n": one.took_ms} if one.took_ms is not None else "",
                answer=one.answer,
            )
        )
    return found


def moment(at: datetime, *, seconds: bool = False) -> str:
    return date_format(localtime(at), _("Y. n. j. H:i:s") if seconds else _("Y. n. j. H:i"))


def span(took: timedelta) -> str:
    """`3일`, `5시간`, `12분`."""
    minutes = max(int(took.total_seconds()) // 60, 1)
    if minutes >= 48 * 60:
        return ngettext("%(n)s일", "%(n)s일", minutes // 1440) % {"n": minutes // 1440}
    if minutes >= 60:
        return ngettext("%(n)s시간", "%(n)s시간", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)s분", "%(n)s분", minutes) % {"n": minutes}
