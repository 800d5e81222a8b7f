"""What the office does in more than one story, at its pages."""

from __future__ import annotations

from dataclasses import dataclass

from .people import WHOLE_DAY, Somebody, today


def issues(clerk: Somebody) -> None:
    """From the application's page, and back to it."""
    clerk.presses("발급하기")
    clerk.presses("발급하기", within="main")
    clerk.sees("발급했습니다.")


def seals(clerk: Somebody, number: str) -> None:
    """Into a bag of its own; the bag's page is open then."""
    clerk.presses("봉함하기")
    clerk.presses("봉함했습니다")
    clerk.sees("로 봉함했습니다.")
    clerk.opens(f"/applications/{number}")
    clerk.presses("봉투 ", within="main")


def seals_and_offers(clerk: Somebody, number: str, *, to: str) -> str:
    """The code that the taker types."""
    seals(clerk, number)
    clerk.presses("넘기기")
    clerk.selects("누구에게", to)
    clerk.types("찾아갈 날", today())
    clerk.types("부터", WHOLE_DAY[0])
    clerk.types("까지", WHOLE_DAY[1])
    clerk.presses("넘기기", within="main form")
    clerk.sees("받는 사람이 확인할 때까지 봉투는 넘어가지 않은 것입니다.")
    return clerk.page.locator(".handing-code strong").inner_text()


def is_taken_over(volunteer: Somebody, code: str) -> None:
    """The newest of what is offered, on the volunteer's telephone."""
    volunteer.opens("/courier/parcels/")
    volunteer.sees("넘겨받을 봉투")
    volunteer.page.locator("main nav.doors a").last.click()
    volunteer.types("주는 사람 화면의 번호", code)
    volunteer.presses("넘겨받았습니다", stays=True)
    volunteer.sees("가져갈 곳")


def has_a_volunteer_today(lead: Somebody, name: str) -> None:
    """Whatever day and hour it is."""
    lead.opens("/office/couriers/")
    lead.presses(name, within="main")
    lead.presses("나오는 시간 더하기")
    lead.types("하루만 나올 날짜", today())
    lead.types("시작하는 때", WHOLE_DAY[0])
    lead.types("끝나는 때", WHOLE_DAY[1])
    lead.presses("적기", within="main")
    lead.sees("나오는 시간을 적었습니다.")


def checks_the_letter(clerk: Somebody, number: str) -> None:
    """Letter, copy and card were seen; then whose paper it is."""
    clerk.presses("위임장 확인하기")
    clerk.presses("위임장 확인하기")
    for box in clerk.page.locator("main input[type=checkbox]").all():
        box.check()
    clerk.presses("확인하기", within="main")
    clerk.sees("위임장을 확인했습니다.")
    clerk.opens(f"/applications/{number}")
    clerk.presses("누구의 서류인지 확인하기")
    clerk.ticks("명단에 없는 사람입니다")
    clerk.presses("누구의 서류인지 확인하기", within="main form")
    clerk.sees("누구의 서류인지 확인했습니다.")


@dataclass(frozen=True, slots=True)
class Screens:
    """Addresses of what stands at the place."""

    tickets: str
    calls: str


def sits_today(lead: Somebody, place: str) -> Screens:
    """A new place, open whatever day and hour it is, with a counter today."""
    lead.opens("/office/outreach/")
    lead.presses("여는 곳 넣기")
    lead.types("이름", place)
    lead.types("주소", "포천시 왕방로 20")
    lead.ticks("늘 열려 있음")
    lead.ticks("그 요일처럼")
    lead.presses("저장", within="main form")
    lead.opens("/office/outreach/")
    lead.presses("여는 요일 정하기")
    addresses = [
        lead.page.locator(one).get_attribute("href") for one in ("#ticket-url", "#screen-url")
    ]
    lead.presses("하루 더 열기")
    lead.types("날짜", today())
    lead.types("여는 시간", WHOLE_DAY[0])
    lead.types("닫는 시간", WHOLE_DAY[1])
    lead.presses("이날 열기")
    lead.sees("창구를 하루 더 열었습니다.")
    tickets, calls = (str(one) for one in addresses)
    return Screens(tickets=tickets, calls=calls)
