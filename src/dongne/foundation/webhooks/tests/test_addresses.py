"""Where requests may go: the program stands inside the office's network, the typed address is not
trusted."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from dongne.foundation.webhooks.rules import (
    JITTER,
    PAUSES,
    may_be_called,
    pause_after,
    rest_after,
    url_fault,
    wish_of,
)
from dongne.foundation.webhooks.services.calling import Caller
from dongne.foundation.webhooks.states import Failure

from .receiving import Receiver

PUBLIC = ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8")
INSIDE = (
    "10.0.0.1",
    "172.16.3.4",
    "192.168.0.10",
    "127.0.0.1",
    "127.8.8.8",
    "100.64.0.1",
    "100.100.100.200",
    "::1",
    "fd12:3456::1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "192.0.2.1",
    "198.18.0.1",
)
NEVER = (
    "0.0.0.0",  # noqa: S104 - refused
    "::",
    "169.254.169.254",
    "169.254.1.1",
    "fe80::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "224.0.0.1",
    "ff02::1",
    "240.0.0.1",
    "255.255.255.255",
    "nonsense",
    "",
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_called(address: str) -> None:
    assert may_be_called(address, inside=False)
    assert may_be_called(address, inside=True)


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_only_where_the_office_says_so(address: str) -> None:
    assert not may_be_called(address, inside=False)


@pytest.mark.parametrize("address", ["10.0.0.1", "192.168.0.10", "127.0.0.1", "::1", "fd12::1"])
def test_where_it_says_so_they_may(address: str) -> None:
    assert may_be_called(address, inside=True)


@pytest.mark.parametrize("address", NEVER)
def test_what_is_no_receiver_never(address: str) -> None:
    assert not may_be_called(address, inside=False)
    assert not may_be_called(address, inside=True)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://hooks.example.org/a?b=c", ""),
        ("https://도로과.example.kr/알림", ""),
        ("https://93.184.216.34:8443/x", ""),
        ("https://[2606:2800:220:1:248:1893:25c8:1946]/x", ""),
        ("http://hooks.example.org/", "not_secure"),
        ("ftp://hooks.example.org/", "not_an_address"),
        ("hooks.example.org", "not_an_address"),
        ("", "not_an_address"),
        ("https://", "not_an_address"),
        ("https://" + "a" * 500 + ".org", "not_an_address"),
        ("https://me:pw@example.org/", "with_password"),
        ("https://example.org/#x", "with_password"),
        ("https://localhost/", "inside"),
        ("https://LOCALHOST./", "inside"),
        ("https://intranet/", "inside"),
        ("https://db.internal/", "inside"),
        ("https://10.0.0.1/", "inside"),
        ("https://169.254.169.254/latest/meta-data", "inside"),
        ("https://[::1]/", "inside"),
        ("https://[::ffff:10.0.0.1]/", "inside"),
        ("https://0x7f.0.0.1/", "inside"),
        ("https://0177.0.0.1/", "not_an_address"),
        ("https://2130706433/", "inside"),
    ],
)
def test_an_address_that_somebody_types(url: str, fault: str) -> None:
    assert url_fault(url, plain=False, inside=False) == fault


def test_a_setting_lets_plain_and_inside_through() -> None:
    assert url_fault("http://road.internal:8080/in", plain=True, inside=True) == ""
    assert url_fault("http://169.254.169.254/", plain=True, inside=True) == "inside"


def test_a_name_that_leads_inside_is_not_called(other_program: Receiver) -> None:
    """It is looked up when the request is made, by whoever makes it."""
    with Caller(inside=False) as caller:
        url = other_program.url.replace("127.0.0.1", "localhost")
        assert caller.post(url, body="{}", headers={}).failure is Failure.NOT_ALLOWED
    assert other_program.got == []


def test_the_address_that_was_checked_is_the_one_that_is_called(
    monkeypatch: Any, other_program: Receiver
) -> None:
    """A name server that says something else the second time is not asked a second time."""
    asked = []
    real = socket.getaddrinfo

    def turning(host: str, port: int, *told: Any, **more: Any) -> Any:
        if host != "turns.example.org":
            return real(host, port, *told, **more)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "10.255.255.1", port, *told, **more)

    monkeypatch.setattr("dongne.foundation.webhooks.services.calling.getaddrinfo", turning)
    monkeypatch.setattr(socket, "getaddrinfo", turning)
    url = other_program.url.replace("127.0.0.1", "turns.example.org")
    with Caller(inside=True, seconds=2) as caller:
        assert caller.post(url, body="{}", headers={}).status == 204
    assert asked == ["turns.example.org"]
    assert other_program.got[0].headers["host"].startswith("turns.example.org")


def test_a_name_with_one_address_inside_is_not_called_at_all(monkeypatch: Any) -> None:
    def both(host: str, port: int, *told: Any, **more: Any) -> Any:
        return [(2, 1, 6, "", (address, port)) for address in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr("dongne.foundation.webhooks.services.calling.getaddrinfo", both)
    with Caller(inside=False) as caller:
        answered = caller.post("https://both.example.org/", body="{}", headers={})
    assert answered.failure is Failure.NOT_ALLOWED


def test_a_name_that_nobody_knows() -> None:
    with Caller(inside=False, seconds=3) as caller:
        answered = caller.post("https://nobody.invalid/", body="{}", headers={})
    assert answered.failure is Failure.NOT_FOUND


def test_what_speaks_no_tls_has_no_certificate(other_program: Receiver) -> None:
    with Caller(inside=True, seconds=2) as caller:
        url = other_program.url.replace("http://", "https://")
        assert caller.post(url, body="{}", headers={}).failure is Failure.CERTIFICATE


def test_pauses_grow_and_vary() -> None:
    usual = [pause_after(n, chance=0.5) for n in range(1, len(PAUSES) + 1)]
    assert usual == list(PAUSES) == sorted(PAUSES)
    assert pause_after(len(PAUSES) + 1, chance=0.5) is None
    assert pause_after(1, chance=0.0) == PAUSES[0] * (1 - JITTER)
    assert rest_after(1) < rest_after(2) < rest_after(99)


@pytest.mark.parametrize("text", ["", "-1", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "1e9", "٣"])
def test_a_wish_that_is_no_number_of_seconds(text: str) -> None:
    assert wish_of(text) is None
