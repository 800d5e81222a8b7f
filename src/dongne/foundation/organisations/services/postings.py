"""발령: to another team or dong, out of the office, back again; each from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Role, Viewer
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import seoul_day

from ..events import OfficerLeft, officer_left
from ..models import Officer, Posting, PostingKind, Team
from ..permissions import LEADS, looks_after_leads, place_of, refuse_unless, runs
from .absences import end_with_the_officer
from .people import grant, hold, refuse_roles, refuse_without_lead

DAY = timedelta(days=1)


@transaction.atomic
def move_officer(
    viewer: Viewer,
    *,
    officer: Officer,
    team: Team,
    starts_on: date,
    now: datetime,
    title: str | None = None,
    title_en: str | None = None,
    roles: Iterable[Role] | None = None,
    reason: str = "",
) -> Officer:
    """To another team from `starts_on`: at once if that day has come, else on its morning.

    Within one office the officer stays the same row. In another one a new row begins, which the
    account comes to; what was counted in the old dong stays with the old row (domain.md, rule 7).
    Returns the row that holds from `starts_on`.
    """
    held = hold(viewer, officer)
    after = sorted({Role.OFFICER, *(held.roles if roles is None else roles)})
    place = place_of(team)
    refuse_unless(
        runs(viewer, place) or (looks_after_leads(viewer, place) and not LEADS.isdisjoint(after))
    )
    refuse_roles(viewer, team, before=held.roles if roles is not None else (), after=after)
    if team.closed_on is not None:
        raise Refused(_("닫은 팀에는 사람을 둘 수 없습니다."), code="team_closed")
    if team.pk == held.team_id:
        raise Refused(_("이미 이 팀에 있습니다."), code="same_team")
    if not held.is_active:
        raise Conflict(_("지금 근무하지 않는 직원입니다. 복직으로 처리해 주세요."), code="not_here")
    current = _current(held)
    _refuse_day(current, starts_on)
    given: dict[str, Any] = {
        "kind": PostingKind.MOVED,
        "team": team,
        "title": held.title if title is None else title,
        "title_en": held.title_en if title_en is None else title_en,
        "roles": after,
        "starts_on": starts_on,
        "reason": reason,
    }
    elsewhere = place != place_of(held.team)
    if not elsewhere and LEADS.isdisjoint(after):
        refuse_without_lead(held)
    if elsewhere:
        refuse_without_lead(held)
        _begin(
            Posting(
                officer=held,
                kind=PostingKind.LEFT,
                team=held.team,
                title=held.title,
                title_en=held.title_en,
                roles=held.roles,
                starts_on=starts_on,
                reason=reason,
            ),
            current,
        )
        goes = Officer(
            team=team,
            dong_id=team.dong_id,
            name=held.name,
            title=given["title"],
            title_en=given["title_en"],
            roles=after,
            position=held.position,
            is_active=False,
        )
        goes.save()
        posting = Posting(officer=goes, came_from=held, **given)
        posting.save()
        _leave(viewer, held, last_day=starts_on - DAY, now=now)
    else:
        goes = held
        posting = _begin(Posting(officer=held, **given), current)
    record(
        viewer,
        action="officer.moved",
        subject=posting,
        now=now,
        dong_id=held.dong_id,
        changes={
            "officer": held.pk,
            "officer_name": held.name,
            "to": goes.pk,
            "team_name": [_told(held.team, elsewhere), _told(team, elsewhere)],
            "roles": [held.roles, after],
            "from": starts_on,
        },
    )
    apply_now(viewer, officers=[held, goes], now=now)
    return Officer.objects.for_viewer(SYSTEM).select_related("team", "account").get(pk=goes.pk)


@transaction.atomic
def let_go(
    viewer: Viewer,
    *,
    officer: Officer,
    last_day: date,
    now: datetime,
    reason: str = "",
) -> Posting:
    """퇴직·전출: works here until `last_day`. Absences and stand-ins after it end with that day."""
    held = hold(viewer, officer)
    if not held.is_active:
        raise Conflict(_("지금 근무하지 않는 직원입니다."), code="not_here")
    refuse_without_lead(held)
    if viewer.officer_id == held.pk:
        raise Refused(_("자신의 퇴직은 다른 담당자가 처리해야 합니다."), code="oneself")
    current = _current(held)
    _refuse_day(current, last_day + DAY)
    posting = _begin(
        Posting(
            officer=held,
            kind=PostingKind.LEFT,
            team=held.team,
            title=held.title,
            title_en=held.title_en,
            roles=held.roles,
            starts_on=last_day + DAY,
            reason=reason,
        ),
        current,
    )
    _leave(viewer, held, last_day=last_day, now=now)
    record(
        viewer,
        action="officer.let_go",
        subject=posting,
        now=now,
        dong_id=held.dong_id,
        changes={
            "officer": held.pk,
            "officer_name": held.name,
            "last_day": last_day,
            "reason": reason,
        },
    )
    apply_now(viewer, officers=[held], now=now)
    return posting


@transaction.atomic
def rehire(
    viewer: Viewer,
    *,
    officer: Officer,
    starts_on: date,
    now: datetime,
    team: Team | None = None,
    reason: str = "",
) -> Posting:
    """복직: works here again from `starts_on`, in the old team or another one of the office."""
    held = hold(viewer, officer)
    team = team or held.team
    if place_of(team) != place_of(held.team):
        raise Refused(_("다른 기관으로는 복직할 수 없습니다."), code="other_office")
    if team.closed_on is not None:
        raise Refused(_("닫은 팀에는 사람을 둘 수 없습니다."), code="team_closed")
    current = _last(held)
    if current is None or current.kind != PostingKind.LEFT:
        raise Conflict(_("지금 근무하는 직원입니다."), code="here_already")
    if held.went_to.for_viewer(SYSTEM).exists():
        raise Conflict(
            _("다른 기관으로 옮겨 간 직원입니다. 그 기관에서 이동으로 처리해 주세요."),
            code="went_elsewhere",
        )
    refuse_roles(viewer, team, before=(), after=held.roles)
    _refuse_day(current, starts_on)
    posting = _begin(
        Posting(
            officer=held,
            kind=PostingKind.RETURNED,
            team=team,
            title=held.title,
            title_en=held.title_en,
            roles=held.roles,
            starts_on=starts_on,
            reason=reason,
        ),
        current,
    )
    record(
        viewer,
        action="officer.returned",
        subject=posting,
        now=now,
        dong_id=held.dong_id,
        changes={
            "officer": held.pk,
            "officer_name": held.name,
            "from": starts_on,
            "team_name": team.name,
        },
    )
    apply_now(viewer, officers=[held], now=now)
    return posting


@transaction.atomic
def cancel_posting(viewer: Viewer, *, posting: Posting, now: datetime) -> None:
    """Take the officer's last posting back, as if it had never been ordered.

    Refused when something came after it, or when somebody has worked in the new dong already.
    """
    officer = hold(viewer, posting.came_from or posting.officer)
    held = Posting.objects.for_viewer(SYSTEM).filter(pk=posting.pk).first()
    last = _last(posting.officer)
    if held is None or last is None or last.pk != held.pk or held.kind == PostingKind.JOINED:
        raise Conflict(_("그 뒤에 다른 발령이 있어 취소할 수 없습니다."), code="changed_since")
    if held.came_from is not None:
        _undo_departure(viewer, held, now=now)
    else:
        _step_back(viewer, officer, held, now=now)
    record(
        viewer,
        action="posting.cancelled",
        subject=officer,
        now=now,
        dong_id=officer.dong_id,
        changes={"officer_name": officer.name, "kind": held.kind, "from": held.starts_on},
    )


def _undo_departure(viewer: Viewer, posting: Posting, *, now: datetime) -> None:
    """The row in the new dong goes, the account and the old row come back."""
    old, new = posting.came_from, posting.officer
    assert old is not None
    left = _last(old)
    if left is None or left.kind != PostingKind.LEFT or left.starts_on != posting.starts_on:
        raise Conflict(_("그 뒤에 다른 발령이 있어 취소할 수 없습니다."), code="changed_since")
    account, new.account = new.account, None
    new.save(update_fields=["account"])
    try:
        with transaction.atomic():
            new.grants.for_viewer(SYSTEM).update(officer=old)
            new.delete()
    except ProtectedError as problem:
        raise Conflict(
            _(
                "옮겨 간 곳에서 이미 일한 기록이 있어 취소할 수 없습니다. "
                "다시 이동으로 처리해 주세요."
            ),
            code="worked_there",
        ) from problem
    if account is not None:
        old.account = account
        old.save(update_fields=["account"])
    _step_back(viewer, old, left, now=now)


def _step_back(viewer: Viewer, officer: Officer, posting: Posting, *, now: datetime) -> None:
    """Without its last posting, the officer is what the one before says."""
    applied = posting.applied_at is not None
    posting.delete()
    before = _last(officer)
    assert before is not None
    before.ends_on = None
    before.save(update_fields=["ends_on"])
    if applied:
        _put(viewer, officer, before, now=now)


@transaction.atomic
def apply_postings(viewer: Viewer, *, now: datetime) -> int:
    """Every posting whose day has come. Returns how many."""
    return apply_now(viewer, officers=None, now=now)


def apply_now(viewer: Viewer, *, officers: Iterable[Officer] | None, now: datetime) -> int:
    """Those of some officers, or of everybody, that are due and not applied yet, oldest first."""
    due = (
        Posting.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .select_related("officer__account", "officer__team__dong", "came_from__account", "team")
        .filter(applied_at=None, starts_on__lte=seoul_day(now))
    )
    if officers is not None:
        due = due.filter(officer__in=list(officers))
    # Of one day, who leaves comes first: the account is free then.
    postings = sorted(due, key=lambda p: (p.starts_on, p.kind != PostingKind.LEFT, p.pk))
    for posting in postings:
        officer = (
            Officer.objects.for_viewer(SYSTEM)
            .select_related("account", "team__dong", "team__district", "team__city")
            .get(pk=posting.officer_id)
        )
        if posting.came_from_id is not None:
            _bring_account(officer, posting.came_from_id)
        _put(viewer, officer, posting, now=now)
        posting.applied_at = now
        posting.save(update_fields=["applied_at"])
    return len(postings)


def _bring_account(officer: Officer, came_from: int) -> None:
    old = Officer.objects.for_viewer(SYSTEM).select_related("account").get(pk=came_from)
    account, old.account = old.account, None
    old.save(update_fields=["account"])
    officer.account = account
    officer.save(update_fields=["account"])


def _put(viewer: Viewer, officer: Officer, posting: Posting, *, now: datetime) -> None:
    """The officer becomes what the posting says."""
    before = list(officer.roles) if officer.is_active else []
    officer.is_active = posting.kind != PostingKind.LEFT
    officer.team, officer.dong_id = posting.team, posting.team.dong_id
    officer.title, officer.title_en = posting.title, posting.title_en
    officer.roles = posting.roles
    officer.save(update_fields=["is_active", "team", "dong", "title", "title_en", "roles"])
    after = list(officer.roles) if officer.is_active else []
    if before != after:
        grant(viewer, officer=officer, before=before, reason=posting.reason, now=now)


def _begin(posting: Posting, current: Posting) -> Posting:
    """Close the one before and write the new one."""
    current.ends_on = posting.starts_on - DAY
    current.save(update_fields=["ends_on"])
    posting.save()
    return posting


def _leave(viewer: Viewer, officer: Officer, *, last_day: date, now: datetime) -> None:
    end_with_the_officer(viewer, officer=officer, last_day=last_day, now=now)
    officer_left.announce(
        OfficerLeft(viewer=viewer, officer_id=officer.pk, last_day=last_day, now=now)
    )


def _last(officer: Officer) -> Posting | None:
    return Posting.objects.for_viewer(SYSTEM).filter(officer=officer).order_by("-starts_on").first()


def _current(officer: Officer) -> Posting:
    """The posting that holds. Refused while another one is waiting for its day."""
    last = _last(officer)
    assert last is not None
    if last.applied_at is None:
        raise Conflict(
            _("%(month)d월 %(day)d일자 발령이 이미 잡혀 있습니다. 먼저 그것을 취소해 주세요.")
            % {"month": last.starts_on.month, "day": last.starts_on.day},
            code="posting_waits",
        )
    return last


def _refuse_day(current: Posting, starts_on: date) -> None:
    if starts_on <= current.starts_on:
        raise Refused(
            _("지금 발령(%(day)s)보다 뒤의 날짜를 적어 주세요.")
            % {"day": current.starts_on.isoformat()},
            code="before_current",
        )


def _told(team: Team, with_place: bool) -> str:
    return f"{place_of(team).name} {team.name}" if with_place else team.name
