"""Officers: added, named, given roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Role, Viewer, ViewerKind
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import seoul_day

from ..models import Account, Grant, Officer, Posting, PostingKind, Team
from ..permissions import (
    LEADS,
    grantable,
    looks_after_leads,
    may_change,
    place_of,
    refuse_unless,
    runs,
)
from ..words import role_words


@transaction.atomic
def add_officer(
    viewer: Viewer,
    *,
    team: Team,
    name: str,
    roles: Iterable[Role],
    now: datetime,
    username: str | None = None,
    password_hash: str | None = None,
    title: str = "주무관",
    title_en: str = "Officer",
    position: int = 0,
    starts_on: date | None = None,
    reason: str = "",
) -> Officer:
    """An officer, with an account if `username` is given (`password_hash` as Django stores it).

    Whoever starts on a day to come is there from then on (`apply_postings`).
    """
    place = place_of(team)
    held = sorted({Role.OFFICER, *roles})
    refuse_unless(
        runs(viewer, place) or (looks_after_leads(viewer, place) and not LEADS.isdisjoint(held))
    )
    refuse_roles(viewer, team, before=(), after=held)
    if team.closed_on is not None:
        raise Refused(_("닫은 팀에는 사람을 둘 수 없습니다."), code="team_closed")
    today = seoul_day(now)
    starts_on = starts_on or today
    account = None if username is None else _new_account(username, password_hash)
    officer = Officer(
        account=account,
        team=team,
        dong_id=team.dong_id,
        name=name,
        title=title,
        title_en=title_en,
        roles=held,
        position=position,
        is_active=starts_on <= today,
    )
    officer.save()
    Posting.objects.create(
        officer=officer,
        kind=PostingKind.JOINED,
        team=team,
        title=title,
        title_en=title_en,
        roles=held,
        starts_on=starts_on,
        reason=reason,
        applied_at=now if officer.is_active else None,
    )
    if officer.is_active:
        grant(viewer, officer=officer, before=(), reason=reason, now=now)
    record(
        viewer,
        action="officer.added",
        subject=officer,
        now=now,
        dong_id=team.dong_id,
        changes={
            "name": name,
            "roles": officer.roles,
            "team": team.pk,
            "team_name": team.name,
            "from": starts_on,
        },
    )
    return officer


def _new_account(username: str, password_hash: str | None) -> Account:
    account = Account(username=username, password=password_hash or "")
    if password_hash is None:
        account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as problem:
        raise Conflict(
            _("이미 쓰는 아이디입니다. 다른 아이디를 적어 주세요."), code="username_taken"
        ) from problem
    return account


@transaction.atomic
def edit_officer(
    viewer: Viewer,
    *,
    officer: Officer,
    now: datetime,
    name: str | None = None,
    title: str | None = None,
    title_en: str | None = None,
    position: int | None = None,
    reason: str = "",
) -> Officer:
    """Another name, title or place in the list. What is None stays."""
    held = hold(viewer, officer)
    given = {"name": name, "title": title, "title_en": title_en, "position": position}
    changes: dict[str, Any] = {
        field: [getattr(held, field), value]
        for field, value in given.items()
        if value is not None and value != getattr(held, field)
    }
    if not changes:
        return held
    for field, (_before, after) in changes.items():
        setattr(held, field, after)
    held.save(update_fields=list(changes))
    if "title" in changes or "title_en" in changes:
        _keep_posting(held, reason=reason, now=now)
    record(
        viewer,
        action="officer.edited",
        subject=held,
        now=now,
        dong_id=held.dong_id,
        changes={"officer_name": held.name, **changes},
    )
    return held


@transaction.atomic
def change_roles(
    viewer: Viewer,
    *,
    officer: Officer,
    roles: Iterable[Role],
    now: datetime,
    reason: str = "",
) -> Officer:
    """Which roles the officer has from now on. What somebody may do changes at once."""
    held = hold(viewer, officer)
    before, after = list(held.roles), sorted({Role.OFFICER, *roles})
    if before == after:
        return held
    refuse_roles(viewer, held.team, before=before, after=after)
    if not _still_led(held, after):
        raise Refused(
            _("동에는 행정팀장이나 동장이 한 명은 있어야 합니다. 다른 사람을 먼저 정해 주세요."),
            code="last_lead",
        )
    _refuse_last_administrator(held, after)
    held.roles = after
    held.save(update_fields=["roles"])
    _keep_posting(held, reason=reason, now=now)
    grant(viewer, officer=held, before=before, reason=reason, now=now)
    record(
        viewer,
        action="officer.roles_changed",
        subject=held,
        now=now,
        dong_id=held.dong_id,
        changes={"officer_name": held.name, "roles": [before, after]},
    )
    return held


def hold(viewer: Viewer, officer: Officer) -> Officer:
    """The officer as of now, locked, if they are the viewer's to change."""
    found = (
        Officer.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .select_related("team__dong__district", "team__district", "team__city", "account")
        .get(pk=officer.pk)
    )
    refuse_unless(may_change(viewer, found))
    return found


