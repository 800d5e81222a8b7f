"""Cases: what the walks handed over, taken to its end; and what residents have sent in since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from dongne.foundation.scope.public import SYSTEM, Viewer, resident_viewer
from dongne.lib.ids import new_id
from dongne.lib.seoul import at_seoul, seoul_day
from dongne.outreach.casework import public as casework

from . import seongsan
from .days import next_working_day, working_day
from .people import People
from .pictures import Album, Photos
from .places import Ground

OLD = timedelta(days=16)
"""What came in longer ago has ended."""
SURNAMES = "김이박최정강조윤장임한오서신권황"
GIVEN = ("보람", "한솔", "가온", "다온", "이든", "라온", "나래", "슬기", "초롱", "단비", "새롬")


@dataclass(frozen=True, slots=True)
class Report:
    """Something that residents report: kind, words, the picture of it, what was done."""

    category: str
    text: str
    scene: str
    measure: str


REPORTS = (
    Report("road", "골목 안쪽 맨홀 뚜껑이 덜컹거려서 밤에 소리가 크게 납니다.", "manhole",
           "맨홀 뚜껑을 고정하고 둘레를 다시 포장했습니다."),
    Report("road", "보도블록이 꺼져서 유모차 바퀴가 빠집니다.", "block",
           "꺼진 보도블록을 걷어 내고 다시 깔았습니다."),
    Report("dumping", "전봇대 아래에 쓰레기봉투가 며칠째 쌓여 있습니다.", "rubbish",
           "쓰레기를 치우고 무단투기 안내판을 세웠습니다."),
    Report("dumping", "빈집 앞에 낡은 소파와 매트리스가 버려져 있습니다.", "rubbish",
           "대형 폐기물을 수거했습니다."),
    Report("illegal_notice", "학원 전단지가 골목 벽을 다 덮었습니다.", "flyers",
           "전단지를 떼고 붙인 곳에 과태료를 안내했습니다."),
    Report("illegal_notice", "횡단보도 앞 현수막이 신호등을 가립니다.", "banner",
           "현수막을 철거했습니다."),
    Report("street_tree", "가로수 가지가 내려와 우산이 걸립니다.", "tree",
           "늘어진 가지를 잘랐습니다."),
    Report("school_route", "학교 가는 길 보안등이 꺼져 있어 저녁에 어둡습니다.", "light",
           "보안등을 새것으로 바꾸었습니다."),
    Report("bus_stop", "정류장 의자 다리가 부러져 어르신들이 앉지 못합니다.", "bench",
           "의자를 고쳤습니다."),
    Report("snow_flood", "비만 오면 빗물받이가 막혀 골목에 물이 찹니다.", "drain",
           "빗물받이 안의 낙엽과 흙을 치웠습니다."),
    Report("old_building", "오래된 담장에 금이 가서 기울어 보입니다.", "house",
           "담장 주인에게 알리고 통행을 막는 줄을 쳤습니다."),
    Report("signboard", "가게 간판 한쪽이 떨어져 바람에 흔들립니다.", "shop",
           "가게에서 간판을 떼어 냈습니다."),
)  # fmt: skip

# How far each of the newer ones has come, newest first, by name of `_Way`'s deeds.
FATES = (
    "new", "new", "begun", "offered", "new", "waiting", "done", "accepted", "told_zone", "begun",
    "returned", "solved", "done", "not_ours", "solved", "solved", "reopened", "solved", "followed",
    "solved", "not_possible", "solved", "unhappy", "solved",
)  # fmt: skip


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    """Everything through the services, each at its own time of an office's day."""
    for ground in grounds:
        code = ground.dong.code
        rng = Random(f"cases {code}")
        if code == seongsan.DONG:
            _manholes(people, ground, rng)
        _end_what_is_old(people, code, rng, now)
        count = len(FATES) if code == "sinjeong4" else 8
        _newer(people, ground, rng, FATES[:count], now)


