"""Pushes to an endpoint of the test's own, which checks the signature and decrypts them."""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from dongne.foundation.messaging.models import Message, PushKeys, PushSubscription
from dongne.foundation.messaging.services.asking import Recipient, ask
from dongne.foundation.messaging.services.sending import send
from dongne.foundation.messaging.services.subscribing import subscribe, unsubscribe
from dongne.foundation.messaging.states import Means, MessageState
from dongne.foundation.messaging.tests.fakes import READY
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Refused
from tests.cast import NOW, Cast

S = MessageState
assert READY


class Browser:
    """A browser's keys, and what its push service has taken. `status` is its next answer."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)
        self.status = 201
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.url = ""

    @property
    def p256dh(self) -> str:
        return text(
            self.key.public_key().public_bytes(
                serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
            )
        )

    def read(self) -> dict[str, str]:
        raw = http_ece.decrypt(self.bodies[-1], private_key=self.key, auth_secret=self.auth)
        return dict(json.loads(raw))


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw_of(given: str) -> bytes:
    return base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))


@pytest.fixture
def browser(cast: Cast, settings: object) -> Iterator[Browser]:
    settings.DEMO, settings.DEBUG = False, True  # type: ignore[attr-defined]
    browser = Browser()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            browser.headers.append({name.lower(): said for name, said in self.headers.items()})
            browser.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(browser.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser.url = f"http://127.0.0.1:{server.server_address[1]}/push/1"
    subscribe(
        cast.viewer(cast.own.colleague),
        endpoint=browser.url,
        p256dh=browser.p256dh,
        auth=text(browser.auth),
        device="사무실 PC",
        now=NOW,
    )
    yield browser
    server.shutdown()
    server.server_close()


def told(cast: Cast) -> Message:
    ask(
        SYSTEM,
        event="test.ready",
        to=Recipient(officer_id=cast.own.colleague.pk),
        values={"document": "등본"},
        dong_id=cast.own.dong.pk,
        link="/duties",
        now=NOW,
    )
    push = Message.objects.for_viewer(SYSTEM).get(means=Means.PUSH)
    send(message_id=push.pk, now=NOW, clock=lambda: NOW)
    return Message.objects.for_viewer(SYSTEM).get(pk=push.pk)


def test_a_push_can_be_read_by_the_browser_alone(cast: Cast, browser: Browser) -> None:
    message = told(cast)
    assert message.state == S.SENT
    assert "등본".encode() not in browser.bodies[0]
    assert browser.read() == {
        "id": str(message.pk),
        "title": "서류 준비",
        "body": "신청하신 등본이(가) 준비되었습니다.",
        "url": "/duties",
    }
    assert browser.headers[0]["topic"] == message.pk.hex


def test_a_push_is_signed_by_the_key_that_the_browser_was_given(
    cast: Cast, browser: Browser
) -> None:
    told(cast)
    public = PushKeys.objects.get().public
    scheme, _space, rest = browser.headers[0]["authorization"].partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert (scheme, parts["k"].rstrip("=")) == ("vapid", public)
    signed, _dot, signature = parts["t"].rpartition(".")
    mark = raw_of(signature)
    ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw_of(public)).verify(
        encode_dss_signature(int.from_bytes(mark[:32]), int.from_bytes(mark[32:])),
        signed.encode(),
        ec.ECDSA(hashes.SHA256()),
    )
    assert json.loads(raw_of(signed.split(".")[1]))["aud"] == browser.url.rsplit("/push", 1)[0]


def test_a_browser_that_is_gone_is_not_asked_again(cast: Cast, browser: Browser) -> None:
    browser.status = 410
    assert told(cast).state == S.PERMANENT_FAILURE
    assert PushSubscription.objects.get().gone_at == NOW


def test_a_push_service_that_is_busy_is_tried_again(cast: Cast, browser: Browser) -> None:
    browser.status = 429
    assert told(cast).state == S.TEMPORARY_FAILURE


def test_a_push_service_that_leads_elsewhere_is_not_followed(cast: Cast, browser: Browser) -> None:
    browser.status = 307
    assert told(cast).state in {S.PERMANENT_FAILURE, S.UNKNOWN}
    assert len(browser.bodies) == 1


def test_whoever_ends_it_gets_no_more(cast: Cast, browser: Browser) -> None:
    unsubscribe(cast.viewer(cast.own.colleague), endpoint=browser.url, now=NOW)
    ask(
        SYSTEM,
        event="test.ready",
        to=Recipient(officer_id=cast.own.colleague.pk),
        values={"document": "등본"},
        dong_id=cast.own.dong.pk,
        now=NOW,
    )
    assert not Message.objects.for_viewer(SYSTEM).filter(means=Means.PUSH).exists()


@pytest.mark.parametrize(
    "endpoint", ["http://intranet/push", "file:///etc/passwd", "https://", "javascript:alert(1)"]
)
def test_an_address_that_is_no_push_service_is_refused(
    cast: Cast, browser: Browser, endpoint: str
) -> None:
    with pytest.raises(Refused):
        subscribe(
            cast.viewer(cast.own.officer),
            endpoint=endpoint,
            p256dh=browser.p256dh,
            auth=text(browser.auth),
            now=NOW,
        )
