"""Cases: what the walks handed over, taken to its end; and what residents have sent in since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.ids import new_id
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework import public as casework
from dongne.outreach.fieldwork import public as fieldwork

from . import seongsan
from .days import working_day
from .people import People
from .pictures import Album, Photos
from .places import Ground
from .ways import Report, Way, later, on_day, solve

OLD = timedelta(days=16)
"""What came in longer ago has ended."""
LATELY = timedelta(days=30)
"""Since when what was ticked in the street is a case."""
OF_THE_ROAD = frozenset({"road", "bus_stop", "street_tree", "snow_flood"})
SURNAMES = "김이박최정강조윤장임한오서신권황"
GIVEN = ("보람", "한솔", "가온", "다온", "이든", "라온", "나래", "슬기", "초롱", "단비", "새롬")


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

# How far each of the newer ones has come, newest first, by name of `Way`'s deeds.
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
        _from_walks(people, ground, Random(f"walked {code}"), now)
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
        taken = later(at, rng, days=3)
        casework.accept(road, now=taken, **given)
        mended = later(taken, rng, days=1 + turn)
        tong = case.tong.number if case.tong else 25
        photos = album.taken(
            officer,
            scene="manhole",
            roles=("after",),
            moment=mended,
            spot=ground.spot(rng, tong),
        )
        solve(road, case, "깨진 곳을 걷어 내고 다시 포장했습니다.", mended, photos=photos)
        casework.tell(
            road,
            means=casework.TellingMeans.PHONE,
            text="말씀해 주신 맨홀 주변을 다시 포장했습니다.",
            now=mended + timedelta(minutes=30),
            **given,
        )
        casework.close(road, now=mended + timedelta(minutes=35), **given)


def _from_walks(people: People, ground: Ground, rng: Random, now: datetime) -> None:
    """What officers ticked in the street, each opened when it was sent: a worker that did it after
    loading would have all of them come in at that moment. Those of some days are under way."""
    sources = casework.CaseActivity.objects.for_viewer(SYSTEM).filter(
        role=casework.ActivityRole.SOURCE
    )
    ticked = fieldwork.Activity.objects.for_viewer(SYSTEM).filter(
        dong=ground.dong,
        handover=True,
        removed_at=None,
        received_at__range=(now - LATELY, now),
    )
    by_officer = {person.officer.pk: person.viewer for person in people.everybody.values()}
    rows = ticked.exclude(pk__in=sources.values("activity")).select_related("tong")
    for activity in rows.order_by("received_at", "pk"):
        at = activity.received_at
        case = casework.open_from(by_officer[activity.officer_id], activity=activity, now=at)
        measure = f"{activity.measure.rstrip('.')}. " if activity.measure else ""
        report = Report(case.category, case.text, "", f"{measure}그 뒤 다시 가서 확인했습니다.")
        way = Way(people, ground, rng, report, case.pk, min(later(at, rng, days=1), now), now)
        way.take(_fate_of(case, (now - at).days, rng))


def _fate_of(case: casework.Case, days: int, rng: Random) -> str:
    """The name of what `Way` does with what an officer saw so many days ago."""
    if days >= OLD.days:
        return "ended"
    if days < 2:
        return rng.choice(("new", "new", "begun_work"))
    offered = ("offered", "accepted") if case.category in OF_THE_ROAD else ("begun_work",)
    if days < 5:
        return rng.choice(("begun_work", "done", "ended", "ended", *offered))
    return rng.choice(("waiting", offered[-1], *("ended",) * 7))


def _end_what_is_old(people: People, code: str, rng: Random, now: datetime) -> None:
    """What officers handed over on walks of last weeks and of 2017, by their own hand."""
    rows = casework.Case.objects.for_viewer(SYSTEM).filter(
        dong__code=code, received_at__lt=now - OLD, state__in=casework.WORKED_ON
    )
    by_officer = {person.officer.pk: person.viewer for person in people.everybody.values()}
    for case in rows.select_related("tong").order_by("received_at"):
        actor = by_officer.get(case.holder_officer_id or 0, SYSTEM)
        ended = later(case.received_at, rng, days=rng.randint(1, 6))
        solve(actor, case, "현장을 살피고 담당 부서와 함께 고쳤습니다.", ended)
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
        at = on_day(working_day(day - timedelta(days=1 + turn)), rng)
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
        Way(people, ground, rng, report, opened.case.pk, at, now).go(fate)