def _manholes(people: People, ground: Ground, rng: Random) -> None:
    """The two of Seongsan's printed report: registered with 환경순찰, mended by the road division,
    the zone officer told, then the residents, then closed."""
    officer = people[seongsan.AUTHOR].viewer
    road = people[f"{ground.dong.district.code}-road"].viewer
    album = Album(rng)
    rows = casework.Case.objects.for_viewer(SYSTEM).filter(dong=ground.dong, category="road")
    found = rows.select_related("tong").filter(received_at__year=2017).order_by("received_at")
    for turn, case in enumerate(found):
        at = case.received_at
        given: dict[str, Any] = {"case_id": case.pk}
        contact = casework.Contact(name=("김보람", "박한솔")[turn % 2], phone=f"010-0000-381{turn}")
        casework.join_person(officer, contact=contact, now=at + timedelta(minutes=3), **given)
        casework.register_outside(
            officer,
            system=casework.OutsideSystem.PATROL,
            number=f"2017-0317-{41 + turn}",
            now=at + timedelta(minutes=5),
            **given,
        )
        casework.hand_over(
            officer,
            kind=casework.HandoverKind.TRANSFER,
            to_team_id=road.team_id,
            reason="차도에 있는 맨홀입니다.",
            now=at + timedelta(minutes=40),
            **given,
        )
        taken = _later(at, rng, days=3)
        casework.accept(road, now=taken, **given)
        mended = _later(taken, rng, days=1 + turn)
        tong = case.tong.number if case.tong else 25
        photos = album.taken(
            officer,
            scene="manhole",
            roles=("after",),
            moment=mended,
            spot=ground.spot(rng, tong),
        )
        _solve(road, case, "깨진 곳을 걷어 내고 다시 포장했습니다.", mended, photos=photos)
        casework.tell(
            road,
            means=casework.TellingMeans.PHONE,
            text="말씀해 주신 맨홀 주변을 다시 포장했습니다.",
            now=mended + timedelta(minutes=30),
            **given,
        )
        casework.close(road, now=mended + timedelta(minutes=35), **given)


def _end_what_is_old(people: People, code: str, rng: Random, now: datetime) -> None:
    """What officers handed over on walks of last weeks and of 2017, by their own hand."""
    rows = casework.Case.objects.for_viewer(SYSTEM).filter(
        dong__code=code, received_at__lt=now - OLD, state__in=casework.WORKED_ON
    )
    by_officer = {person.officer.pk: person.viewer for person in people.everybody.values()}
    for case in rows.select_related("tong").order_by("received_at"):
        actor = by_officer.get(case.holder_officer_id or 0, SYSTEM)
        ended = _later(case.received_at, rng, days=rng.randint(1, 6))
        _solve(actor, case, "현장을 살피고 담당 부서와 함께 고쳤습니다.", ended)
        casework.close(actor, case_id=case.pk, now=ended + timedelta(minutes=20))


def _newer(
    people: People, ground: Ground, rng: Random, fates: tuple[str, ...], now: datetime
) -> None:
    album = Album(rng)
    staff = people.officers_of(ground.dong.code)
    reports = list(REPORTS)
    rng.shuffle(reports)
    day = seoul_day(now)
    for turn, fate in enumerate(fates):
        report = reports[turn % len(reports)]
        tong = rng.choice(rng.choice(staff).tongs)
        spot = ground.spot(rng, tong)
        at = _on(working_day(day - timedelta(days=1 + turn)), rng)
        if at >= now:
            at = now - timedelta(minutes=50)
        contacts: tuple[casework.Contact, ...] = ()
        if turn % 5 != 4:
            name = rng.choice(SURNAMES) + rng.choice(GIVEN)
            phone = f"010-0000-{rng.randint(1000, 9999)}"
            contacts = (casework.Contact(name=name, phone=phone),)
        photos: Photos = ()
        if turn % 3 == 0:
            photos = album.taken(
                staff[0].viewer, scene=report.scene, roles=("before",), moment=at, spot=spot
            )
        opened = casework.open_case(
            resident_viewer(),
            given=casework.Opening(
                id=new_id(),
                category=report.category,
                text=report.text,
                channel=casework.Channel.QR if turn % 4 == 3 else casework.Channel.WEB,
                dong_id=ground.dong.pk,
                tong=tong,
                address=spot.address,
                latitude=spot.latitude,
                longitude=spot.longitude,
                contacts=contacts,
                photos=photos,
            ),
            now=at,
        )
        casework.follow_up(SYSTEM, case_id=opened.case.pk, now=at + timedelta(seconds=1))
        _Way(people, ground, rng, report, opened.case.pk, at, now).go(fate)


class _Way:
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


def _solve(
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


def _on(day: date, rng: Random) -> datetime:
    return at_seoul(day, time(9)) + timedelta(minutes=rng.randint(0, 500))


def _later(moment: datetime, rng: Random, *, days: int) -> datetime:
    return _on(working_day(seoul_day(moment) + timedelta(days=days)), rng)
