"""Who asks for what in the demonstration, by which way, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """What somebody asks for, how, and how far it has come; `ago` in working days."""

    services: tuple[str, ...]
    channel: str
    receive: str
    fate: str
    ago: int
    purpose: str = ""
    circle: str = "self"
    groups: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    outside: str = ""


STORIES = (
    Story(("resident_copy",), "online", "locker", "arrived", 0, "은행 제출"),
    Story(("local_tax_clearance",), "phone", "volunteer", "arrived", 0, "전세 대출",
          lacks=("go_out", "internet")),
    Story(("resident_copy", "resident_abstract"), "online", "counter", "arrived", 1, "이직 서류"),
    Story(("basic_livelihood_certificate",), "street", "volunteer", "arrived", 1, "요금 감면",
          groups=("basic_livelihood",), lacks=("go_out", "read")),
    Story(("resident_abstract",), "online", "post", "arrived_late", 4, "군 입대"),
    Story(("disability_certificate",), "phone", "volunteer", "arrived_late", 3, "복지관 제출",
          groups=("disabled",), lacks=("go_out",)),
    Story(("land_register", "building_register"), "counter", "counter", "working", 0, "매매 계약"),
    Story(("real_estate_overview",), "online", "counter", "working", 0, "대출 상담"),
    Story(("bulky_waste",), "phone", "counter", "working", 1, "장롱 두 짝"),
    Story(("information",), "counter", "post", "working", 3, "경로당 보조금 내역"),
    Story(("energy_voucher",), "outreach", "counter", "working", 2, "겨울 난방"),
    Story(("basic_livelihood",), "outreach", "counter", "working", 12, "생계급여"),
    Story(("emergency_support",), "counter", "counter", "working_late", 14, "가장의 입원"),
    Story(("land_use_plan",), "counter", "counter", "working_late", 6, "증축 상담"),
    Story(("basic_pension",), "phone", "counter", "supplement", 5, "예순다섯 생일"),
    Story(("parking_badge",), "outreach", "counter", "supplement", 4, "보행 장애"),
    Story(("child_benefit",), "online", "counter", "put_off", 9, "둘째 아이"),
    Story(("tariff_discounts",), "phone", "counter", "supplied", 6, "전기·가스·통신"),
    Story(("single_parent_support",), "counter", "counter", "extended", 8, "양육비"),
    Story(("resident_copy",), "counter", "counter", "unpaid", 0, "학교 제출"),
    Story(("resident_abstract",), "online", "counter", "issued", 1, "취업"),
    Story(("local_tax_items",), "online", "locker", "issued", 1, "대출"),
    Story(("disability_certificate",), "phone", "volunteer", "issued", 1, "통행료 감면",
          groups=("disabled",), lacks=("go_out", "stairs")),
    Story(("basic_livelihood_certificate",), "street", "volunteer", "issued", 2, "쌀 신청",
          groups=("basic_livelihood",)),
    Story(("resident_copy",), "online", "locker", "issued", 5, "보험"),
    Story(("resident_copy",), "phone", "volunteer", "proxy_arrived", 0, "은행 제출",
          circle="proxy", lacks=("go_out",)),
    Story(("resident_abstract",), "counter", "counter", "proxy", 1, "병원 제출", circle="proxy"),
    Story(("resident_copy",), "counter", "counter", "handed", 2, "법원 제출"),
    Story(("resident_copy",), "counter", "counter", "handed", 3, "어린이집", circle="household"),
    Story(("local_tax_clearance",), "counter", "counter", "handed", 6, "입찰"),
    Story(("disability_certificate",), "counter", "counter", "exempt", 7, "감면",
          groups=("disabled",)),
    Story(("resident_abstract",), "counter", "counter", "waived", 9, "산불 피해"),
    Story(("building_register",), "counter", "counter", "refused", 5, "무허가 건물"),
    Story(("single_parent_certificate",), "counter", "counter", "refused", 11, "지원 신청"),
    Story(("resident_copy",), "online", "counter", "withdrawn", 3, "은행 제출"),
    Story(("resident_copy",), "gov24", "volunteer", "elsewhere", 1, "은행 제출",
          outside="20261119-0000-4417"),
    Story(("immigration_record",), "gov24", "locker", "elsewhere", 2, "비자",
          outside="20261118-0000-0092"),
    Story(("land_register",), "issuing_machine", "counter", "elsewhere", 4, "상속",
          outside="M-0193-2207"),
)  # fmt: skip
"""Thirty-eight of the pilot's; the other dongs have some of them."""

ELSEWHERE = (0, 2, 6, 14, 19, 20, 27, 32, 34)
"""Which of them the other dongs have."""

ASKED = {
    "basic_pension": "통장 사본과 금융정보 제공 동의서를 내 주세요.",
    "parking_badge": "보행상 장애를 확인할 수 있는 진단서를 내 주세요.",
    "child_benefit": "보호자의 통장 사본이 빠졌습니다.",
    "tariff_discounts": "전기 고객번호와 도시가스 고객번호를 알려 주세요.",
}
REFUSED = (
    "건축물대장에 없는 건물이라 발급할 수 없습니다.",
    "거부 처분을 안 날부터 60일 안에 이의신청을 할 수 있습니다. 현황측량을 하고 등재를 신청하는 "
    "방법은 건축과에서 안내합니다.",
)
