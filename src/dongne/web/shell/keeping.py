"""A home page as it was made, for as long as nothing has changed (docs/decisions/0024).

People come back to their first page many times a day, and it asks a dozen things of six modules.
What it says follows from who looks, the day and the dong's data; every write leaves an audit row,
so the mark of these rows says whether a page still holds. A minute later it is made anew in any
case. What belongs to one session alone, the token of its forms, is put in as the page goes out.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from typing import cast

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from dongne.design.display import COOKIE
from dongne.foundation.accounts.public import idle_of
from dongne.foundation.audit.public import mark_of
from dongne.foundation.messaging.public import UNREAD
from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import Viewer

KEPT_SECONDS = 60.0
# Pages of some 20 kB: four offices' worth of people in five megabytes.
MOST_PAGES = 250

_TOKEN_IN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]{1,128}"')
_TOKEN = b"\x00token\x00"

_lock = threading.Lock()
_pages: OrderedDict[Hashable, tuple[float, bytes]] = OrderedDict()


def kept(
    request: HttpRequest, viewer: Viewer, *, day: date, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """The page of this viewer of a dong: what is kept of it, else what `make` answers."""
    if viewer.dong_id is None or request.method != "GET" or request.GET or _has_words(request):
        return make()
    # Asked before the page is made: a write in between makes the page newer than its key.
    key = (
        (viewer.officer_id, viewer.name, viewer.team_id, viewer.roles, viewer.deputy_for),
        day,
        mark_of(viewer.dong_id),
        cast(Account, request.user).along.get(UNREAD, 0),
        get_language(),
        request.COOKIES.get(COOKIE, ""),
        idle_of(request.session),
    )
    now = time.monotonic()
    with _lock:
        until, body = _pages.get(key, (0.0, b""))
        if until > now:
            _pages.move_to_end(key)
    if until <= now:
        answer = make()
        # A nonce of our policy is good for one answer only; today no home page has one.
        if answer.status_code == 200 and b' nonce="' not in answer.content:
            _keep(key, now + KEPT_SECONDS, _without_own(answer.content))
        return answer
    return HttpResponse(_with_own(request, body))


def forget() -> None:
    """Nothing is kept any more: for tests, which share a process."""
    with _lock:
        _pages.clear()


def _keep(key: Hashable, until: float, body: bytes) -> None:
    with _lock:
        _pages[key] = (until, body)
        while len(_pages) > MOST_PAGES:
            _pages.popitem(last=False)


def _has_words(request: HttpRequest) -> bool:
    """Whether something is to be said on this one page: what was just done, or went wrong."""
    return len(get_messages(request)) > 0


def _without_own(body: bytes) -> bytes:
    return _TOKEN_IN.sub(b'name="csrfmiddlewaretoken" value="%s"' % _TOKEN, body)


def _with_own(request: HttpRequest, body: bytes) -> bytes:
    return body.replace(_TOKEN, get_token(request).encode()) if _TOKEN in body else body
