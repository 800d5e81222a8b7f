"""What several tests here do."""

from __future__ import annotations

from datetime import date

from django.test import Client
from django.urls import reverse

from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.organisations.identity import account_at
from dongne.foundation.organisations.public import Account, Officer, viewer_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from tests.cast import NOW, Cast

TODAY = date(2026, 11, 20)
BACKEND = "dongne.foundation.organisations.identity.AccountBackend"


def signed_in(officer: Officer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(officer=officer), BACKEND)
    return client


def again(officer: Officer) -> Officer:
    """The row as it is now."""
    return Officer.objects.for_viewer(SYSTEM).select_related("team", "account").get(pk=officer.pk)


def undo_last(viewer: Viewer, action: str) -> None:
    undo_change(viewer, entry=AuditEntry.objects.filter(action=action).latest("pk"), now=NOW)


def now_as(officer: Officer) -> Viewer:
    """How the officer looks and acts at `NOW`, with those for whom they stand in."""
    assert officer.account_id is not None
    account = account_at(officer.account_id, now=NOW)
    assert account is not None
    return viewer_of(account)


def lead_of(cast: Cast) -> Viewer:
    return cast.viewer(cast.own.lead)


def at(name: str, *args: object) -> str:
    return reverse(name, args=args)
