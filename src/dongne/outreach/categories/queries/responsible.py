"""Who is responsible for something of a category at a place, on a day.

By place first (what the office has settled for single tongs, else for all), then by the table of
duties within the unit; whoever is away is stood in for; where nobody has the duty, who looks after
the zone takes it, and what a unit takes is claimed by a person there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import TeamKind
from dongne.foundation.scope.public import Viewer

from ..states import Gap, UnitKind
from .facts import DutyRow, Facts, facts_of
from .words import UnitOf, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """`officer_id` is None where a unit takes it and somebody there claims it. `why` is a sentence.

    `instead_of` is who has the duty and is away. `gap` says what is missing, also where somebody
    else takes it for now.
    """

    team_id: int | None
    officer_id: int | None
    zone_officer_id: int | None
    why: str
    instead_of: int | None = None
    gap: Gap = Gap.NONE
    by_zone: bool = False
    """It is for whoever looks after the zone, which isn't known without a tong."""

    @property
    def nobody(self) -> bool:
        """Nobody in particular, though somebody should be: what the office has to mend. A duty
        that nobody has is none as long as the zone takes it."""
        if self.team_id is None:
            return True
        return self.officer_id is None and self.gap not in (Gap.NONE, Gap.VACANT)


def responsible_for(
    viewer: Viewer, *, category: Words, dong_id: int, tong: int | None, day: date
) -> Responsible:
    """By place, and by the table of duties. A unit may be a department of the district.

    Everybody gets the same answer, without names, whoever `viewer` is. Five statements.
    """
    facts = facts_of([dong_id], team_ids=teams_named([category]), day=day)
    return responsible_in(facts, category, dong_id=dong_id, tong=tong)


def teams_named(categories: Iterable[Words]) -> set[int]:
    """The units that these categories name."""
    return {
        unit.team_id
        for words in categories
        for unit in (words.unit, *(one.unit for one in words.tong_units))
        if unit.team_id is not None
    }


def responsible_in(facts: Facts, words: Words, *, dong_id: int, tong: int | None) -> Responsible:
    """As `responsible_for`, where the facts of the day are at hand. No statement.

    Without a tong what is left to the zone is the administration team's to give out.
    """
    place = _Place(facts, words, dong_id, tong)
    special = next(
        (one for one in words.tong_units if tong is not None and tong in one.tongs), None
    )
    if special is None:
        return place.by(words.unit)
    return place.by(special.unit, _("이 통은 따로 정해 두었습니다."))


