"""Cases for lists: put there as they are, without the way that led there."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from dongne.foundation.organisations.public import Account, Officer
from dongne.lib.reference_numbers import number_of
from dongne.outreach.casework.models import Case
from dongne.outreach.casework.services.searching import searched_words
from tests.cast import Office

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"


def enter(officer: Officer) -> Client:
    """A browser in which that officer is signed in."""
    client = Client()
    client.force_login(Account.objects.get(officer=officer), backend=BACKEND)
    return client


def listed(office: Office, n: int = 1, **values: Any) -> list[Case]:
    """`n` cases of that office, held by nobody unless said otherwise, due in four days."""
    now: datetime = timezone.now()
    cases = []
    for at in range(n):
        given: dict[str, Any] = {
            "number": number_of(secrets.randbits(50)),
            "dong_id": office.dong.pk,
            "category": "road",
            "channel": "phone",
            "title": f"맨홀 {at}",
            "text": f"맨홀 {at} 뚜껑이 깨져 있습니다.",
            "received_at": now - timedelta(days=1, seconds=at),
            "due_at": now + timedelta(days=4),
            "moved_at": now,
            "updated_at": now,
        } | values
        if officer := given.get("holder_officer"):
            given["holder_team_id"] = officer.team_id
        if given.get("state") in ("done", "closed"):
            given.setdefault("outcome", "solved")
        if given.get("state") == "closed":
            given.setdefault("closed_at", now)
        case = Case(**given)
        case.words = searched_words(case)
        cases.append(case)
    return Case.objects.bulk_create(cases)


def shown(client: Client, **asked: str) -> set[str]:
    """Titles of the page of a list, as its rows link to them."""
    page = client.get("/cases/", asked)
    assert page.status_code == 200
    return {title for title in _titles(page.content.decode())}


def _titles(html: str) -> list[str]:
    parts = html.split('<span class="list-title">')[1:]
    plain = (
        part.partition("</span>")[0].replace("<mark>", "").replace("</mark>", "") for part in parts
    )
    return [text.partition("<span")[0].strip() for text in plain]


def in_order(client: Client, **asked: str) -> list[str]:
    return _titles(client.get("/cases/", asked).content.decode())
