"""Who would stand on the line of a paper: the dong's settings, read for one drafter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from dongne.foundation.organisations.public import Away, Officer, Team, TeamKind, away_on
from dongne.foundation.scope.public import Role, Viewer

from .. import rules
from ..models import LineRule, RegisterStyle
from ..states import Openness, Seat, StepKind, Way


@dataclass(frozen=True, slots=True)
class PlannedStep:
    kind: StepKind
    officer: Officer
    seat: str = rules.NAMED
    finality: bool = False
    opinion_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The way and the line of one paper, and what it is registered as if nothing else is chosen."""

    way: Way
    steps: list[PlannedStep]
    paper_kind: str = ""
    important: bool = False
    openness: Openness = Openness.OPEN
    openness_grounds: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether somebody decides at its end; a paper can't be sent along any other line."""
        if self.way is Way.OUTSIDE:
            return True
        last = StepKind.READ if self.way is Way.MEMO else StepKind.APPROVAL
        return bool(self.steps) and self.steps[-1].kind is last


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """The people of a dong as lines see them."""

    officers: dict[int, Officer] = field(default_factory=dict)

    def named(self, officer_id: int) -> Officer | None:
        return self.officers.get(officer_id)

    def seated(self, seat: str, *, team_id: int) -> Officer | None:
        """Who sits there now, for papers of that team; the first where there are several."""
        people = self.officers.values()
        match seat:
            case Seat.HEAD:
                found = [o for o in people if Role.DONG_HEAD in o.roles]
            case Seat.ADMINISTRATION_LEAD:
                found = [o for o in people if Role.ADMINISTRATION_LEAD in o.roles]
            case Seat.OWN_LEAD:
                mine = [o for o in people if o.team_id == team_id]
                found = [o for o in mine if Role.TEAM_LEAD in o.roles]
                found = found or [o for o in mine if Role.ADMINISTRATION_LEAD in o.roles]
            case _:
                named = self.named(int(seat)) if seat.isdecimal() else None
                found = [named] if named else []
        return found[0] if found else None

    def sitter(self, seat: str, *, team_id: int) -> rules.Sitter | None:
        officer = self.seated(seat, team_id=team_id)
        named = rules.NAMED if seat.isdecimal() else seat
        return rules.Sitter(officer.pk, named) if officer else None

    def sitters(self, seats: Iterable[str], *, team_id: int) -> list[rules.Sitter]:
        return [one for seat in seats if (one := self.sitter(seat, team_id=team_id))]


def crew_of(viewer: Viewer, *, dong_id: int) -> Crew:
    """Everybody who works in the dong now. One statement."""
    people = Officer.objects.for_viewer(viewer).filter(dong_id=dong_id, is_active=True)
    return Crew(officers={officer.pk: officer for officer in people.select_related("team")})


def line_rules(viewer: Viewer, *, dong_id: int) -> list[LineRule]:
    """The dong's settings, widest first. One statement."""
    found = LineRule.objects.for_viewer(viewer).filter(dong_id=dong_id).select_related("team")
    return sorted(found, key=lambda rule: (breadth(rule), rule.paper_kind, rule.team_id or 0))


def breadth(rule: LineRule) -> int:
    """0 holds for every paper, 3 for one kind of one team."""
    return (2 if rule.paper_kind else 0) + (1 if rule.team_id else 0)


def plan_line(viewer: Viewer, *, drafter: Officer, paper_kind: str, way: Way, day: date) -> Plan:
    """The line of `drafter`'s paper as it would run from `day`; `way` is that of the kind.

    Two statements. Whether somebody is away that day is decided when a paper is sent along it.
    """
    assert drafter.dong_id is not None
    found = LineRule.objects.for_viewer(viewer).filter(
        Q(paper_kind="") | Q(paper_kind=paper_kind),
        Q(team=None) | Q(team_id=drafter.team_id),
        dong_id=drafter.dong_id,
    )
    rule = max(found, key=breadth, default=None)
    return plan_of(
        rule,
        crew=crew_of(viewer, dong_id=drafter.dong_id),
        drafter=drafter,
        paper_kind=paper_kind,
        way=way,
    )


def plan_of(
    rule: LineRule | None, *, crew: Crew, drafter: Officer, paper_kind: str, way: Way
) -> Plan:
    """What a rule (or none) makes of a drafter's paper."""
    team_id = drafter.team_id
    way = Way(rule.way) if rule and rule.way else way
    final = rule.final if rule else ""
    placed: list[rules.Placed] = []
    if way is Way.MEMO:
        seats = [final or Seat.OWN_LEAD, Seat.ADMINISTRATION_LEAD, Seat.HEAD]
        placed = rules.reader_of(
            drafter=drafter.pk, readers=[crew.sitter(seat, team_id=team_id) for seat in seats]
        )
    elif way is Way.APPROVAL:
        reviewers, cooperators = seats_of(rule, drafter)
        placed = rules.line_of(
            drafter=drafter.pk,
            reviewers=crew.sitters(reviewers, team_id=team_id),
            cooperators=crew.sitters(cooperators, team_id=team_id),
            head=crew.sitter(Seat.HEAD, team_id=team_id),
            delegate=crew.sitter(final, team_id=team_id) if final else None,
        )
    return Plan(
        way=way,
        steps=[
            PlannedStep(
                kind=one.kind,
                officer=crew.officers[one.sitter.officer],
                seat=one.sitter.seat,
                finality=one.finality,
                opinion_required=bool(
                    rule and rule.opinion_required and one.kind is StepKind.COOPERATION
                ),
            )
            for one in placed
        ],
        paper_kind=paper_kind,
        important=bool(rule and rule.important),
        openness=Openness(rule.openness) if rule else Openness.OPEN,
        openness_grounds=tuple(rule.openness_grounds) if rule else (),
    )


def seats_of(rule: LineRule | None, drafter: Officer) -> tuple[Sequence[str], Sequence[str]]:
    """Reviewers and cooperators by their seats."""
    if rule:
        return rule.reviewers, rule.cooperators
    if drafter.team.kind == TeamKind.ADMINISTRATION:
        return rules.SEATS_OF_ADMINISTRATION
    return rules.SEATS_OF_OTHERS


def absent_of(viewer: Viewer, plan: Plan, *, day: date) -> dict[int, Away]:
    """Who of a line is away on a day. Two statements."""
    return away_on(viewer, day=day, officer_ids=[step.officer.pk for step in plan.steps])


def teams_of_dong(viewer: Viewer, *, dong_id: int) -> list[Team]:
    return list(Team.objects.for_viewer(viewer).filter(dong_id=dong_id))


def register_style(viewer: Viewer, *, dong_id: int) -> RegisterStyle | None:
    """How the dong's numbers look, if that was ever set."""
    return RegisterStyle.objects.for_viewer(viewer).filter(pk=dong_id).first()
