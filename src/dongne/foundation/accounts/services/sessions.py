"""Devices that are signed in: begun, seen, ended; and the tokens of programs."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere

from ..models import SignedIn
from ..states import SessionKind, SignedInBy


def begin(
    session: SessionBase,
    *,
    account: Account,
    by: SignedInBy,
    address: str | None,
    user_agent: str,
    now: datetime,
) -> None:
    """Keep what one will see of a session that has just begun."""
    session["seen"] = now.isoformat()
    session["confirmed"] = now.isoformat()
    session["kind"] = SessionKind.DESK
    SignedIn.objects.create(
        account=account,
        session_key=session.session_key or "",
        kind=SessionKind.DESK,
        by=by,
        address=address,
        user_agent=user_agent[:300],
        started_at=now,
        last_seen_at=now,
    )


def see(session: SessionBase, *, now: datetime) -> None:
    """Something was done in the session. Called at most once a minute."""
    session["seen"] = now.isoformat()
    SignedIn.objects.filter(session_key=session.session_key).update(last_seen_at=now)


def work_in_the_field(session: SessionBase) -> None:
    """This session is one of a phone on the street: it ends later when nothing is done."""
    session["kind"] = SessionKind.FIELD
    SignedIn.objects.filter(session_key=session.session_key).update(kind=SessionKind.FIELD)


def in_the_field(session: SessionBase) -> bool:
    return session.get("kind") == SessionKind.FIELD


@transaction.atomic
def end_session(viewer: Viewer, *, signed_in_id: int, now: datetime) -> None:
    """End one of one's own sessions at once."""
    row = SignedIn.objects.filter(pk=signed_in_id, account_id=viewer.account_id or 0).first()
    if row is None:
        raise NotHere(_("이미 끝난 로그인입니다."), code="session_gone")
    record(viewer, action="session.ended", subject=row, now=now)
    drop([row])


@transaction.atomic
def end_others(viewer: Viewer, *, keep: str | None, now: datetime) -> int:
    """End all of one's own sessions but the one with the key `keep`. How many they were."""
    others = SignedIn.objects.exclude(session_key=keep)
    rows = list(others.filter(account_id=viewer.account_id or 0))
    if rows:
        record(
            viewer,
            action="session.others_ended",
            subject=rows[0].account,
            now=now,
            changes={"sessions": len(rows)},
        )
        drop(rows)
    return len(rows)


@transaction.atomic
def end_token(viewer: Viewer, *, token_id: int, now: datetime) -> None:
    """Take a program's token back; it is refused from the next call on."""
    mine = Account.objects.get(pk=viewer.account_id or 0).tokens
    token = mine.filter(pk=token_id).first()
    if token is None:
        raise NotHere(_("이미 끝난 토큰입니다."), code="token_gone")
    record(viewer, action="token.ended", subject=token, now=now)
    token.delete()


def end_all(account_id: int) -> None:
    """Everything that acts for the account ends: sessions and tokens. Part of other writes."""
    drop(list(SignedIn.objects.filter(account_id=account_id)))
    for account in Account.objects.filter(pk=account_id):
        account.tokens.all().delete()


def drop(rows: list[SignedIn]) -> None:
    Session.objects.filter(session_key__in=[row.session_key for row in rows]).delete()
    SignedIn.objects.filter(pk__in=[row.pk for row in rows]).delete()


def sweep_sessions(*, now: datetime) -> None:
    """Delete what is over: expired sessions, rows without one, and all of people who have gone."""
    Session.objects.filter(expire_date__lt=now).delete()
    SignedIn.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    gone = Q(is_active=False) | Q(officer__is_active=False)
    for account_id in Account.objects.filter(gone).values_list("pk", flat=True):
        end_all(account_id)
