"""One push to one browser: encrypted for it, signed by our key (RFC 8188, 8291, 8292)."""

from __future__ import annotations

import base64

import requests
from py_vapid import Vapid
from pywebpush import WebPushException, webpush
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from ...models import PushKeys, PushSubscription
from .answers import NO_ANSWER, NOT_REACHED


def push(
    browser: PushSubscription,
    keys: PushKeys,
    *,
    payload: bytes,
    topic: str,
    contact: str,
    kept_seconds: int,
    timeout: int,
) -> int:
    """The push service's status, else NOT_REACHED or NO_ANSWER.

    `topic` is the message's id: of two with one topic, the service keeps the later.
    """
    raw = base64.urlsafe_b64decode(keys.private.reveal() + "==")
    with requests.Session() as session:
        # A push service that leads elsewhere is none.
        session.max_redirects = 0
        try:
            answer = webpush(
                {
                    "endpoint": browser.endpoint.reveal(),
                    "keys": {"p256dh": browser.p256dh, "auth": browser.auth.reveal()},
                },
                data=payload,
                vapid_private_key=Vapid.from_raw(base64.urlsafe_b64encode(raw).rstrip(b"=")),
                vapid_claims={"sub": contact},
                headers={"Topic": topic, "Urgency": "normal"},
                ttl=kept_seconds,
                timeout=timeout,
                requests_session=session,
            )
        except WebPushException as problem:
            return problem.response.status_code if problem.response is not None else NOT_REACHED
        except requests.exceptions.RequestException as problem:
            return NOT_REACHED if _before_it_left(problem) else NO_ANSWER
    return int(getattr(answer, "status_code", NO_ANSWER))


def _before_it_left(problem: requests.exceptions.RequestException) -> bool:
    if isinstance(problem, requests.exceptions.ConnectTimeout | requests.exceptions.SSLError):
        return True
    reason = getattr(problem.args[0], "reason", None) if problem.args else None
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)
