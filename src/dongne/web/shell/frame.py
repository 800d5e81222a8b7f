"""What surrounds every page: the main menu by role, and whose page it is."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dongne.foundation.accounts.public import idle_of
from dongne.foundation.approvals.public import inbox_count
from dongne.foundation.messaging.public import UNREAD
from dongne.foundation.organisations.public import Account, Officer, role_word
from dongne.foundation.scope.public import Role, Viewer
from dongne.outreach.fieldwork.public import DIFFERING

ABOVE = (Role.DISTRICT_DESK, Role.CITY_DESK, Role.PRIVACY_OFFICER)
"""Who has an office above the dongs to look after."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """`nav` and `account` of the base layout; nothing for whoever is not signed in."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None or not viewer.signed_in:
        return {}
    account = cast(Account, request.user)
    officer: Officer = account.officer
    return {
        "viewer": viewer,
        "nav": _menu(viewer, request, office_word(officer)),
        "office_word": office_word(officer),
        "find_url": reverse("find"),
        "bell": {"url": reverse("notices"), "count": account.along.get(UNREAD, 0)},
        "account": {
            "name": officer.name,
            "role": called(viewer, officer),
            "place": _place(officer),
            "menu": [{"label": _("내 계정"), "url": reverse("account"), "icon": "user"}],
            "idle": {
                "seconds": idle_of(request.session),
                "left_url": reverse("account_left"),
                "stay_url": reverse("account_stay"),
            },
        },
    }


def called(viewer: Viewer, officer: Officer) -> str:
    """What the one whose page it is does here; above the dongs the team says more than the role."""
    if viewer.has(Role.DISTRICT_DESK, Role.CITY_DESK, Role.DEPARTMENT):
        return officer.team.name
    return role_word(viewer.roles)


def _place(officer: Officer) -> str:
    if officer.dong:
        return officer.dong.label
    place = officer.team.district or officer.team.city
    return place.label if place else ""


def office_word(officer: Officer) -> str:
    """What one's own office is called: in a 읍 or 면 it is no 동."""
    if officer.dong is None:
        return _("우리 기관")
    return {"읍": _("우리 읍"), "면": _("우리 면")}.get(officer.dong.level_name, _("우리 동"))


def _menu(viewer: Viewer, request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """At most seven entries; a phone shows the first four and the rest under "more"."""
    along = cast(Account, request.user).along
    entries: list[tuple[str, str, str, int | None]] = [("home", _("오늘"), "home", None)]
    signs = bool(viewer.deputy_for) or viewer.has(
        Role.DONG_HEAD, Role.ADMINISTRATION_LEAD, Role.TEAM_LEAD
    )
    if viewer.dong_id:
        if signs:
            known: int | None = getattr(request, "waiting", None)
            waiting = inbox_count(viewer) if known is None else known
            entries.append(("inbox", _("결재함"), "inbox", waiting))
        entries += [
            ("cases", pgettext("menu", "민원·인계"), "message", None),
            ("applications", pgettext("menu", "신청"), "file-text", None),
            # Records that came differently from two places wait there for their officer.
            ("activities", _("활동"), "pen", along.get(DIFFERING, 0)),
            ("reports", _("보고서"), "file", None),
            ("months", pgettext("menu", "이달 취합"), "calendar", None),
            ("zones", _("구역"), "map", None),
        ]
        if not signs:
            # What they sent, and copies for them; nothing waits here to be counted.
            entries.append(("inbox", _("결재함"), "inbox", None))
    elif viewer.has(Role.DISTRICT_DESK, Role.CITY_DESK):
        entries.append(("cases", pgettext("menu", "민원·인계"), "message", None))
        entries.append(("months", _("동별 취합"), "calendar", None))
    elif viewer.has(Role.DEPARTMENT):
        entries.append(("cases", pgettext("menu", "민원·인계"), "message", None))
    if viewer.has(Role.PRIVACY_OFFICER) and not viewer.dong_id:
        if not viewer.has(Role.DISTRICT_DESK, Role.CITY_DESK):
            # Their day is the page of their work; "/" only leads there.
            entries = [("privacy", _("오늘"), "shield", None)]
        entries += [
            ("privacy_log", _("접속기록"), "eye", None),
            ("privacy_requests", _("본인의 요구"), "user", None),
            ("privacy_retention", _("파기"), "trash", None),
        ]
    if viewer.dong_id or viewer.administers or viewer.has(*ABOVE):
        entries.append(("office", office, "building", None))
    if viewer.has(Role.DEPARTMENT, Role.DISTRICT_DESK):
        entries.append(("inbox_copies", _("공람"), "inbox", None))
    menu = []
    for name, label, icon, count in entries:
        url = reverse(name)
        path = request.path
        current = path == url if name in ("home", "privacy") else path.startswith(url)
        menu.append({"label": label, "url": url, "icon": icon, "current": current, "count": count})
    return menu
