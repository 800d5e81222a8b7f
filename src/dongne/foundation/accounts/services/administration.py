"""What the lead, or a system administrator, does to accounts of others."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Account
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM, Role, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from ..models import FactorRule
from ..queries import accounts_for, administrators, may_look_after_accounts
from ..states import EventKind, Required
from .events import note
from .sessions import end_all


def hold_for(viewer: Viewer, *, account_id: int) -> Account:
    """An account that the viewer looks after, held until the transaction ends.

    Nobody but a system administrator touches the account of one: a lead who could make a link for
    an administrator would be one.
    """
    if not may_look_after_accounts(viewer):
        raise Forbidden(_("계정을 관리하는 담당자만 할 수 있습니다."), code="not_a_lead")
    account = accounts_for(viewer).select_for_update(of=("self",)).filter(pk=account_id).first()
    if account is None:
        raise NotHere(_("계정을 찾을 수 없습니다."), code="not_found")
    if Role.SYSTEM_ADMINISTRATOR in account.officer.roles and not viewer.administers:
        raise Forbidden(
            _("시스템 관리자의 계정은 다른 시스템 관리자만 다룰 수 있습니다."),
            code="administrators_account",
        )
    return account


@transaction.atomic
def disable_account(viewer: Viewer, *, account_id: int, reason: str, now: datetime) -> None:
    """Nobody signs in with it any more; sessions and tokens end with the same commit."""
    account = hold_for(viewer, account_id=account_id)
    if account.pk == viewer.account_id:
        raise Conflict(_("내 계정은 멈출 수 없습니다."), code="own_account")
    if not account.is_active:
        raise Conflict(_("이미 멈춘 계정입니다."), code="disabled_already")
    if not reason.strip():
        raise Refused(_("멈추는 까닭을 적어 주세요."), code="no_reason")
    if (
        Role.SYSTEM_ADMINISTRATOR in account.officer.roles
        and not administrators().exclude(account=account).exists()
    ):
        raise Conflict(
            _("시스템 관리자가 한 명은 있어야 합니다. 다른 사람을 먼저 정해 주세요."),
            code="last_administrator",
        )
    _set_active(viewer, account, active=False, reason=reason, now=now)
    end_all(account.pk)


@transaction.atomic
def enable_account(viewer: Viewer, *, account_id: int, reason: str, now: datetime) -> None:
    account = hold_for(viewer, account_id=account_id)
    if account.is_active:
        raise Conflict(_("이미 쓰고 있는 계정입니다."), code="enabled_already")
    if not account.officer.is_active:
        raise Conflict(
            _("지금은 이곳에서 일하지 않는 사람입니다. 먼저 직원 화면에서 복직 처리를 해 주세요."),
            code="officer_gone",
        )
    _set_active(viewer, account, active=True, reason=reason, now=now)


def _set_active(
    viewer: Viewer, account: Account, *, active: bool, reason: str, now: datetime
) -> None:
    account.is_active = active
    account.save(update_fields=["is_active"])
    kind = EventKind.ENABLED if active else EventKind.DISABLED
    record(
        viewer,
        action=f"account.{kind}",
        subject=account,
        now=now,
        dong_id=account.officer.dong_id,
        changes={"is_active": [not active, active], "reason": reason},
    )
    note(viewer, account=account, kind=kind, now=now, detail=reason)


@transaction.atomic
def require_factors(
    viewer: Viewer, *, place: City | District | Dong, required: Required, now: datetime
) -> None:
    """Who of that office must have a second factor. A stricter rule begins with its own grace."""
    own = isinstance(place, Dong) and viewer.runs_outreach and viewer.dong_id == place.pk
    if not (viewer.administers or own):
        raise Forbidden(_("계정을 관리하는 담당자만 할 수 있습니다."), code="not_a_lead")
    level = type(place).__name__.lower()
    rule = (
        FactorRule.objects.for_viewer(SYSTEM).select_for_update().filter(**{level: place}).first()
    )
    before = rule.required if rule else Required.NOBODY.value
    if rule is None:
        rule = FactorRule(**{level: place})
    if before != required or rule.pk is None:
        rule.required, rule.since = required, now
        rule.save()
    record(
        viewer,
        action="account.factors_required",
        subject=rule,
        now=now,
        dong_id=place.pk if isinstance(place, Dong) else None,
        changes={"required": [before, required.value]},
    )
