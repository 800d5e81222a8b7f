"""What somebody asks of the list of requests."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from .arguments import Arguments

NINETY_DAYS = timedelta(days=90)
MOST_ROWS = 1000
"""The standard: a span of 90 days or the first 1,000, whichever is smaller."""
MOST_PASSED_OVER = 100_000
"""How far page numbers lead; further only `rel="next"` does."""
STATUSES = {"open", "closed"}


@dataclass(frozen=True, slots=True)
class Mark:
    """After which row an answer goes on: its moment and key, in the order asked for."""

    at: datetime
    key: UUID

    def __str__(self) -> str:
        told = f"{self.at.isoformat()} {self.key.hex}"
        return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Mark | None:
        try:
            padded = text + "=" * (-len(text) % 4)
            told = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
            at, _space, key = told.partition(" ")
            moment = datetime.fromisoformat(at)
            return cls(moment, UUID(hex=key)) if moment.tzinfo else None
        except (ValueError, binascii.Error, UnicodeDecodeError):
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`since` and `until` are about when it was requested, `changed_*` about when it last changed;
    the ends are the first moment outside. By change: the oldest change first, so that whoever
    fetches what is new goes on where it ended. Else the newest request first.
    """

    ids: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    statuses: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    changed_since: datetime | None = None
    changed_until: datetime | None = None
    by_change: bool = False
    passed_over: int = 0
    most: int = MOST_ROWS
    after: Mark | None = None
    extensions: bool = False


def read_wish(given: Arguments, *, now: datetime) -> Wish:
    """Faults stay with `given`. `service_request_id` overrides every other argument."""
    extensions = given.truth("extensions")
    if ids := given.listed("service_request_id"):
        return Wish(ids=tuple(ids), extensions=extensions)
    changed_since = given.moment("updated_after")
    changed_until = given.moment("updated_before", end=True)
    by_change = changed_since is not None or changed_until is not None
    since, until = _range(given, now=now, anything=by_change)
    page = given.whole("page", least=1, most=MOST_PASSED_OVER)
    most = given.whole("page_size", least=1, most=MOST_ROWS) or MOST_ROWS
    passed_over = ((page or 1) - 1) * most
    if passed_over > MOST_PASSED_OVER:
        given.wrong(
            "page",
            _("%(most)d건보다 뒤는 응답의 Link 머리글(rel=next)을 따라가 주세요.")
            % {"most": MOST_PASSED_OVER},
        )
    after = None
    if text := given.text("cursor", longest=200):
        after = Mark.read(text)
        if after is None:
            given.wrong("cursor", _("응답의 Link 머리글에 있던 값을 그대로 보내 주세요."))
    return Wish(
        codes=tuple(given.listed("service_code")),
        statuses=frozenset(given.one_of("status", STATUSES)),
        since=since,
        until=until,
        changed_since=changed_since,
        changed_until=changed_until,
        by_change=by_change,
        passed_over=passed_over,
        most=most,
        after=after,
        extensions=extensions,
    )


def _range(
    given: Arguments, *, now: datetime, anything: bool
) -> tuple[datetime | None, datetime | None]:
    """At most 90 days: the last ones where nothing is said, from or until the one end that is.

    `anything`: whoever asks for changes gets those of old requests too.
    """
    before = len(given.faults)
    first, last = given.moment("start_date"), given.moment("end_date")
    if len(given.faults) > before:
        return None, None
    end = given.moment("end_date", end=True)
    try:
        if first is not None and last is not None:
            if last < first:
                given.wrong("end_date", _("start_date보다 뒤여야 합니다."))
            elif last - first > NINETY_DAYS:
                given.wrong("end_date", _("start_date부터 90일을 넘을 수 없습니다."))
            return first, end
        if first is not None:
            return first, first + NINETY_DAYS
        if last is not None:
            return last - NINETY_DAYS, end
    except OverflowError:
        given.wrong("start_date", _("start_date부터 90일을 넘을 수 없습니다."))
        return None, None
    return (None, None) if anything else (now - NINETY_DAYS, None)
