"""From an account or a token to a viewer, with the deputyships of the day, in one statement."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, cast

from django.contrib.auth.backends import ModelBackend
from django.db import connection, models
from django.utils import timezone

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import ANONYMOUS, Level, Role, Viewer, ViewerKind
from dongne.lib.seoul import seoul_day

from .models import Account, ApiToken, Deputyship, Officer, Team

__all__ = [
    "AccountBackend",
    "ask_along",
    "token_digest",
    "viewer_of",
    "viewer_of_officer",
    "viewer_of_token",
]


_OF_A_DISTRICT = {Role.DISTRICT_DESK, Role.PRIVACY_OFFICER}
_OF_A_CITY = {Role.CITY_DESK, Role.PRIVACY_OFFICER}


class AccountBackend(ModelBackend):
    """Signs in with a password; a disabled account is nobody from its next request on."""

    def get_user(self, user_id: int) -> Account | None:
        return account_at(user_id, now=timezone.now())


# Every page asks this: words of SQL that the server plans once. Through the models it was a tenth
# of the work for a home page, most of it for putting the statement together.
_LOADED: tuple[tuple[str, type[models.Model]], ...] = (
    ("a", Account),
    ("o", Officer),
    ("t", Team),
    ("td", District),
    ("tc", City),
    ("d", Dong),
    ("dd", District),
)
_FIELDS = [
    (model, [field.attname for field in model._meta.concrete_fields]) for _, model in _LOADED
]
_COLUMNS = ", ".join(
    f"{alias}.{field.column}" for alias, model in _LOADED for field in model._meta.concrete_fields
)
_STANDS_IN = f"""
    ARRAY(SELECT s.officer_id FROM {Deputyship._meta.db_table} s
          WHERE s.deputy_id = o.id AND s.starts_on <= %(today)s
            AND coalesce(s.ends_on, %(today)s) >= %(today)s)
"""  # noqa: S608 - the names of tables are ours
_OF_ACCOUNT = f"""
    SELECT {_STANDS_IN}, %(along)s, {_COLUMNS}
    FROM {Account._meta.db_table} a
    LEFT JOIN {Officer._meta.db_table} o ON o.account_id = a.id
    LEFT JOIN {Team._meta.db_table} t ON t.id = o.team_id
    LEFT JOIN {District._meta.db_table} td ON td.id = t.district_id
    LEFT JOIN {City._meta.db_table} tc ON tc.id = t.city_id
    LEFT JOIN {Dong._meta.db_table} d ON d.id = o.dong_id
    LEFT JOIN {District._meta.db_table} dd ON dd.id = d.district_id
    WHERE a.id = %(account)s AND a.is_active
"""  # noqa: S608 - the names of tables and columns are ours


_along: dict[str, str] = {}


def ask_along(name: str, sql: str) -> None:
    """A figure that every page shows of whoever is signed in, asked for together with the account.

    `sql` is a scalar subquery about the officer `o`; `request.user.along[name]` has its answer.
    Registered when the apps start, so that a higher module costs no page a statement.
    """
    _along[name] = sql


@cache
def _statement(names: tuple[str, ...]) -> str:
    figures = ", ".join(f"({_along[name]})" for name in names)
    return _OF_ACCOUNT.replace("%(along)s", f"ARRAY[{figures}]::bigint[]")


def account_at(account_id: int, *, now: datetime) -> Account | None:
    """An active account with its officer, team and places, and for whom they stand in `now`."""
    names = tuple(_along)
    with connection.cursor() as cursor:
        cursor.execute(_statement(names), {"today": seoul_day(now), "account": account_id})
        row = cursor.fetchone()
    return _account(row, names) if row else None


def _account(row: tuple[Any, ...], figures: tuple[str, ...]) -> Account:
    """The account with its officer, team and places, as `_OF_ACCOUNT` has answered them."""
    rows: list[Any] = []
    start = 2
    for model, names in _FIELDS:
        values = row[start : start + len(names)]
        start += len(names)
        # No key: an outer join that found nothing.
        rows.append(None if values[0] is None else model.from_db("default", names, values))
    account, officer, team, team_district, team_city, dong, district = rows
    account.deputy_for = row[0]
    account.along = dict(zip(figures, row[1], strict=True))
    if officer is not None:
        team._state.fields_cache |= {"district": team_district, "city": team_city}
        if dong is not None:
            dong._state.fields_cache["district"] = district
        officer._state.fields_cache |= {"account": account, "team": team, "dong": dong}
        account._state.fields_cache["officer"] = officer
    return cast(Account, account)


def viewer_of(account: Account, *, address: str = "") -> Viewer:
    """The viewer of an account that `AccountBackend` has loaded, coming from `address`."""
    officer: Officer | None = getattr(account, "officer", None)
    if officer is None or not officer.is_active:
        return ANONYMOUS
    team, dong = officer.team, officer.dong
    district = dong.district if dong else team.district
    return _viewer(
        account_id=account.pk,
        officer_id=officer.pk,
        name=officer.name,
        roles=officer.roles,
        team_id=team.pk,
        dong_id=officer.dong_id,
        district_id=district.pk if district else None,
        city_id=district.city_id if district else team.city_id,
        deputy_for=getattr(account, "deputy_for", None) or (),
        address=address,
    )


def token_digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


# Devices ask this with every request: words of SQL that the server plans once, and no objects
# that nobody looks at (measured: 4 ms less than through the models).
_WHO = f"""
    o.account_id, o.id, o.name, o.roles, o.team_id, o.dong_id,
    coalesce(d.district_id, t.district_id), coalesce(i.city_id, t.city_id), {_STANDS_IN}
