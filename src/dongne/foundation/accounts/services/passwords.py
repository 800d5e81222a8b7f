"""Changing one's own password and language."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import Viewer

from ..models import SignedIn
from ..states import EventKind
from .events import note
from .sessions import drop


@transaction.atomic
def change_password(
    viewer: Viewer, *, account: Account, password: str, keep: str | None, now: datetime
) -> None:
    """A new password that the form has found good; all other sessions and all tokens end."""
    account.set_password(password)
    account.save(update_fields=["password"])
    drop(list(SignedIn.objects.filter(account=account).exclude(session_key=keep)))
    account.tokens.all().delete()
    record(viewer, action="account.password_changed", subject=account, now=now)
    note(viewer, account=account, kind=EventKind.PASSWORD_CHANGED, now=now)


@transaction.atomic
def speak(viewer: Viewer, *, account: Account, language: str, now: datetime) -> None:
    """The language of the account's pages, also where it signs in next."""
    before, account.language = account.language, language
    account.save(update_fields=["language"])
    record(
        viewer,
        action="account.language_chosen",
        subject=account,
        now=now,
        changes={"language": [before, language]},
    )
