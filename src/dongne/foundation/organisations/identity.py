"""From an account to a viewer, in one statement that also carries the deputyships of the day."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet
from django.utils import timezone

from dongne.foundation.scope.public import ANONYMOUS, Level, Role, Viewer, ViewerKind
from dongne.lib.seoul import seoul_day

from .models import Account, Officer

__all__ = ["AccountBackend", "account_of_token", "token_digest", "viewer_of"]


def _accounts(now: datetime) -> QuerySet[Account]:
    today = seoul_day(now)
    holds = Q(officer__stands_in__starts_on__lte=today, officer__stands_in__ends_on__gte=today)
    return Account.objects.select_related(
        "officer__team__district", "officer__team__city", "officer__dong__district"
    ).annotate(deputy_for=ArrayAgg("officer__stands_in__officer_id", filter=holds, default=[]))


class AccountBackend(ModelBackend):
    """Signs in with a password; a disabled account is nobody from its next request on."""

    def get_user(self, user_id: int) -> Account | None:
        return _accounts(timezone.now()).filter(pk=user_id, is_active=True).first()


def token_digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def account_of_token(token: str, *, now: datetime) -> Account | None:
    """The active account of a token that still holds."""
    return (
        _accounts(now)
        .filter(tokens__digest=token_digest(token), tokens__expires_at__gt=now, is_active=True)
        .first()
    )


def viewer_of(account: Account) -> Viewer:
    """The viewer of an account that `AccountBackend` or `account_of_token` has loaded."""
    officer: Officer | None = getattr(account, "officer", None)
    if officer is None or not officer.is_active:
        return ANONYMOUS
    team = officer.team
    roles = frozenset(Role(role) for role in officer.roles)
    level, dong_id, district_id, city_id = Level.NOTHING, None, None, None
    if officer.dong is not None:
        level, dong_id = Level.DONG, officer.dong_id
        district_id, city_id = officer.dong.district_id, officer.dong.district.city_id
    elif team.district is not None:
        district_id, city_id = team.district_id, team.district.city_id
        # A department acts on what is handed to it; only the desk sees the dongs below.
        level = Level.DISTRICT if Role.DISTRICT_DESK in roles else Level.NOTHING
    elif team.city_id is not None:
        city_id = team.city_id
        level = Level.CITY if Role.CITY_DESK in roles else Level.NOTHING
    return Viewer(
        kind=ViewerKind.OFFICER,
        level=level,
        name=officer.name,
        account_id=account.pk,
        officer_id=officer.pk,
        team_id=team.pk,
        dong_id=dong_id,
        district_id=district_id,
        city_id=city_id,
        roles=roles,
        deputy_for=frozenset(getattr(account, "deputy_for", None) or ()),
    )
