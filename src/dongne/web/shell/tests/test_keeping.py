"""A kept home page is never an old one, and never somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.foundation.audit.models import AuditEntry
from dongne.foundation.audit.public import mark_of
from dongne.foundation.organisations.public import Officer
from dongne.outreach.fieldwork.public import record_activity
from dongne.web.shell import keeping
from tests.cast import NOW, Cast, a_record

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    keeping.forget()
    yield
    keeping.forget()


def signed_in(officer: Officer, **given: bool) -> Client:
    client = Client(**given)
    client.force_login(officer.account, backend=BACKEND)
    return client


def home(client: Client) -> str:
    return client.get("/").content.decode()


def test_what_was_recorded_stands_on_the_next_page(cast: Cast) -> None:
    client = signed_in(cast.own.officer)
    home(client)
    assert "골목 끝 가로등" not in home(client)
    now = timezone.now()
    record_activity(
        cast.viewer(cast.own.officer),
        record=a_record(memo="골목 끝 가로등", happened_at=now),
        now=now,
    )
    assert "골목 끝 가로등" in home(client)


def test_it_costs_few_statements(cast: Cast) -> None:
    client = signed_in(cast.own.officer)
    home(client)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        home(client)
    # The session, the account with its unread notices, the mark.
    assert len(asked) == 3


def test_everybody_has_a_page_of_their_own(cast: Cast) -> None:
    own, colleague = signed_in(cast.own.officer), signed_in(cast.own.colleague)
    for _ in range(2):
        assert cast.own.officer.name in home(own)
        assert cast.own.officer.name not in home(colleague)
        assert cast.own.colleague.name in home(colleague)


def test_a_kept_page_has_a_token_of_its_session(cast: Cast) -> None:
    for _ in range(2):
        client = signed_in(cast.own.officer, enforce_csrf_checks=True)
        page = home(client)
        assert "\0" not in page
        sent = client.post("/sign-out", {"csrfmiddlewaretoken": TOKEN.findall(page)[0]})
        assert sent.status_code == 302


def test_words_for_one_page_are_told_once(cast: Cast) -> None:
    client = signed_in(cast.own.lead)
    home(client)
    client.post("/office/first-month/confirm")
    told = "서식과 결재선을 확인했습니다."
    assert told in home(client)
    assert told not in home(client)


@pytest.mark.django_db(transaction=True)
def test_a_change_begun_earlier_and_committed_later_is_seen(cast: Cast) -> None:
    dong = cast.own.dong.pk

    def row(key: int) -> AuditEntry:
        return AuditEntry(
            pk=key,
            at=NOW,
            actor_kind="system",
            actor_name="",
            dong_id=dong,
            action="test",
            subject_type="test",
            subject_id="1",
        )

    row(10_000_001).save(force_insert=True)
    before = mark_of(dong)
    # Numbered before the one that everybody has seen.
    row(10_000_000).save(force_insert=True)
    assert mark_of(dong) != before
