"""Pushes to every browser that the officer has registered."""

from __future__ import annotations

import json
import os
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dongne.foundation.scope.public import SYSTEM

from ...channels import Answer, Envelope, register
from ...models import PushSubscription
from ...rules import CALL_SECONDS
from ...services.subscribing import browsers_gone, push_keys
from ...states import Means, Outcome
from ..bare import Quiet
from .answers import answer_of, best_of

KEPT_SECONDS = 24 * 60 * 60
"""How long a push service keeps it for a browser that is off."""
MOST_BYTES = 3_000
"""Push services take 4,096 bytes with the encryption around them."""


class WebPush(Quiet):
    """Accepted where one browser's push service has taken it. No setting: it costs nothing."""

    name = "webpush"
    title = _("브라우저 알림")
    means = frozenset({Means.PUSH})
    usual_for = means

    def send(self, envelope: Envelope, *, now: datetime) -> Answer:
        browsers = list(
            PushSubscription.objects.filter(officer_id=envelope.officer_id or 0, gone_at=None)
        )
        if not browsers:
            return Answer(outcome=Outcome.PERMANENT, code="no_browser")
        # Loaded with the first push: half a second and some megabytes that web workers never need.
        from .posting import push

        keys = push_keys(SYSTEM, now=now)
        gone, answers = [], []
        for browser in browsers:
            status = push(
                browser,
                keys,
                payload=payload_of(envelope),
                topic=envelope.id.hex,
                contact=os.environ.get("DONGNE_CONTACT", "mailto:admin@localhost"),
                kept_seconds=KEPT_SECONDS,
                timeout=CALL_SECONDS,
            )
            if status in {404, 410}:
                gone.append(browser.pk)
            answers.append(answer_of(status))
        if gone:
            browsers_gone(SYSTEM, ids=gone, now=now)
        return best_of(answers)


def payload_of(envelope: Envelope) -> bytes:
    """What the browser shows: the subject, the text cut to fit, where a click leads."""
    body = envelope.body
    while True:
        told = {"id": str(envelope.id), "title": envelope.subject, "body": body}
        raw = json.dumps(told | {"url": envelope.link}, ensure_ascii=False).encode()
        if len(raw) <= MOST_BYTES or not body:
            return raw
        body = body[: len(body) * 3 // 4]


register(WebPush())
