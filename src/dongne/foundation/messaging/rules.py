"""When a message may go, when it is tried again, when a provider is set aside. Times are aware."""

from __future__ import annotations

import unicodedata
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from .states import Means

SEOUL = ZoneInfo("Asia/Seoul")

CALL_SECONDS = 10
"""The longest that a provider may take over one call."""

LEASE = timedelta(seconds=90)
"""A message that has been on its way for longer was left by a dead worker."""

PAUSES = (
    timedelta(seconds=20),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=3),
)
"""Between tries by one means. After the last, the next means has its turn, or nobody."""

RECEIPT_WITHIN = timedelta(days=3)
"""Providers report within 72 hours; a message of which nothing was heard then is unknown."""

ASKED_AFTER = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=2), timedelta(days=1))
"""When a provider is asked about an unknown message, from the moment of the call."""

WINDOW = timedelta(minutes=2)
ENOUGH_CALLS = 10
BAD_SHARE = 0.5
SLOW_MS = 5_000
TRIAL_AFTER = timedelta(seconds=30)

WAITS_FOR_MORNING = frozenset({Means.SMS, Means.ALIMTALK, Means.EMAIL, Means.PUSH})
"""What makes a sound in somebody's room. A letter is printed, a notice read when one looks."""


def quiet_until(moment: datetime, *, starts: time, ends: time) -> datetime | None:
    """The end of the quiet hours that `moment` lies in; None outside of them.

    They run from `starts` to `ends`, over midnight where `starts` is the later; equal: none.
    """
    local = moment.astimezone(SEOUL)
    clock = local.time()
    if starts == ends:
        return None
    if starts < ends:
        inside = starts <= clock < ends
        day = local.date()
    else:
        inside = clock >= starts or clock < ends
        day = local.date() + timedelta(days=1 if clock >= starts else 0)
    return datetime.combine(day, ends, tzinfo=SEOUL) if inside else None


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after that many tries by one means; None: no more of it."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None


def is_ill(*, calls: int, failed: int, slow: int) -> bool:
    """Whether so many of the calls of the window failed or were slow that others should go."""
    return calls >= ENOUGH_CALLS and (failed + slow) / calls >= BAD_SHARE


SMS_BYTES, LMS_BYTES = 90, 2_000
"""What a short and a long text message hold."""

USUAL_PRICES = {"sms": 18, "lms": 45, "alimtalk": 13, "letter": 430}
"""Won for one, as providers and the post usually ask: a guess for previews, not what was paid."""


def sms_bytes(text: str) -> int:
    """As operators count them: a Hangul syllable is two."""
    return len(unicodedata.normalize("NFC", text).encode("cp949", "replace"))


def not_on_phones(text: str) -> list[str]:
    """Letters that a text message shows as a question mark (emoji, old Hangul), each once."""
    found: dict[str, None] = {}
    for letter in unicodedata.normalize("NFC", text):
        try:
            letter.encode("cp949")
        except UnicodeEncodeError:
            found[letter] = None
    return list(found)
