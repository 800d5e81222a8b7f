"""The pilot's four stories, each from asking to the hand, through everybody's pages (seed: 옴니채널
구축): telephones at 320 px, the office's desk at 1280 px, a kiosk, a locker, a call screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .pilot import office
from .pilot.machines import Printer, doors
from .pilot.people import KEY, NUMBER, OpenAs, Somebody, somebody
from .pilot.phones import Phones

LEAD, CLERK = "pocheon1-lead", "pocheon1-01"
COPY = "주민등록표 등본"
BIRTH = "1944-05-06"


@pytest.fixture(scope="module")
def phones(demonstration: tuple[str, Path]) -> Iterator[Phones]:
    found = Phones(demonstration[1])
    yield found
    found.close()


def a_phone(open_as: OpenAs) -> Somebody:
    return somebody(open_as, width=320, touch=True)


def a_volunteer(open_as: OpenAs, phones: Phones, name: str) -> Somebody:
    """Who has signed in on the own telephone."""
    found, number = a_phone(open_as), phones.of(name)
    found.opens("/courier/")
    found.types("휴대전화 번호", number)
    found.presses("확인번호 받기")
    found.types("확인번호", phones.code(number, 6))
    found.presses("들어가기")
    found.sees("님, 고맙습니다")
    return found


def test_from_the_office_to_the_kiosk_of_the_welfare_centre(
    open_as: OpenAs, phones: Phones
) -> None:
    phone = "010-0000-7701"
    # Given somebody at the counter who wants to print it where they live
    clerk = somebody(open_as, CLERK)
    clerk.opens("/applications/new")
    clerk.selects("무엇이 필요한가요", COPY)
    clerk.types("이름", "왕순례")
    clerk.types("전화번호", phone)
    clerk.page.get_by_text("주소와 생년월일").click()
    clerk.types("생년월일", BIRTH)
    clerk.presses("받는 길 보기")
    clerk.ticks("복합기 키오스크")
    clerk.presses("신청 적기")
    clerk.sees("신청을 적었습니다", "접수했습니다.", "비밀 낱말")
    clerk.presses("이 신청 열기")
    number = clerk.reads(NUMBER)

    # when it is issued, it goes there as a file, and into no bag
    office.issues(clerk)
    clerk.sees("KIOSK로 서류를 보내 주세요")
    clerk.sees_not("봉함하기")
    paper = clerk.page.get_by_role("link", name="신청서").first.get_attribute("href")
    assert paper
    pdf = clerk.page.request.get(paper).body()
    clerk.presses("KIOSK로 보내기")
    clerk.page.set_input_files(
        "input[type=file]", {"name": "등본.pdf", "mimeType": "application/pdf", "buffer": pdf}
    )
    clerk.presses("보내기", within="main form")
    clerk.sees("KIOSK로 보내고 받을 분께 인쇄번호를 알렸습니다.", "KIOSK에서 기다립니다.")

    # and they type what came to their telephone on the kiosk's screen
    clerk.opens("/office/kiosks/")
    clerk.sees(number, "종이 넉넉함")
    screen = clerk.way("화면 열기").first.get_attribute("href")
    assert screen
    kiosk = somebody(open_as, width=1080)
    printer = Printer(kiosk.page)
    kiosk.opens(screen)
    kiosk.presses("신청한 서류 뽑기")
    kiosk.types("인쇄번호", phones.code(phone, 8))
    kiosk.types("생년월일", BIRTH.replace("-", ""))
    kiosk.presses("서류 찾기")
    kiosk.sees("이 서류를 뽑을까요?")
    kiosk.presses("뽑기", within="main")
    assert printer.paper() == pdf

    # and the office sees by the number on the screen what they are about
    code = kiosk.reads(r"\d{4}$")
    clerk.types("화면의 네 자리 번호", code)
    clerk.presses("앞에 계신 분 돕기")
    clerk.sees("뽑는 중", number, "받으신 것으로 적기")

    # then the paper is in their hands, and nothing is left of it
    kiosk.sees("종이가 나왔나요?")
    kiosk.presses("네, 다 나왔습니다")
    kiosk.sees("잘 받으셨습니다", "이 화면에 남은 것은 없습니다.")
    clerk.opens(f"/applications/{number}")
    clerk.sees("끝난 신청입니다")


def test_from_a_telephone_to_the_door(open_as: OpenAs, phones: Phones) -> None:
    phone = "010-0000-7702"
    # Given somebody who asks at home, with a telephone
    taker = a_phone(open_as)
    taker.opens("/apply?service=resident_copy")
    taker.presses("시작하기")
    taker.selects("동주민센터", "포천동")
    taker.presses("다음")
    taker.sees("무엇이 필요하신가요?")
    taker.presses("다음")
    taker.ticks("본인")
    taker.presses("다음")
    taker.presses("다음")
    taker.ticks("봉사자")
    taker.presses("다음")
    taker.types("이름", "왕순례")
    taker.types("생년월일", BIRTH)
    taker.types("휴대전화 번호", phone)
    taker.types("받을 주소", "포천시 왕방로 12")
    taker.presses("다음")
    taker.presses("확인번호 보내기")
    taker.types("확인번호", phones.code(phone, 6))
    taker.presses("확인", within="main")
    taker.sees("보내기 전에 확인해 주세요", "가져다드립니다")
    taker.presses("신청 보내기")
    taker.sees("신청을 받았습니다", "비밀낱말")
    number = taker.reads(NUMBER)

    # when the office accepts, issues, seals and hands it to a volunteer who comes today
    office.has_a_volunteer_today(somebody(open_as, LEAD), "도*철")
    clerk = somebody(open_as, CLERK)
    clerk.opens(f"/applications/{number}")
    clerk.presses("접수하기")
    clerk.presses("접수하기", within="main")
    clerk.sees("접수했습니다. 처리기한이 시작되었습니다.")
    office.issues(clerk)
    code = office.seals_and_offers(clerk, number, to="도*철")
    volunteer = a_volunteer(open_as, phones, "도기철")
    office.is_taken_over(volunteer, code)
    volunteer.opens("/courier/parcels/")
    volunteer.sees("가져갈 곳 1곳")

    # and the volunteer finds the way, and asks at the door for what came to the taker's telephone
    volunteer.page.locator("main .stops a").first.click()
    volunteer.sees("받는 분에게 먼저 확인번호를 보냅니다.")
    volunteer.sees_not("왕방로 12")
    volunteer.presses("주소 보기")
    volunteer.sees("왕순례 님", "포천시 왕방로 12")
    volunteer.sees_not(COPY)
    volunteer.presses("확인번호 보내기")
    volunteer.types("받는 분의 확인번호", phones.code(phone, 6))
    volunteer.types("받는 분의 생년월일", BIRTH.replace("-", ""))
    volunteer.presses("전했습니다", stays=True)
    volunteer.sees("지금 전할 서류가 없습니다")

    # then their own page says that it is done
    taker.presses("내 신청 보기")
    taker.sees("끝났습니다.", "받은 때")
    clerk.opens(f"/applications/{number}")
    clerk.sees("끝난 신청입니다")


def test_by_a_volunteer_at_the_office_to_the_locker(
    open_as: OpenAs, phones: Phones, demonstration: tuple[str, Path]
) -> None:
    phone, name = "010-0000-7703", "마정숙"
    # Given a locker whose controller has the office's key
    lead = somebody(open_as, LEAD)
    lead.opens("/lockers/")
    lead.presses("소담택배함", within="main")
    lead.presses("제어기 열쇠")
    lead.presses("새로 만들기")
    key = lead.page.locator("#key-text").inner_text()
    locker = lead.reads(KEY)
    # and a letter of attorney for somebody who cannot come
    office.has_a_volunteer_today(lead, "마*숙")
    lead.opens("/applications/letters/new")
    lead.types("위임하는 사람의 이름", "안복례")
    lead.types("위임하는 사람의 전화번호", phone)
    lead.types("위임하는 사람의 생년월일", BIRTH)
    lead.types("위임받는 사람의 이름", name)
    lead.types("위임받는 사람의 전화번호", phones.of(name))
    lead.selects("맡기는 민원", COPY)
    lead.presses("위임장 만들기", within="main form")
    lead.sees("위임장을 만들었습니다. 인쇄해서 손으로 서명을 받으세요.")
    letter = lead.reads(NUMBER)

    # when the volunteer asks with it
    volunteer = a_volunteer(open_as, phones, name)
    volunteer.presses("대신 신청하기")
    volunteer.types("위임장 번호", letter)
    volunteer.presses("다음")
    volunteer.sees("안*례 님의 부탁", f"{COPY} 1부")
    volunteer.ticks("무인민원택배함")
    volunteer.presses("신청 보내기")
    volunteer.sees("대신 신청했습니다")
    number = volunteer.reads(NUMBER)

    # and the office sees the signed letter and both cards, and knows whose paper it is
    clerk = somebody(open_as, CLERK)
    clerk.opens(f"/applications/{number}")
    clerk.sees("먼저 위임장과 신분증을 확인해 주세요")
    office.checks_the_letter(clerk, number)
    clerk.presses("접수하기")
    clerk.ticks("신분증을 봄")
    clerk.presses("접수하기", within="main")
    office.issues(clerk)
    code = office.seals_and_offers(clerk, number, to="마*숙")
    office.is_taken_over(volunteer, code)

    with doors(demonstration[0], locker, key) as controller:
        # and the volunteer puts the bag behind a door, which opens and is closed
        volunteer.opens("/courier/")
        volunteer.presses("택배함에 넣기")
        volunteer.page.locator("input[name=parcel]").first.check(force=True)
        volunteer.presses("칸 정하기")
        volunteer.presses("문 열기")
        volunteer.sees("문이 열렸습니다. 봉투를 넣고 문을 닫아 주세요.")
        controller.push_shut()
        volunteer.sees("잘 넣으셨습니다. 받을 분께 열림번호를 보냈습니다.")

        # then the resident opens it by what came to their own telephone
        wall = somebody(open_as, width=1080)
        wall.opens(f"/lockers/{locker}/screen")
        wall.presses("열림번호 누르기")
        wall.types("열림번호", phones.code(phone, 8, "열림번호"))
        wall.types("생년월일", BIRTH.replace("-", ""))
        wall.presses("문 열기")
        wall.sees("번 문이 열렸습니다")
        controller.push_shut()
        wall.sees("잘 찾으셨습니다")
        assert list(controller.pulses.values()) == [2], "one door, opened to load and to fetch"
    clerk.opens(f"/applications/{number}")
    clerk.sees("끝난 신청입니다")


def test_where_the_office_comes_to(open_as: OpenAs, phones: Phones) -> None:
    phone, place = "010-0000-7704", "왕방 경로당 출장 창구"
    # Given a counter of the office in a senior centre, today
    lead = somebody(open_as, LEAD)
    screens = office.sits_today(lead, place)

    # when somebody books a time by telephone
    taker = a_phone(open_as)
    taker.opens("/outreach/")
    dong = taker.page.get_by_role("link", name="포천동")
    if dong.count():
        dong.first.click()
    card = taker.page.locator("main li").filter(has_text=place)
    card.get_by_role("link", name="시간 예약하기").first.click()
    taker.sees("몇 시에 오시겠어요?", place)
    taker.page.locator(".outreach-slot:enabled").first.click()
    taker.ticks(COPY)
    taker.presses("다음", within="main")
    taker.types("이름", "구옥분")
    taker.types("휴대전화 번호", phone)
    taker.presses("확인번호 받기")
    taker.types("확인번호", phones.code(phone, 6))
    taker.presses("예약하기", within="main")
    taker.sees("예약했습니다", place, "신분증")

    # and says at the tablet that they are there
    tablet = somebody(open_as, width=768)
    tablet.opens(screens.tickets)
    tablet.page.get_by_text("예약했어요").click()
    tablet.types("예약할 때 적은 전화번호", phone)
    tablet.presses("도착했다고 알리기")
    tablet.sees("다음 차례입니다.")
    wall = somebody(open_as)
    wall.opens(screens.calls)
    wall.sees("곧 불러 드립니다.")

    # and is called
    lead.opens("/office/outreach/")
    lead.presses("창구 화면", within=f"main .card:has-text('{place}')")
    lead.sees("구*분", COPY)
    lead.presses("다음 분")
    lead.sees("지금 모신 분")
    wall.sees("1번 창구로 오세요")

    # then the official takes the application there, and hands the paper over there
    desk = lead.page.url
    lead.presses("신청 받기")
    lead.selects("무엇이 필요한가요", COPY)
    lead.types("이름", "구옥분")
    lead.types("전화번호", phone)
    lead.presses("받는 길 보기")
    lead.ticks(place)
    lead.presses("신청 적기")
    lead.sees("신청을 적었습니다", "접수했습니다.")
    lead.presses("이 신청 열기")
    number = lead.reads(NUMBER)
    office.issues(lead)
    office.seals(lead, number)
    lead.presses("받는 분에게 전달하기")
    lead.ticks("신분증")
    lead.presses("전했습니다")
    lead.sees("전했습니다. 신청도 끝났습니다.")
    lead.opens(f"/applications/{number}")
    lead.sees("끝난 신청입니다")
    lead.opens(desk)
    lead.presses("마침")
    lead.sees("지금 모신 분이 없습니다")
