"""Reads: sessions, second factors, accounts that somebody looks after, and their history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from dongne.foundation.organisations.public import Account, Grant, Officer
from dongne.foundation.scope.public import SYSTEM, Role, Viewer
from dongne.lib.refusals import NotHere

from .models import AccountEvent, FactorRule, OneTimeLink, SignedIn
from .rules import GRACE, idle_seconds, must_have_factor
from .states import Required, SessionKind

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def idle_of(session: SessionBase) -> int:
    """Seconds without work after which this session ends."""
    return idle_seconds(
        SessionKind(session.get("kind", SessionKind.DESK)),
        desk_minutes=settings.IDLE_MINUTES,
        field_minutes=settings.FIELD_IDLE_MINUTES,
    )


def seen_of(session: SessionBase) -> datetime | None:
    """When something was last done in it; None for sessions of nobody."""
    seen: str | None = session.get("seen")
    return datetime.fromisoformat(seen) if seen else None


def seconds_left(session: SessionBase, *, now: datetime) -> int:
    seen = seen_of(session)
    if seen is None:
        return 0
    return max(0, int((seen + timedelta(seconds=idle_of(session)) - now).total_seconds()))


def no_account_yet() -> bool:
    """Whether this installation is still empty."""
    return not Account.objects.exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """What somebody has besides the password."""

    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes_left: int

    @property
    def any(self) -> bool:
        return self.app is not None or bool(self.passkeys)


def factors_of(account_id: int) -> Factors:
    rows = list(Authenticator.objects.filter(user_id=account_id).order_by("id"))
    codes = [row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES]
    return Factors(
        app=next((row for row in rows if row.type == Authenticator.Type.TOTP), None),
        passkeys=tuple(row for row in rows if row.type == Authenticator.Type.WEBAUTHN),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else 0,
    )


def has_factor(account_id: int) -> bool:
    return Authenticator.objects.filter(user_id=account_id, type__in=FACTORS).exists()


def devices_of(account_id: int, *, now: datetime) -> list[SignedIn]:
    """Where the account is signed in, last used first."""
    rows = SignedIn.objects.filter(account_id=account_id)
    idle = {
        kind: timedelta(
            seconds=idle_seconds(
                kind,
                desk_minutes=settings.IDLE_MINUTES,
                field_minutes=settings.FIELD_IDLE_MINUTES,
            )
        )
        for kind in SessionKind
    }
    return [row for row in rows if now - row.last_seen_at <= idle[SessionKind(row.kind)]]


def tokens_of(account: Account, *, now: datetime) -> list[Any]:
    """Programs and devices that hold a token, the newest first."""
    return list(account.tokens.filter(expires_at__gt=now).order_by("-created_at"))


def rule_of(officer: Officer) -> FactorRule | None:
    """The rule of the officer's own office: of the dong, else of the district or the city."""
    rules = FactorRule.objects.for_viewer(SYSTEM)
    if officer.dong_id is not None:
        return rules.filter(dong_id=officer.dong_id).first()
    team = officer.team
    if team.district_id is not None:
        return rules.filter(district_id=team.district_id).first()
    return rules.filter(city_id=team.city_id or 0).first()


def factor_needed_from(account: Account, *, now: datetime) -> datetime | None:
    """From when the account may not work without a second factor; None if it has or needs none.

    Whoever was signed in for the first time after the rule was made gets the whole grace as well.
    """
    officer: Officer | None = getattr(account, "officer", None)
    if officer is None:
        return None
    rule = rule_of(officer)
    if rule is None or not must_have_factor(Required(rule.required), officer.roles):
        return None
    if has_factor(account.pk):
        return None
    first = (
        AccountEvent.objects.filter(account_id=account.pk, kind="link_used")
        .order_by("at")
        .values_list("at", flat=True)
        .first()
    )
    return max(rule.since, first or rule.since) + GRACE


def _accounts() -> QuerySet[Account]:
    factor = Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=FACTORS)
    link = OneTimeLink.objects.filter(
        account_id=OuterRef("pk"), used_at=None, expires_at__gt=timezone.now()
    )
    return (
        Account.objects.filter(officer__isnull=False)
        .select_related("officer__team__district", "officer__team__city", "officer__dong")
        .annotate(has_factor=Exists(factor), has_link=Exists(link))
    )