def refuse_roles(
    viewer: Viewer, team: Team, *, before: Iterable[str], after: Iterable[str]
) -> None:
    """Nobody gives or takes away a role that is not theirs to give."""
    if viewer.kind is ViewerKind.SYSTEM:
        return
    touched = set(before) ^ set(after)
    if beyond := touched - set(grantable(viewer, place_of(team))):
        raise Refused(
            _("이 역할은 여기서 줄 수 없습니다: %(roles)s")
            % {"roles": ", ".join(role_words(beyond))},
            code="role_not_grantable",
        )


def refuse_without_lead(officer: Officer) -> None:
    """Nobody goes who is the last to run the dong, or the last system administrator."""
    if not _still_led(officer, ()):
        raise Refused(
            _("동에는 행정팀장이나 동장이 한 명은 있어야 합니다. 다른 사람을 먼저 정해 주세요."),
            code="last_lead",
        )
    _refuse_last_administrator(officer, ())


def _still_led(officer: Officer, after: Iterable[str]) -> bool:
    if officer.dong_id is None or LEADS.isdisjoint(officer.roles) or not LEADS.isdisjoint(after):
        return True
    # Two leads who make each other ordinary officers at once: one of them waits here.
    Dong.objects.for_viewer(SYSTEM).select_for_update().get(pk=officer.dong_id)
    return (
        Officer.objects.for_viewer(SYSTEM)
        .filter(dong=officer.dong_id, is_active=True, roles__overlap=sorted(LEADS))
        .exclude(pk=officer.pk)
        .exists()
    )


def _refuse_last_administrator(officer: Officer, after: Iterable[str]) -> None:
    role = Role.SYSTEM_ADMINISTRATOR
    if role not in officer.roles or role in after:
        return
    others = Officer.objects.for_viewer(SYSTEM).filter(is_active=True, roles__contains=[role])
    if not others.exclude(pk=officer.pk).select_for_update(of=("self",)).exists():
        raise Refused(
            _("시스템 관리자가 한 명은 있어야 합니다. 다른 사람을 먼저 정해 주세요."),
            code="last_administrator",
        )


def grant(
    viewer: Viewer, *, officer: Officer, before: Iterable[str], reason: str, now: datetime
) -> None:
    """One more row of who may do what. Called where roles begin, change and end."""
    place = place_of(officer.team)
    Grant.objects.create(
        at=now,
        account=officer.account,
        officer=officer,
        username=officer.account.username if officer.account else "",
        officer_name=officer.name,
        before=sorted(before),
        after=sorted(officer.roles) if officer.is_active else [],
        place=f"{place.name} {officer.team.name}",
        actor_officer_id=viewer.officer_id,
        actor_name=viewer.name,
        reason=reason,
    )


def _keep_posting(officer: Officer, *, reason: str, now: datetime) -> None:
    """The posting of today says what the officer is now; yesterday's stays as it was."""
    today = seoul_day(now)
    current = (
        Posting.objects.for_viewer(SYSTEM)
        .filter(officer=officer, applied_at__isnull=False)
        .order_by("-starts_on")
        .first()
    )
    if current is None or current.kind == PostingKind.LEFT:
        return
    if current.starts_on >= today:
        current.title, current.title_en = officer.title, officer.title_en
        current.roles = officer.roles
        current.save(update_fields=["title", "title_en", "roles"])
        return
    until, current.ends_on = current.ends_on, date.fromordinal(today.toordinal() - 1)
    current.save(update_fields=["ends_on"])
    Posting.objects.create(
        officer=officer,
        kind=PostingKind.CHANGED,
        team=officer.team,
        title=officer.title,
        title_en=officer.title_en,
        roles=officer.roles,
        starts_on=today,
        ends_on=until,
        reason=reason,
        applied_at=now,
    )
