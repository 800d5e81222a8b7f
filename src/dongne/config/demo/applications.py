"""Applications in every state, by every channel: each handed in and worked on at its own time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from dongne.delivery.applications import public as applications
from dongne.delivery.catalogue.public import services_of
from dongne.delivery.channels.public import world_of
from dongne.delivery.ways.public import (
    Asker,
    Circle,
    Identity,
    Service,
    World,
    fits,
    may_ask_there,
    may_be_given_there,
)
from dongne.foundation.residents.public import blocked_from, living
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.seoul import at_seoul, seoul_day

from .days import is_working_day, next_working_day
from .people import People
from .places import Ground
from .stories import ASKED, ELSEWHERE, REFUSED, STORIES, Story

PILOT = "pocheon1"
SIGNATURES = {"online": Identity.CODE, "phone": Identity.NONE, "street": Identity.KNOWN}


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    """Everything through the services. Nobody whom a block protects is in a story."""
    for ground in grounds:
        code = ground.dong.code
        stories = STORIES if code == PILOT else [STORIES[n] for n in ELSEWHERE]
        Teller(people, ground, Random(f"applications {code}"), now).tell(stories)


class Teller:
    """Tells the stories of one dong. What its channels do not allow goes by the counter."""

    def __init__(self, people: People, ground: Ground, rng: Random, now: datetime) -> None:
        self.dong, self.rng, self.now = ground.dong, rng, now
        self.lead = people[f"{self.dong.code}-lead"].viewer
        self.clerk = people[f"{self.dong.code}-01"].viewer
        self.today = seoul_day(now)
        self.services = services_of(self.dong.pk, day=self.today)
        self.world: World = world_of(self.dong.pk, now=now, days=2)
        rows = living(SYSTEM).filter(dong=self.dong).order_by("pk")
        self.residents = [one.pk for one in rows[:80] if one.name]

    def tell(self, stories: Iterable[Story]) -> None:
        if self.dong.code == PILOT:
            values = {
                "team_id": None, "supplement_days": 7, "letter_days": 30, "pays_online": True,
            }  # fmt: skip
            applications.change_setting(self.lead, values=values, now=self._moment(20))
        for turn, story in enumerate(stories):
            self._story(turn, story)

    def _story(self, turn: int, story: Story) -> None:
        wanted = [self.services[code] for code in story.services if code in self.services]
        if not wanted or not all(one.offered for one in wanted):
            return
        channel, receive = self._way(story, wanted)
        if not channel:
            return
        at = self._moment(story.ago)
        principal = self.residents[(turn * 7) % len(self.residents)]
        identity = self._identity(wanted, channel, story.circle)
        letter_id, applicant = None, applications.Who()
        if story.circle != Circle.SELF:
            other = self._other(principal, turn)
            applicant = applications.Who(person_id=other)
            if story.circle == Circle.PROXY:
                letter_id = self._letter(story, principal, other, at)
        given = applications.Request(
            items=tuple(
                applications.Wanted(service=one.code, copies=1, purpose=story.purpose)
                for one in wanted
            ),
            principal=applications.Who(person_id=principal),
            applicant=applicant,
            dong_id=self.dong.pk,
            circle=story.circle,
            channel=channel,
            receive=receive,
            letter_id=letter_id,
            outside_channel=channel if story.outside else "",
            outside_number=story.outside,
            groups=story.groups,
            lacks=story.lacks,
            identity=identity,
        )
        # Whoever writes online is nobody to the program until their telephone has spoken.
        viewer = resident_viewer() if channel == "online" else self.clerk
        made = applications.submit(viewer, given=given, now=at).application
        self.key, self.at = made.pk, at
        getattr(self, f"_{story.fate}")(story)

    def _way(self, story: Story, wanted: list[Service]) -> tuple[str, str]:
        """The story's own channels, else the counter; nothing where that can't be either."""
        asker = Asker(circle=Circle(story.circle), letter=True, identity=Identity.CARD)
        known = self.world.channels
        for channel, receive in (
            (story.channel, story.receive),
            (story.channel, "counter"),
            ("counter", "counter"),
        ):
            if story.outside:
                if channel != story.channel:
                    continue
                verdicts = [may_be_given_there(known, one, receive, asker) for one in wanted]
            else:
                verdicts = [fits(known, one, channel, receive, asker) for one in wanted]
            if all(one.allowed for one in verdicts) and (channel in known or story.outside):
                return channel, receive
        return "", ""

    def _identity(self, wanted: list[Service], channel: str, circle: str) -> str:
        """The weakest that the rows take there, beginning with what the channel has."""
        first = SIGNATURES.get(channel, Identity.CARD)
        for identity in (first, Identity.CODE, Identity.KNOWN, Identity.CARD):
            asker = Asker(circle=Circle(circle), letter=True, identity=identity)
            if all(
                may_ask_there(self.world.channels, one, channel, asker).allowed for one in wanted
            ):
                return identity
        return Identity.CARD

    def _other(self, principal: UUID, turn: int) -> UUID:
        """Somebody else of the dong whom nothing keeps from them."""
        for step in range(1, len(self.residents)):
            other = self.residents[(turn * 7 + step) % len(self.residents)]
            if other != principal and not blocked_from(person_id=principal, by_person_id=other):
                return other
        raise LookupError("nobody else lives here")

    def _letter(self, story: Story, principal: UUID, proxy: UUID, at: datetime) -> UUID:
        letter = applications.make_letter(
            self.clerk,
            given=applications.LetterGiven(
                principal=applications.Who(person_id=principal),
                proxy=applications.Who(person_id=proxy),
                services=tuple(
                    applications.Wanted(service=code, copies=1) for code in story.services
                ),
                purpose=story.purpose,
                valid_until=seoul_day(at) + timedelta(days=30),
                channel="counter",
            ),
            now=at - timedelta(minutes=30),
        )
        return letter.pk

    def _moment(self, ago: int) -> datetime:
        """Some working days back, in the office's morning, and never after now."""
        day = self.today
        left = ago
        while left or not is_working_day(day):
            day -= timedelta(days=1)
            if is_working_day(day):
                left = max(left - 1, 0)
        return self._no_later(self._on(day, 9, 180))

    def _on(self, day: date, hour: int, span: int) -> datetime:
        return at_seoul(day, time(hour)) + timedelta(minutes=self.rng.randint(0, span))

    def _no_later(self, at: datetime) -> datetime:
        """A story of this morning, told before it, is one of a moment ago."""
        return min(at, self.now - timedelta(minutes=self.rng.randint(20, 50)))

    def _later(self, *, minutes: int = 0, days: int = 0) -> datetime:
        """The next deed: later than the last, and never after now."""
        if days:
            day = seoul_day(self.at)
            for _turn in range(days):
                day = next_working_day(day)
            at = self._on(day, 10, 300)
        else:
            at = self.at + timedelta(minutes=minutes)
        self.at = max(self.at, min(at, self.now - timedelta(minutes=1)))
        return self.at

    # What becomes of them.

    def _arrived(self, story: Story) -> None:
        pass

    _arrived_late = _proxy_arrived = _arrived

    def _accept(self, identity: str = Identity.CARD) -> None:
        applications.accept(
            self.clerk, application_id=self.key, identity=identity, now=self._later(minutes=4)
        )

    def _working(self, story: Story) -> None:
        self._accept()

    _working_late = _working

    def _ask(self, story: Story) -> None:
        self._accept()
        at = self._later(minutes=90)
        applications.ask_supplement(
            self.clerk,
            application_id=self.key,
            asked=ASKED.get(story.services[0], "신청서에 서명이 빠졌습니다."),
            until=self.today + timedelta(days=4),
            now=at,
        )

    def _supplement(self, story: Story) -> None:
        self._ask(story)

    def _put_off(self, story: Story) -> None:
        self._ask(story)
        applications.put_off_supplement(
            self.clerk,
            application_id=self.key,
            until=self.today + timedelta(days=9),
            now=self._later(days=3),
        )

    def _supplied(self, story: Story) -> None:
        self._ask(story)
        applications.supply(
            self.clerk,
            application_id=self.key,
            supplied="고객번호 두 가지를 적은 고지서를 가져왔습니다.",
            now=self._later(days=2),
        )

    def _extended(self, story: Story) -> None:
        self._accept()
        applications.note(
            self.clerk,
            application_id=self.key,
            text="소득 조사가 끝나면 바로 알려 드리겠습니다.",
            public=True,
            now=self._later(days=2),
        )

    def _issue(self, story: Story) -> None:
        applications.issue_all(self.clerk, application_id=self.key, now=self._later(minutes=25))

    def _pay(self, means: str = "cash", reason: str = "") -> None:
        found = applications.find_application(SYSTEM, self.key)
        if found.fee and not found.settled:
            applications.pay(
                self.lead if means == "waived" else self.clerk,
                application_id=self.key,
                means=means,
                now=self._later(minutes=3),
                reason=reason,
            )

    def _unpaid(self, story: Story) -> None:
        self._accept()
        self._issue(story)

    def _issued(self, story: Story) -> None:
        self._accept()
        self._pay("card")
        self._issue(story)

    def _handed(self, story: Story) -> None:
        self._issued(story)
        applications.mark_handed(
            self.clerk,
            application_id=self.key,
            identity=Identity.CARD,
            now=self._later(minutes=6),
        )

    def _exempt(self, story: Story) -> None:
        self._handed(story)

    def _waived(self, story: Story) -> None:
        self._accept()
        self._pay("waived", reason="산불 피해 주민 감면(시장 결재)")
        self._issue(story)
        applications.mark_handed(
            self.clerk,
            application_id=self.key,
            identity=Identity.CARD,
            now=self._later(minutes=6),
        )

    def _proxy(self, story: Story) -> None:
        found = applications.find_application(SYSTEM, self.key)
        assert found.letter_id is not None
        applications.check_letter(
            self.clerk,
            letter_id=found.letter_id,
            saw_principal_copy=True,
            saw_proxy_card=True,
            now=self._later(minutes=5),
        )
        self._accept()

    def _refused(self, story: Story) -> None:
        self._accept()
        found = applications.find_application(SYSTEM, self.key)
        for item in applications.items_of(found):
            reason, remedy = REFUSED
            if item.service != "building_register":
                reason = "지원 대상 소득 기준을 넘어 증명서를 발급할 수 없습니다."
                remedy = "소득이 바뀌면 다시 신청할 수 있고, 60일 안에 이의신청을 할 수 있습니다."
            applications.refuse_item(
                self.clerk,
                application_id=self.key,
                item_id=item.pk,
                reason=reason,
                remedy=remedy,
                now=self._later(days=2),
            )

    def _withdrawn(self, story: Story) -> None:
        applications.withdraw(
            self.clerk,
            application_id=self.key,
            reason="은행에서 필요 없다고 해서 그만둔다고 전화로 말씀하셨습니다.",
            now=self._later(minutes=70),
        )

    def _elsewhere(self, story: Story) -> None:
        self._accept()
