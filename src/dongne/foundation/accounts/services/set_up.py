"""The first office of an empty installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import (
    Account,
    Officer,
    TeamKind,
    add_officer,
    add_team,
)
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.refusals import Conflict

from ..queries import no_account_yet
from ..states import EventKind
from .events import note

# The word as a number: only one of several who press the button at once founds the office.
LOCK = int.from_bytes(b"setup", "big")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOffice:
    """Where the office stands and who leads it. Codes are made of the names where left empty."""

    city: str
    district: str
    dong: str
    lead_name: str
    username: str
    city_en: str = ""
    district_en: str = ""
    dong_en: str = ""
    unit_name: str = "통"
    unit_head_name: str = "통장"
    team: str = "행정팀"
    team_en: str = "Administration team"
    city_code: str = "city"
    district_code: str = "district"
    dong_code: str = "dong"


@transaction.atomic
def set_up(viewer: Viewer, *, office: FirstOffice, password: str, now: datetime) -> Account:
    """City, district, dong, administration team and its lead, who is system administrator too.

    `viewer` is SYSTEM: there is nobody yet. Refused (409, `not_empty`) once there is an account.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if not no_account_yet():
        raise Conflict(_("이미 시작한 설치입니다. 로그인해 주세요."), code="not_empty")
    city, _new = City.objects.get_or_create(
        code=office.city_code, defaults={"name": office.city, "name_en": office.city_en}
    )
    district, _new = District.objects.get_or_create(
        code=office.district_code,
        defaults={"name": office.district, "name_en": office.district_en, "city": city},
    )
    dong = Dong.objects.create(
        code=office.dong_code,
        name=office.dong,
        name_en=office.dong_en,
        district=district,
        unit_name=office.unit_name,
        unit_head_name=office.unit_head_name,
    )
    team = add_team(
        viewer,
        place=dong,
        name=office.team,
        name_en=office.team_en,
        kind=TeamKind.ADMINISTRATION,
        now=now,
    )
    lead: Officer = add_officer(
        viewer,
        team=team,
        name=office.lead_name,
        roles=[Role.ADMINISTRATION_LEAD, Role.TEAM_LEAD, Role.SYSTEM_ADMINISTRATOR],
        username=office.username,
        password_hash=make_password(password),
        title="행정팀장",
        title_en="Administration lead",
        now=now,
    )
    account = lead.account
    assert account is not None
    record(viewer, action="office.set_up", subject=dong, now=now, dong_id=dong.pk)
    note(viewer, account=account, kind=EventKind.CREATED, now=now)
    return account
