"""One-time links: for a first password, and for somebody who has lost everything."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Account, viewer_of
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Refused

from ..models import OneTimeLink
from ..rules import LINK_LIFE
from ..states import EventKind, LinkPurpose
from .administration import hold_for
from .events import note
from .factors import remove_all
from .sessions import end_all


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


@transaction.atomic
def make_link(viewer: Viewer, *, account_id: int, now: datetime) -> tuple[OneTimeLink, str]:
    """A way in for somebody else: the row, and the secret part of the address, told only here.

    Links made before no longer hold. Whoever never had a password gets a link for a first one.
    """
    account = hold_for(viewer, account_id=account_id)
    if account.pk == viewer.account_id:
        raise Conflict(
            _("내 링크는 다른 담당자가 만들어야 합니다. 비밀번호는 내 계정에서 바꿀 수 있습니다."),
            code="own_account",
        )
    if not account.is_active:
        raise Conflict(
            _("사용이 멈춘 계정입니다. 먼저 다시 쓰게 해 주세요."), code="account_disabled"
        )
    OneTimeLink.objects.filter(account=account, used_at=None, expires_at__gt=now).update(
        expires_at=now
    )
    purpose = LinkPurpose.RECOVER if account.has_usable_password() else LinkPurpose.FIRST
    token = secrets.token_urlsafe(24)
    link = OneTimeLink.objects.create(
        account=account,
        purpose=purpose,
        digest=_digest(token),
        made_by=viewer.name,
        made_at=now,
        expires_at=now + LINK_LIFE[purpose],
    )
    record(
        viewer,
        action="account.link_made",
        subject=account,
        now=now,
        dong_id=account.officer.dong_id,
        changes={"purpose": purpose},
    )
    note(viewer, account=account, kind=EventKind.LINK_MADE, now=now, detail=purpose)
    return link, token


def find_link(token: str, *, now: datetime) -> OneTimeLink:
    """The link of that secret. Refused with what to do when it does not hold (any more)."""
    link = (
        OneTimeLink.objects.select_related(
            "account__officer__team__district",
            "account__officer__team__city",
            "account__officer__dong__district",
        )
        .filter(digest=_digest(token))
        .first()
    )
    if link is None or not link.account.is_active:
        raise _refusal()
    if link.used_at is not None:
        raise Refused(
            _(
                "이미 쓴 링크입니다. "
                "본인이 쓰지 않았다면 바로 행정팀장이나 시스템 관리자에게 알려 주세요."
            ),
            code="link_used",
        )
    if link.expires_at <= now:
        raise _refusal()
    return link


def _refusal() -> Refused:
    return Refused(
        _(
            "링크의 시간이 지났거나 주소가 맞지 않습니다. "
            "행정팀장이나 시스템 관리자에게 새 링크를 받아 주세요."
        ),
        code="link_over",
    )


@transaction.atomic
def use_link(viewer: Viewer, *, token: str, password: str, now: datetime) -> Account:
    """Set a new password by the link, once; second factors, sessions and tokens go.

    `viewer` is whoever holds the link, not signed in; the row names the owner of the account.
    """
    if viewer.signed_in:
        raise Conflict(_("먼저 로그아웃해 주세요."), code="signed_in")
    held = OneTimeLink.objects.select_for_update().filter(digest=_digest(token)).first()
    link = find_link(token, now=now)
    assert held is not None
    account = link.account
    link.used_at = now
    link.save(update_fields=["used_at"])
    account.set_password(password)
    account.save(update_fields=["password"])
    removed = remove_all(account)
    end_all(account.pk)
    owner = viewer_of(account)
    record(
        owner,
        action="account.link_used",
        subject=account,
        now=now,
        changes={"purpose": link.purpose, "factors_removed": removed},
    )
    note(owner, account=account, kind=EventKind.LINK_USED, now=now, detail=link.purpose)
    return account


def tell_links(account: Account, *, now: datetime) -> list[OneTimeLink]:
    """Links made for the account that its owner was not told of yet; now they are."""
    rows = list(OneTimeLink.objects.filter(account=account, told_at=None).order_by("id"))
    if rows:
        OneTimeLink.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=now)
    return rows


def keep_office_link(viewer: Viewer, *, account: Account, now: datetime) -> None:
    """The account now has an identity of the office's single sign-on; part of that sign-in."""
    record(viewer, action="account.office_linked", subject=account, now=now)
    note(viewer, account=account, kind=EventKind.OFFICE_LINKED, now=now)
