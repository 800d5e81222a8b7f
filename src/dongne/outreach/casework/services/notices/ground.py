"""One notice to one member of staff, one message to one resident; and who must hear nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.organisations.public import Officer, Team, administration_lead_of
from dongne.foundation.residents.public import anybody_protected, blocked_from, members_of
from dongne.foundation.scope.public import SYSTEM, Role
from dongne.lib.refusals import Refused

from ...models import Case, Reporter
from ...queries.ground import category_of

MOST_OF_A_UNIT = 20
Whom = Officer | int | None


class Circle:
    """Whom a case is about and who hears of it, read once for everything that one telling says."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def reporters(self) -> list[Reporter]:
        """Those of whom the office knows who they are. One statement."""
        rows = Reporter.objects.for_viewer(SYSTEM)
        return list(rows.filter(case=self.case, person__isnull=False))

    def listening(self, *, owed: bool = False) -> list[Reporter]:
        """Who can be reached and wants to hear of it on the way; `owed`: whoever can be reached."""
        return [one for one in self.reporters if one.reachable and (owed or one.wants)]

    @cached_property
    def protected(self) -> list[UUID]:
        """Everybody whom the case is about, its reporters and who lives in its household, if a
        block protects any of them; else nobody. One statement, two with a household."""
        found = [one.person_id for one in self.reporters if one.person_id]
        if self.case.household_id is not None:
            living = members_of(SYSTEM, [self.case.household_id])
            found += [one.person_id for one in living.get(self.case.household_id, [])]
        persons = list(dict.fromkeys(found))
        return persons if anybody_protected(persons) else []

    def protected_from(self, **party: Any) -> UUID | None:
        """The first one of whom `person_id` or `officer_id` may learn nothing. No statement unless
        somebody is protected."""
        own = party.get("person_id")
        officer_id = party.get("officer_id")
        for one in self.protected:
            if one != own and blocked_from(person_id=one, by_person_id=own, officer_id=officer_id):
                return one
        return None


def notify(
    circle: Circle,
    officers: Iterable[Whom],
    event: str,
    *,
    mark: str,
    now: datetime,
    but: int = 0,
    values: Mapping[str, str] | None = None,
) -> int:
    """A notice each; nobody twice, not `but` (who did it), nobody whom a block keeps away.

    `mark` names this telling: of the same event and mark an officer hears once.
    """
    keys = [one.pk if isinstance(one, Officer) else one for one in officers]
    case, count = circle.case, 0
    for key in dict.fromkeys(keys):
        if key is None or key == but or circle.protected_from(officer_id=key):
            continue
        ask(
            SYSTEM,
            event=event,
            to=Recipient(officer_id=key),
            values={"number": case.number, "category": category_name(case), **(values or {})},
            dong_id=case.dong_id,
            about=case,
            link=reverse("case", args=[case.pk]),
            once=f"{event}:{case.pk}:{mark}:{key}",
            now=now,
        )
        count += 1
    return count


def write_to(
    circle: Circle,
    reporter: Reporter,
    event: str,
    *,
    mark: str,
    now: datetime,
    values: Mapping[str, str] | None = None,
) -> bool:
    """A message to a resident who can be reached; whether there is one. Nobody hears the same
    twice, and nobody hears of somebody whom a block protects from them."""
    if reporter.person_id is None or not reporter.reachable:
        return False
    if circle.protected_from(person_id=reporter.person_id):
        return False
    case, language = circle.case, reporter.language
    try:
        ask(
            SYSTEM,
            event=event,
            to=Recipient(person_id=reporter.person_id, language=language),
            values={
                "office": str(case.dong),
                "number": case.number,
                "category": category_name(case, language),
                **(values or {}),
            },
            dong_id=case.dong_id,
            about=case,
            concerns=reporter.person_id,
            once=f"{event}:{reporter.pk}:{mark}",
            now=now,
        )
    except Refused as problem:
        # Nothing leads to them any more: the page of the case says so where the result is told.
        if problem.code != "no_way":
            raise
        return False
    return True


def category_name(case: Case, language: str = "ko") -> str:
    words = category_of(case)
    return words.name(language) if words else case.category


def day_word(day: date, language: str = "ko") -> str:
    """As a sentence says it: `11월 27일`."""
    with translation.override("en" if language != "ko" else "ko"):
        return date_format(day, _("n월 j일"))


def unit_of(team: Team | None) -> str:
    return team.name if team is not None else ""


def people_of_unit(team_id: int | None) -> list[Officer]:
    """Everybody of it who is there; its leads alone where it is large. One statement."""
    if team_id is None:
        return []
    found = list(Officer.objects.for_viewer(SYSTEM).filter(team=team_id, is_active=True))
    if len(found) > MOST_OF_A_UNIT:
        found = [one for one in found if Role.TEAM_LEAD in one.roles] or found[:MOST_OF_A_UNIT]
    return found


def leads_of(case: Case, team_id: int | None = None) -> list[Officer]:
    """Who looks after everybody's cases: of the dong, and of the unit."""
    found: list[Officer] = []
    if (lead := administration_lead_of(SYSTEM, dong_id=case.dong_id)) is not None:
        found.append(lead)
    if team_id is not None:
        of_unit = Officer.objects.for_viewer(SYSTEM).filter(
            team=team_id, is_active=True, roles__contains=[Role.TEAM_LEAD.value]
        )
        found += list(of_unit)
    return found


def handlers_of(case: Case) -> list[Whom]:
    """In whose hands it is: a person, else the people of the unit, else the dong's lead."""
    if case.holder_officer_id is not None:
        return [case.holder_officer_id]
    return [*people_of_unit(case.holder_team_id)] or [*leads_of(case)]
