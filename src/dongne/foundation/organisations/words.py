"""What roles are called, and how days are said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dongne.foundation.scope.public import Role

ROLES: dict[Role, str | Promise] = {
    Role.DONG_HEAD: _("동장"),
    Role.ADMINISTRATION_LEAD: _("행정팀장"),
    Role.TEAM_LEAD: _("팀장"),
    Role.WELFARE_PLANNER: _("복지플래너"),
    Role.WELFARE_COUNSELLOR: _("복지상담전문관"),
    Role.VISITING_NURSE: _("방문간호사"),
    Role.COUNTER_CLERK: _("민원창구 담당"),
    Role.DISTRICT_DESK: _("구 총괄 담당"),
    Role.CITY_DESK: _("시 총괄 담당"),
    Role.DEPARTMENT: _("부서 담당"),
    Role.SYSTEM_ADMINISTRATOR: _("시스템 관리자"),
    Role.PRIVACY_OFFICER: _("개인정보 보호 담당"),
    Role.OFFICER: pgettext_lazy("role", "주무관"),
}
"""By role, the first that fits is what somebody is called."""


def role_word(roles: Iterable[str]) -> str:
    """What somebody with these roles is called, in one word."""
    held = set(roles)
    return str(next(word for role, word in ROLES.items() if role in held or role is Role.OFFICER))


def role_words(roles: Iterable[str]) -> list[str]:
    """Every role in words; that of an ordinary officer only if there is no other."""
    held = {Role(role) for role in roles}
    told = held - {Role.OFFICER} or held
    return [str(word) for role, word in ROLES.items() if role in told]


def day_in_words(day: date) -> str:
    return gettext("%(month)d월 %(day)d일") % {"month": day.month, "day": day.day}


def days_in_words(days: tuple[date, date | None]) -> str:
    first, last = days
    if last == first:
        return day_in_words(first)
    if last is None:
        return gettext("%(day)s부터") % {"day": day_in_words(first)}
    return f"{day_in_words(first)}~{day_in_words(last)}"
