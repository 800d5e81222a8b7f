"""A page as it was made, for as long as nothing has changed (docs/decisions/0024).

People come back to their first page and to their list of cases many times a day, and each asks a
dozen things. What they say follows from who looks, the address, the day and the dong's data; every
write leaves an audit row, so the mark of these rows says whether a page still holds. A minute later
it is made anew in any case. What belongs to one session alone, the token of its forms, is put in as
the page goes out.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, cast

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import get_language

from dongne.design.display import COOKIE
from dongne.foundation.accounts.public import idle_of
from dongne.foundation.audit.public import mark_of
from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import seoul_day

KEPT_SECONDS = 60.0
# Home pages have some 20 kB, lists of fifty some 90.
MOST_BYTES = 8_000_000
LISTS = frozenset({"cases"})
"""Routes of lists that are kept."""
PASSING = frozenset({"q", "filter", "after", "before"})
"""What is looked for once, and pages that are turned, would only drive others out."""

_TOKEN_IN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]{1,128}"')
_TOKEN = b"\x00token\x00"

_lock = threading.Lock()
_pages: OrderedDict[Hashable, tuple[float, bytes]] = OrderedDict()
_sizes = {"bytes": 0}


def kept(
    request: HttpRequest, viewer: Viewer, *, day: date, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """The page of this viewer of a dong: what is kept of it, else what `make` answers."""
    if request.GET or (key := _key(request, viewer, day)) is None:
        return make()
    if body := _found(key):
        return HttpResponse(_with_own(request, body))
    answer = make()
    _keep_answer(key, answer)
    return answer


class KeptLists:
    """Lists of a dong's people, by their whole address. Below everything that refuses a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if (key := getattr(request, "kept_under", None)) is not None:
            _keep_answer(key, answer)
        return answer

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        viewer: Viewer | None = getattr(request, "viewer", None)
        match = request.resolver_match
        if match is None or match.url_name not in LISTS or viewer is None or not viewer.signed_in:
            return None
        if not PASSING.isdisjoint(request.GET):
            return None
        key = _key(request, viewer, seoul_day(timezone.now()))
        if key is not None and (body := _found(key)):
            return HttpResponse(_with_own(request, body))
        request.kept_under = key  # type: ignore[attr-defined]
        return None


def _key(request: HttpRequest, viewer: Viewer, day: date) -> Hashable | None:
    """What the page follows from; None for one that is not kept. One statement."""
    if viewer.dong_id is None or request.method != "GET" or _has_words(request):
        return None
    # Asked before the page is made: a write in between makes the page newer than its key.
    return (
        (viewer.officer_id, viewer.name, viewer.team_id, viewer.roles, viewer.deputy_for),
        request.get_full_path(),
        day,
        mark_of(viewer.dong_id),
        # What the menu counts.
        tuple(cast(Account, request.user).along.values()),
        get_language(),
        request.COOKIES.get(COOKIE, ""),
        idle_of(request.session),
    )


def _found(key: Hashable) -> bytes:
    with _lock:
        until, body = _pages.get(key, (0.0, b""))
        if until <= time.monotonic():
            return b""
        _pages.move_to_end(key)
        return body


def _keep_answer(key: Hashable, answer: HttpResponse) -> None:
    # A nonce of our policy is good for one answer only.
    if answer.status_code == 200 and not answer.streaming and b' nonce="' not in answer.content:
        _keep(key, time.monotonic() + KEPT_SECONDS, _without_own(answer.content))


def forget() -> None:
    """Nothing is kept any more: for tests, which share a process."""
    with _lock:
        _pages.clear()
        _sizes["bytes"] = 0


def _keep(key: Hashable, until: float, body: bytes) -> None:
    with _lock:
        _sizes["bytes"] += len(body) - len(_pages.pop(key, (0.0, b""))[1])
        _pages[key] = (until, body)
        while _sizes["bytes"] > MOST_BYTES:
            _key_gone, (_until, gone) = _pages.popitem(last=False)
            _sizes["bytes"] -= len(gone)


def _has_words(request: HttpRequest) -> bool:
    """Whether something is to be said on this one page: what was just done, or went wrong."""
    return len(get_messages(request)) > 0


def _without_own(body: bytes) -> bytes:
    return _TOKEN_IN.sub(b'name="csrfmiddlewaretoken" value="%s"' % _TOKEN, body)


def _with_own(request: HttpRequest, body: bytes) -> bytes:
    return body.replace(_TOKEN, get_token(request).encode()) if _TOKEN in body else body
