"""E-mail through the mail server that Debian's offices run, as it comes from the package."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dongne.foundation.messaging.models import ProviderSetting
from dongne.foundation.messaging.states import Means, MessageState
from dongne.foundation.scope.public import SYSTEM
from tests.cast import Cast

from .exim import WHY_NOT, Exim, exim
from .test_smtp import sent

S = MessageState
pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)


@pytest.fixture(scope="module")
def running() -> Iterator[Exim]:
    with exim() as one:
        yield one


@pytest.fixture
def server(cast: Cast, running: Exim, settings: object) -> Exim:
    settings.DEMO = False  # type: ignore[attr-defined]
    running.empty()
    ProviderSetting.objects.create(
        means=Means.EMAIL,
        provider="smtp",
        sender="office@dongne.example",
        options={"host": "127.0.0.1", "port": running.port, "security": "none"},
    )
    return running


def sign_in(password: str) -> None:
    setting = ProviderSetting.objects.for_viewer(SYSTEM).get()
    setting.options |= {"user": "office"}
    setting.secret = password
    setting.save()


def test_a_mail_lies_in_the_mailbox_as_it_was_written(cast: Cast, server: Exim) -> None:
    message = sent(cast, "kim@example.org", document="가족관계증명서 🏠")
    assert message.state == S.SENT
    (mail,) = server.delivered("kim")
    assert mail["Message-ID"] == message.reference == f"<{message.pk}@dongne.example>"
    assert mail["Subject"] == "서류 준비"
    assert mail["From"].addresses[0].addr_spec == "office@dongne.example"
    assert mail["To"].addresses[0].display_name == "김주민"
    assert mail.get_content().strip() == "신청하신 가족관계증명서 🏠이(가) 준비되었습니다."
    # A second Message-ID or Date would say that the server had to add its own.
    assert [len(mail.get_all(name, [])) for name in ("Message-ID", "Date")] == [1, 1]


@pytest.mark.parametrize(
    ("to", "state", "why"),
    [
        ("nobody@example.org", S.PERMANENT_FAILURE, "smtp_550"),
        ("kim@elsewhere.example", S.PERMANENT_FAILURE, "smtp_550"),
        ("later@example.org", S.TEMPORARY_FAILURE, "smtp_451"),
        ("full@example.org", S.TEMPORARY_FAILURE, "smtp_451"),
    ],
)
def test_a_refusal_lasts_or_passes_as_the_server_says(
    cast: Cast, server: Exim, to: str, state: S, why: str
) -> None:
    message = sent(cast, to)
    assert (message.state, message.why) == (state, why)
    assert server.files(to.partition("@")[0]) == []


def test_a_mail_that_is_too_large_is_refused_for_good(cast: Cast, server: Exim) -> None:
    message = sent(cast, "kim@example.org", document="가" * 20_000)
    assert (message.state, message.why) == (S.PERMANENT_FAILURE, "smtp_552")


def test_a_server_that_dies_over_the_text_leaves_it_unknown(cast: Cast, server: Exim) -> None:
    message = sent(cast, "gone@example.org")
    assert message.state == S.UNKNOWN
    assert sent(cast, "kim@example.org").state == S.SENT


def test_the_office_signs_in(cast: Cast, server: Exim) -> None:
    sign_in("right")
    assert sent(cast, "kim@example.org").state == S.SENT
    assert len(server.delivered("kim")) == 1


def test_a_wrong_password_loses_no_message(cast: Cast, server: Exim) -> None:
    sign_in("wrong")
    message = sent(cast, "kim@example.org")
    assert (message.state, message.why) == (S.TEMPORARY_FAILURE, "smtp_535")
    assert server.files("kim") == []