def may_look_after_accounts(viewer: Viewer) -> bool:
    return viewer.administers or (viewer.dong_id is not None and viewer.runs_outreach)


def accounts_for(viewer: Viewer) -> QuerySet[Account]:
    """Whose accounts the viewer looks after: the lead those of the dong, an administrator all."""
    if viewer.administers:
        return _accounts()
    if not may_look_after_accounts(viewer):
        return _accounts().none()
    return _accounts().filter(officer__dong_id=viewer.dong_key)


def listed_accounts(viewer: Viewer, *, words: str = "") -> list[Account]:
    found = accounts_for(viewer)
    if words:
        found = found.filter(
            Q(username__icontains=words)
            | Q(officer__name__icontains=words)
            | Q(officer__team__name__icontains=words)
            | Q(officer__dong__name__icontains=words)
        )
    return list(
        found.order_by(
            "officer__dong__name", "officer__team__position", "officer__position", "officer__id"
        )
    )


def administrators() -> QuerySet[Officer]:
    """Officers who can still sign in as system administrators."""
    return Officer.objects.for_viewer(SYSTEM).filter(
        roles__contains=[Role.SYSTEM_ADMINISTRATOR], is_active=True, account__is_active=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A row of the grant history: roles given or taken, or something done to an account.

    `key` names its place for the next page.
    """

    at: datetime
    key: str
    row: Grant | AccountEvent


def history(
    viewer: Viewer, *, words: str = "", before: str = "", account_id: int | None = None
) -> Iterator[HistoryEntry]:
    """Of those whose accounts the viewer looks after, the newest first, older than `before`.

    Two statements, read in chunks: whoever takes fifty rows reads some hundred of each.
    """
    if not may_look_after_accounts(viewer):
        return iter(())
    grants = Grant.objects.for_viewer(SYSTEM if viewer.administers else viewer)
    events = AccountEvent.objects.all()
    if not viewer.administers:
        events = events.filter(dong_id=viewer.dong_key)
    if account_id is not None:
        grants, events = grants.filter(account_id=account_id), events.filter(account_id=account_id)
    if words:
        within = (
            Q(username__icontains=words)
            | Q(officer_name__icontains=words)
            | Q(place__icontains=words)
            | Q(actor_name__icontains=words)
        )
        grants, events = grants.filter(within), events.filter(within)
    found = [_entries("g", grants, before), _entries("e", events, before)]
    return merge(*found, key=lambda entry: (entry.at, entry.key), reverse=True)


def _entries(kind: str, rows: QuerySet[Any], before: str) -> Iterator[HistoryEntry]:
    """In the order of the pages: by moment, then by kind and number."""
    if before:
        at, other, number = _place(before)
        same = Q(at=at, pk__lt=number) if other == kind else Q(at=at) if kind < other else Q()
        earlier = Q(at__lt=at)
        rows = rows.filter(earlier | same) if same else rows.filter(earlier)
    for row in rows.order_by("-at", "-pk").iterator(chunk_size=100):
        yield HistoryEntry(at=row.at, key=f"{row.at.isoformat()}~{kind}~{row.pk:012d}", row=row)


def _place(key: str) -> tuple[datetime, str, int]:
    at, _, rest = key.partition("~")
    kind, _, number = rest.partition("~")
    try:
        return datetime.fromisoformat(at), kind, int(number)
    except ValueError:
        raise NotHere(gettext("찾을 수 없습니다."), code="not_found") from None


def rules_for(viewer: Viewer, *, places: Iterable[Any]) -> dict[Any, FactorRule]:
    """The rule of each place that has one, by place."""
    wanted = {(type(place).__name__.lower(), place.pk): place for place in places}
    found = {}
    for rule in FactorRule.objects.for_viewer(SYSTEM if viewer.administers else viewer):
        for level in ("city", "district", "dong"):
            key = (level, getattr(rule, f"{level}_id"))
            if key in wanted:
                found[wanted[key]] = rule
    return found