"""
_PLACES = f"""
    JOIN {Account._meta.db_table} a ON a.id = o.account_id AND a.is_active
    JOIN {Team._meta.db_table} t ON t.id = o.team_id
    LEFT JOIN {Dong._meta.db_table} d ON d.id = o.dong_id
    LEFT JOIN {District._meta.db_table} i ON i.id = coalesce(d.district_id, t.district_id)
"""
_OF_TOKEN = f"""
    SELECT {_WHO}
    FROM {ApiToken._meta.db_table} k
    JOIN {Officer._meta.db_table} o ON o.account_id = k.account_id AND o.is_active
    {_PLACES}
    WHERE k.digest = %(digest)s AND k.expires_at > %(now)s
"""  # noqa: S608 - the names of tables are ours
_OF_OFFICER = f"""
    SELECT {_WHO}
    FROM {Officer._meta.db_table} o
    {_PLACES}
    WHERE o.id = %(officer)s AND o.is_active
"""  # noqa: S608 - the names of tables are ours


def viewer_of_token(token: str, *, now: datetime, address: str = "") -> Viewer | None:
    """Whose token it is, if it still holds and so does the account."""
    told = {"today": seoul_day(now), "digest": token_digest(token), "now": now}
    return _asked(_OF_TOKEN, told, address)


def viewer_of_officer(officer_id: int, *, now: datetime, address: str = "") -> Viewer | None:
    """Who the officer is, while they work here and their account is in use.

    For what shows by itself whose it is: a phone, by its token.
    """
    return _asked(_OF_OFFICER, {"today": seoul_day(now), "officer": officer_id}, address)


def _asked(statement: str, told: dict[str, Any], address: str) -> Viewer | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        row = cursor.fetchone()
    if row is None:
        return None
    account_id, officer_id, name, roles, team_id, dong_id, district_id, city_id, deputy_for = row
    return _viewer(
        account_id=account_id,
        officer_id=officer_id,
        name=name,
        roles=roles,
        team_id=team_id,
        dong_id=dong_id,
        district_id=district_id,
        city_id=city_id,
        deputy_for=deputy_for,
        address=address,
    )


def _viewer(
    *,
    account_id: int,
    officer_id: int,
    name: str,
    roles: Iterable[str],
    team_id: int,
    dong_id: int | None,
    district_id: int | None,
    city_id: int | None,
    deputy_for: Iterable[int],
    address: str,
) -> Viewer:
    held = frozenset(Role(role) for role in roles)
    level = Level.NOTHING
    if dong_id is not None:
        level = Level.DONG
    elif district_id is not None:
        # A department acts on what is handed to it; only the desk, and whoever looks after
        # privacy, sees the dongs below.
        level = Level.NOTHING if held.isdisjoint(_OF_A_DISTRICT) else Level.DISTRICT
    elif city_id is not None:
        level = Level.NOTHING if held.isdisjoint(_OF_A_CITY) else Level.CITY
    return Viewer(
        kind=ViewerKind.OFFICER,
        level=level,
        name=name,
        account_id=account_id,
        officer_id=officer_id,
        team_id=team_id,
        dong_id=dong_id,
        district_id=district_id,
        city_id=city_id,
        roles=held,
        deputy_for=frozenset(deputy_for),
        address=address,
    )
