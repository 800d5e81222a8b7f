"""E-mail over a real connection to a mail server in a process of its own."""

from __future__ import annotations

import email
import email.policy
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from dongne.foundation.messaging.models import Message, ProviderSetting
from dongne.foundation.messaging.services.asking import Recipient, ask
from dongne.foundation.messaging.services.sending import send
from dongne.foundation.messaging.states import Means, MessageState
from dongne.foundation.messaging.tests.fakes import READY
from dongne.foundation.scope.public import SYSTEM
from tests.cast import NOW, Cast

S = MessageState
PROGRAM = Path(__file__).with_name("server.py")
assert READY


class Server:
    def __init__(self, port: int, folder: Path) -> None:
        self.port, self.folder = port, folder

    def taken(self) -> list[EmailMessage]:
        return [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)  # type: ignore[misc]
            for path in sorted(self.folder.glob("*.eml"))
        ]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("mails")
    process = subprocess.Popen([sys.executable, PROGRAM, folder], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield Server(int(process.stdout.readline()), folder)
    process.kill()
    process.wait()


@pytest.fixture
def server(cast: Cast, running: Server, settings: object) -> Server:
    settings.DEMO = False  # type: ignore[attr-defined]
    for path in running.folder.glob("*.eml"):
        path.unlink()
    ProviderSetting.objects.create(
        means=Means.EMAIL,
        provider="smtp",
        sender="office@dongne.example",
        options={"host": "127.0.0.1", "port": running.port, "security": "none"},
    )
    return running


def sent(cast: Cast, to: str, *, document: str = "등본") -> Message:
    message = ask(
        SYSTEM,
        event="test.ready",
        to=Recipient(email=to, name="김주민"),
        values={"document": document},
        dong_id=cast.own.dong.pk,
        now=NOW,
    )
    send(message_id=message.pk, now=NOW, clock=lambda: NOW)
    return Message.objects.for_viewer(SYSTEM).get(pk=message.pk)


def test_a_mail_carries_our_id_and_reads_as_it_was_written(cast: Cast, server: Server) -> None:
    message = sent(cast, "kim@example.org", document="가족관계증명서 🏠")
    assert message.state == S.SENT
    (mail,) = server.taken()
    assert mail["Message-ID"] == f"<{message.pk}@dongne.example>"
    assert mail["Subject"] == "서류 준비"
    assert mail["To"].addresses[0].display_name == "김주민"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "가족관계증명서 🏠" in mail.get_content()


@pytest.mark.parametrize(
    ("to", "state", "why"),
    [
        ("no@example.org", S.PERMANENT_FAILURE, "smtp_550"),
        ("later@example.org", S.TEMPORARY_FAILURE, "smtp_451"),
        ("full@example.org", S.TEMPORARY_FAILURE, "smtp_452"),
    ],
)
def test_what_the_server_says_is_believed(
    cast: Cast, server: Server, to: str, state: S, why: str
) -> None:
    message = sent(cast, to)
    assert (message.state, message.why) == (state, why)
    assert server.taken() == []


def test_silence_after_the_text_is_unknown(cast: Cast, server: Server) -> None:
    message = sent(cast, "silent@example.org")
    assert message.state == S.UNKNOWN
    assert len(server.taken()) == 1


def test_no_connection_is_tried_again(cast: Cast, server: Server) -> None:
    ProviderSetting.objects.for_viewer(SYSTEM).update(
        options={"host": "127.0.0.1", "port": 9, "security": "none"}
    )
    assert sent(cast, "kim@example.org").state == S.TEMPORARY_FAILURE


def test_a_name_cannot_smuggle_in_a_header(cast: Cast, server: Server) -> None:
    sent(cast, "kim@example.org", document="x\r\nBcc: all@example.org")
    (mail,) = server.taken()
    assert mail["Bcc"] is None