@dataclass(frozen=True, slots=True)
class _Place:
    facts: Facts
    words: Words
    dong_id: int
    tong: int | None

    def by(self, unit: UnitOf, why: str = "") -> Responsible:
        match unit.kind:
            case UnitKind.ZONE:
                return self._zone(why)
            case UnitKind.DUTY:
                return self._duty(why)
            case UnitKind.TEAM:
                return self._team(unit, why)
            case _:
                kind = TeamKind.ADMINISTRATION
                if unit.kind is UnitKind.WELFARE:
                    kind = TeamKind.WELFARE
                return self._kind(kind, why)

    def _team(self, unit: UnitOf, why: str) -> Responsible:
        team = self.facts.open(unit.team_id)
        if team is None:
            why = _join(why, _("정해 둔 부서가 닫혀 업무분장에 따라 맡습니다."))
            return self._duty(why, Gap.CLOSED)
        gap = Gap.NONE
        if unit.officer_id is not None:
            if unit.officer_id in self.facts.people:
                why = _join(why, _("담당자를 정해 두었습니다."))
                return self._person(team.pk, unit.officer_id, None, why)
            gap = Gap.GONE
            why = _join(why, _("정해 둔 담당자가 이제 여기서 일하지 않습니다."))
        return self._within([team.pk], why, gap)

    def _kind(self, kind: TeamKind, why: str) -> Responsible:
        teams = self.facts.teams_of(self.dong_id, kind)
        if not teams:
            return self._duty(_join(why, _("그런 팀이 동에 없습니다.")), Gap.NO_UNIT)
        return self._within([team.pk for team in teams], why, Gap.NONE)

    def _within(self, team_ids: list[int], why: str, gap: Gap) -> Responsible:
        """By the duties of these teams; else the first of them that has people takes it."""
        if duty := self._fitting(row for row in self.facts.duties if row.team_id in team_ids):
            return self._person(
                duty.team_id, duty.officer_id, duty.deputy_id, _join(why, _of_duty(duty)), gap
            )
        manned = [team_id for team_id in team_ids if self.facts.crew.get(team_id)]
        team = self.facts.teams[(manned or team_ids)[0]]
        if not manned:
            why = _join(why, _("%(team)s에 일하는 사람이 없습니다.") % {"team": team.name})
            return self._answer(team.pk, None, why, gap=Gap.EMPTY)
        why = _join(why, _("%(team)s에서 받아 담당자를 정합니다.") % {"team": team.name})
        return self._answer(team.pk, None, why, gap=gap)

    def _duty(self, why: str, gap: Gap = Gap.NONE) -> Responsible:
        if duty := self._fitting(row for row in self.facts.duties if row.dong_id == self.dong_id):
            return self._person(
                duty.team_id, duty.officer_id, duty.deputy_id, _join(why, _of_duty(duty)), gap
            )
        why = _join(why, _("이 업무를 맡은 사람이 업무분장에 없습니다."))
        return self._zone(why, gap or Gap.VACANT)

    def _zone(self, why: str, gap: Gap = Gap.NONE) -> Responsible:
        if self.tong is None:
            why = _join(why, _("통을 알면 구역 담당에게 갑니다."))
            return self._lead(why, gap, by_zone=True)
        held = self.facts.zones.get((self.dong_id, self.tong), [])
        here = [(officer, deputy) for officer, deputy in held if officer in self.facts.people]
        if not here:
            gap = Gap.NO_ZONE if gap in (Gap.NONE, Gap.VACANT) else gap
            return self._lead(_join(why, _("이 통을 맡은 사람이 없습니다.")), gap)
        there = [pair for pair in here if pair[0] not in self.facts.away]
        officer_id, deputy_id = (there or here)[0]
        team_id = self.facts.people[officer_id].team_id
        why = _join(why, _("구역 담당입니다."))
        return self._person(team_id, officer_id, deputy_id, why, gap)

    def _lead(self, why: str, gap: Gap, *, by_zone: bool = False) -> Responsible:
        """The administration team, whose lead gives it out."""
        teams = self.facts.teams_of(self.dong_id, TeamKind.ADMINISTRATION)
        if not teams:
            return self._answer(None, None, _join(why, _("행정팀도 없습니다.")), gap=Gap.NO_UNIT)
        name = {"team": teams[0].name}
        why = _join(why, _("%(team)s에서 받아 담당자를 정합니다.") % name)
        return self._answer(teams[0].pk, None, why, gap=gap, by_zone=by_zone)

    def _person(
        self, team_id: int, officer_id: int, deputy_id: int | None, why: str, gap: Gap = Gap.NONE
    ) -> Responsible:
        facts = self.facts
        if facts.there(officer_id):
            return self._answer(team_id, officer_id, why, gap=gap)
        away = facts.away.get(officer_id)
        # Who stands in on these days comes before who stands in as a rule and may be away too.
        for deputy in (away.deputy_id if away else None, deputy_id):
            if deputy is not None and facts.there(deputy):
                why = _join(why, _("담당자가 자리에 없어 대행자가 맡습니다."))
                return self._answer(team_id, deputy, why, instead_of=officer_id, gap=gap)
        if away is None:
            why = _join(why, _("맡은 사람이 이제 여기서 일하지 않습니다."))
            return self._answer(team_id, None, why, gap=Gap.GONE)
        why = _join(why, _("담당자가 자리에 없고 대행자도 없습니다."))
        return self._answer(team_id, None, why, instead_of=officer_id, gap=Gap.AWAY)

    def _answer(
        self,
        team_id: int | None,
        officer_id: int | None,
        why: str,
        *,
        instead_of: int | None = None,
        gap: Gap = Gap.NONE,
        by_zone: bool = False,
    ) -> Responsible:
        officer = self.facts.people.get(officer_id or 0)
        if officer is not None and self.facts.open(officer.team_id):
            # Whoever stands in may sit in another team: it goes to where they work.
            team_id = officer.team_id
        return Responsible(
            team_id=team_id,
            officer_id=officer_id,
            zone_officer_id=self._zone_officer(),
            why=why,
            instead_of=instead_of,
            gap=gap,
            by_zone=by_zone,
        )

    def _zone_officer(self) -> int | None:
        """Who looks after the zone, present or not."""
        if self.tong is None:
            return None
        held = self.facts.zones.get((self.dong_id, self.tong), [])
        return next((officer for officer, _deputy in held if officer in self.facts.people), None)

    def _fitting(self, duties: Iterable[DutyRow]) -> DutyRow | None:
        """The duty that most of the words name, in its title above all; the earlier words weigh
        more, of equal ones the first in the table."""
        words = [word.lower() for word in self.words.duty_words]
        best: tuple[float, DutyRow | None] = (0, None)
        for duty in duties:
            if self.facts.open(duty.team_id) is None:
                continue
            title, details = duty.title.lower(), duty.details.lower()
            weight = sum(
                (3 if word in title else 1 if word in details else 0) * (1 - at / 100)
                for at, word in enumerate(words)
            )
            if weight > best[0]:
                best = (weight, duty)
        return best[1]


def _of_duty(duty: DutyRow) -> str:
    return _("업무분장의 “%(duty)s” 담당입니다.") % {"duty": duty.title}


def _join(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
