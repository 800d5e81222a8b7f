"""What becomes of a report: each deed by whoever has it in hand, some hours after the last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from dongne.foundation.scope.public import SYSTEM, Viewer, resident_viewer
from dongne.lib.seoul import at_seoul, seoul_day
from dongne.outreach.casework import public as casework

from .days import next_working_day, working_day
from .people import People
from .places import Ground


@dataclass(frozen=True, slots=True)
class Report:
    """Something that residents report: kind, words, the picture of it, what was done."""

    category: str
    text: str
    scene: str
    measure: str


class Way:
    """What becomes of one case; no deed lies after `latest`."""

    def __init__(
        self,
        people: People,
        ground: Ground,
        rng: Random,
        report: Report,
        case_id: UUID,
        at: datetime,
        latest: datetime,
    ) -> None:
        self.people, self.rng, self.report, self.at = people, rng, report, at
        self.latest, self.case_id, self.dong = latest, case_id, ground.dong
        self.lead = people[f"{ground.dong.code}-lead"].viewer
        self.road = people[f"{ground.dong.district.code}-road"].viewer
        self.by_officer = {person.officer.pk: person.viewer for person in people.everybody.values()}

    def go(self, fate: str) -> None:
        case = self.case()
        if case.public != casework.Publicity.HIDDEN and fate != "new":
            self.deed(
                casework.publish,
                self.lead,
                publicity=casework.Publicity.SHOWN,
                photos=tuple(photo.sha256 for photo in case.photos.for_viewer(SYSTEM)),
            )
        self.take(fate)

    def take(self, fate: str) -> None:
        getattr(self, f"_{fate}")()

    def case(self) -> casework.Case:
        return casework.find_case(SYSTEM, self.case_id)

    def holder(self) -> Viewer:
        case = self.case()
        if case.holder_officer_id in self.by_officer:
            return self.by_officer[case.holder_officer_id]
        return self.lead

    def deed(self, service, actor: Viewer, **given) -> None:  # type: ignore[no-untyped-def]
        self.at = min(self.at + timedelta(minutes=self.rng.randint(20, 240)), self.latest)
        service(actor, case_id=self.case_id, now=self.at, **given)

    def _new(self) -> None:
        pass

    def _begun(self) -> None:
        self.deed(
            casework.note_progress,
            self.holder(),
            text="현장에 다녀왔습니다. 이번 주 안에 고치겠습니다.",
            public=True,
        )

    def _begun_work(self) -> None:
        self.deed(casework.start_work, self.holder())

    def _ended(self) -> None:
        """Without a resident to tell."""
        self._told_zone()
        self.deed(casework.close, self.holder())

    def _offered(self) -> None:
        if self._waits():
            return
        self.deed(
            casework.hand_over,
            self.holder(),
            kind=casework.HandoverKind.TRANSFER,
            to_team_id=self.road.team_id,
            reason="구에서 관리하는 도로입니다.",
        )

    def _waits(self) -> bool:
        rows = casework.Handover.objects.for_viewer(SYSTEM).filter(
            case=self.case_id, state=casework.HandoverState.PENDING
        )
        return rows.exists()

    def _accepted(self) -> None:
        self._offered()
        self.deed(casework.accept, self.road)
        self.deed(casework.start_work, self.road)

    def _returned(self) -> None:
        self._offered()
        self.deed(
            casework.send_back,
            self.road,
            reason="아파트 단지 안의 길이라 구에서 고칠 수 없습니다.",
            responsible="아파트 관리사무소",
        )

    def _waiting(self) -> None:
        self.deed(
            casework.wait,
            self.holder(),
            for_what=casework.Waiting.OFFICE,
            until=next_working_day(seoul_day(self.latest) + timedelta(days=3)),
            why="한전에서 전봇대를 옮기는 날을 기다립니다.",
        )

    def _done(self) -> None:
        self.deed(
            casework.finish,
            self.holder(),
            outcome=casework.Outcome.SOLVED,
            measure=self.report.measure,
        )

    def _told_zone(self) -> None:
        self._done()
        self.deed(casework.inform_zone, self.holder())

    def _solved(self) -> None:
        self._told_zone()
        self._told_and_closed(self.report.measure)

    def _followed(self) -> None:
        contact = casework.Contact(name="이웃사랑", phone="010-0000-7777")
        self.deed(casework.follow, resident_viewer(), contact=contact)
        self._solved()

    def _told_and_closed(self, text: str) -> None:
        holder = self.holder()
        rows = casework.Reporter.objects.for_viewer(SYSTEM).filter(
            case=self.case_id, reachable=True
        )
        if rows.exists():
            self.deed(casework.tell, holder, means=casework.TellingMeans.MESSAGE, text=text)
        self.deed(casework.close, holder, reason="연락처를 남기지 않아 조회 화면에 올렸습니다.")

    def _not_ours(self) -> None:
        self.deed(
            casework.finish,
            self.holder(),
            outcome=casework.Outcome.NOT_OURS,
            measure="살펴보니 한국전력에서 관리하는 시설입니다. 한전에 알려 두었습니다.",
            responsible="한국전력 123",
        )
        self.deed(casework.inform_zone, self.holder())
        self._told_and_closed(
            "한국전력에서 관리하는 시설이라 그쪽에 알려 두었습니다(국번 없이 123)."
        )

    def _not_possible(self) -> None:
        self.deed(
            casework.finish,
            self.holder(),
            outcome=casework.Outcome.NOT_POSSIBLE,
            measure="개인 땅이라 주인의 동의 없이 고칠 수 없습니다.",
            remedy="땅 주인과 이야기하시거나 구청 이의신청(60일 안)을 하실 수 있습니다.",
        )
        self.deed(casework.inform_zone, self.holder())
        self._told_and_closed("개인 땅이라 저희가 고칠 수 없습니다. 이의신청을 하실 수 있습니다.")

    def _answer(self, *, solved: bool, text: str = "") -> None:
        rows = casework.Reporter.objects.for_viewer(SYSTEM).filter(case=self.case_id)
        self.at = min(self.at + timedelta(hours=20), self.latest)
        reporter = rows.order_by("joined_at")[0]
        casework.answer_solved(
            resident_viewer(), reporter_id=reporter.pk, solved=solved, text=text, now=self.at
        )

    def _unhappy(self) -> None:
        self._solved()
        self._answer(solved=False, text="하루 지나니 다시 그대로예요. 한 번 더 봐 주세요.")

    def _reopened(self) -> None:
        self._unhappy()
        self.deed(casework.reopen, self.lead, reason="주민이 다시 살펴 달라고 했습니다.")


def solve(
    actor: Viewer,
    case: casework.Case,
    measure: str,
    at: datetime,
    *,
    photos: tuple[tuple[str, str], ...] = (),
) -> None:
    casework.finish(
        actor,
        case_id=case.pk,
        outcome=casework.Outcome.SOLVED,
        measure=measure,
        photos=photos,
        now=at,
    )
    casework.inform_zone(actor, case_id=case.pk, now=at + timedelta(minutes=10))


def on_day(day: date, rng: Random) -> datetime:
    return at_seoul(day, time(9)) + timedelta(minutes=rng.randint(0, 500))


def later(moment: datetime, rng: Random, *, days: int) -> datetime:
    return on_day(working_day(seoul_day(moment) + timedelta(days=days)), rng)
