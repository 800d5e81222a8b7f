"""주민등록, 인감: what the dong itself keeps. 주민등록법 제29조 draws the circles."""

from __future__ import annotations

from typing import Any

from .ways import (
    BY_PHONE,
    CARD,
    COMING,
    CONFIRM,
    ELSEWHERE,
    LETTER,
    PORTAL,
    RELATION,
    REQUEST,
    any_office,
    asked_from_afar,
    banks,
    before_an_officer,
    carried,
    closed,
    exempt,
    machine,
    notice,
    portal,
    printed,
    service,
    statute,
    way,
)

REGISTER = statute("주민등록법 제29조")
MACHINE_AND_FILE = statute("주민등록법 제29조제3항(본인이나 세대원만)")
REGISTER_FEES = statute("주민등록법 시행규칙 제16조·제18조(수수료와 면제)")
SEAL = statute("인감증명법 제12조")
SEAL_CHECK = statute("인감증명법 시행령 제13조(발급할 때 본인 또는 대리인 확인)")
SIGNATURE = statute("본인서명사실 확인 등에 관한 법률 제5조·제6조(본인만)")
TENANTS = statute("주민등록법 제29조의2(전입세대확인서)")
CARD_LAW = statute("주민등록법 제24조·제27조")
LEASE = statute("주택임대차보호법 제3조의6")
MOVING = statute("주민등록법 제16조")

FREE = exempt(
    "basic_livelihood", "veteran", "single_parent", "north_korean_defector", basis=CONFIRM
)
FREE[0]["basis"] = REGISTER_FEES
FREE[1]["basis"] = REGISTER_FEES

COPY_OF_REGISTER = (
    before_an_officer("shplx", basis=REGISTER)
    | any_office("shplx")
    | asked_from_afar("sh", phone="sh", street="sh", errand="shx", fee=0)
    | carried("shplx", post="sh")
    | printed("sh", link="sh")
    | machine("sh", fee=200)
    | banks("s")
    | portal("sh")
)
for _part in ("apply.online", "apply.kiosk", "apply.issuing_machine", "receive.online"):
    COPY_OF_REGISTER[_part] = {**COPY_OF_REGISTER[_part], "basis": MACHINE_AND_FILE}
COPY_OF_REGISTER["apply.gov24"] = {**COPY_OF_REGISTER["apply.gov24"], "basis": MACHINE_AND_FILE}

ONLY_PAPER = closed("seal_on_paper", SEAL, "receive.kiosk", "receive.online") | closed(
    "not_made_there", SEAL, "apply.issuing_machine", "apply.nonghyup", "apply.saemaul"
)

SERVICES: dict[str, dict[str, Any]] = {
    "resident_copy": service(
        "주민등록표 등본",
        "Copy of the resident register",
        COPY_OF_REGISTER,
        help=(
            "한 세대에 누가 살고 있는지 보여 주는 서류입니다. 세대주의 배우자와 직계혈족은 따로 "
            "살아도 창구에서 신청할 수 있습니다.",
            "Shows who belongs to a household. The householder's spouse and direct relatives may "
            "ask at a counter even if they live elsewhere.",
        ),
        keywords="등본 주민등록등본 세대 resident register household",
        circles_may="shplx",
        basis=REGISTER,
        group="register",
        limit="now",
        usual_minutes=10,
        fee=400,
        exemptions=FREE,
        pdf_link=True,
        questions=["purpose", "show_numbers", "address_history"],
        needs=(CARD, LETTER),
    ),
    "resident_abstract": service(
        "주민등록표 초본",
        "Abstract of the resident register",
        COPY_OF_REGISTER,
        help=(
            "한 사람의 이름과 주소, 주소가 바뀐 내력을 보여 주는 서류입니다. 배우자와 직계혈족은 "
            "따로 살아도 창구에서 신청할 수 있습니다.",
            "Shows one person's address and where they lived before. A spouse and direct relatives "
            "may ask at a counter even if they live elsewhere.",
        ),
        keywords="초본 주민등록초본 주소 이력 resident abstract address history",
        circles_may="shplx",
        basis=REGISTER,
        group="register",
        usual_minutes=10,
        fee=400,
        exemptions=FREE,
        pdf_link=True,
        questions=["purpose", "show_numbers", "address_history"],
        needs=(CARD, LETTER, RELATION),
    ),
    "occupancy": service(
        "전입세대확인서",
        "Certificate of households registered at an address",
        before_an_officer("shx", basis=TENANTS),
        any_office("shx"),
        carried("shx"),
        closed("not_made_there", TENANTS, "apply.issuing_machine", "apply.gov24"),
        closed("in_person", TENANTS, "apply.online", "apply.kiosk", "apply.phone"),
        closed("seal_on_paper", TENANTS, "receive.kiosk", "receive.online"),
        help=(
            "어느 집에 어떤 세대가 전입해 있는지 보여 줍니다. 그 집의 소유자·임차인과 그 세대원, "
            "매매·임대차 계약을 한 사람, 경매에 참가하는 사람, 금융회사처럼 법이 정한 사람만 "
            "신청합니다. ‘본인’은 그런 사람 자신입니다.",
            "Shows which households are registered at a house. Only those whom the law names may "
            "ask: its owner or tenant and their household, whoever has signed a contract for it, "
            "bidders, lenders. “Myself” means such a person.",
        ),
        keywords="전입세대 열람 전입세대확인서 전세 계약 경매 tenants households lease",
        circles_may="shx",
        basis=TENANTS,
        group="register",
        kind="viewing",
        form="original",
        usual_minutes=15,
        fee=400,
        questions=["address_asked", "interest"],
        needs=(
            CARD,
            (
                "자격을 보이는 서류: 계약서, 등기사항증명서, 경매 공고 등",
                "Proof of one's interest: a contract, the title, the notice of an auction",
            ),
            LETTER,
        ),
    ),
    "move_in": service(
        "전입신고",
        "Report of moving in",
        before_an_officer("shpl", basis=MOVING),
        {
            "apply.street": way("shpl", "card", basis=COMING),
            "apply.gov24": way("sh", "code", basis=PORTAL),
        },
        notice("shpl"),
        closed("not_made_there", MOVING, "apply.issuing_machine", "apply.other_office"),
        closed("in_person", MOVING, "apply.phone", "apply.volunteer", "apply.online"),
        help=(
            "이사한 날부터 14일 안에 새 주소의 동에 신고합니다. 세대주가 맡기면 세대주의 배우자와 "
            "직계혈족도 신고할 수 있습니다.",
            "Told to the dong of the new address within 14 days of moving. The householder may "
            "leave it to a spouse or a direct relative.",
        ),
        keywords="전입신고 이사 주소 변경 moving address",
        circles_may="shpl",
        basis=MOVING,
        group="report",
        kind="application",
        form="notice",
        usual_minutes=20,
        letter="none",
        most_copies=1,
        pdf_link=True,
        questions=["new_address", "moved_on", "who_moves"],
        needs=(
            CARD,
            (
                "신고하는 사람이 세대주가 아니면 세대주의 신분증이나 서명",
                "If not the householder: the householder's identity card or signature",
            ),
        ),
    ),
    "seal_certificate": service(
        "인감증명서",
        "Seal certificate",
        before_an_officer("sx", basis=SEAL),
        any_office("sx"),
        ONLY_PAPER,
        closed(
            "in_person", SEAL_CHECK, "apply.online", "apply.kiosk", "apply.phone", "apply.volunteer"
        ),
        closed("in_person", SEAL_CHECK, "receive.locker", "receive.volunteer", "receive.post"),
        closed("not_made_there", CONFIRM, "apply.gov24"),
        help=(
            "등록해 둔 도장이 본인의 것임을 증명합니다. 대리인은 인감증명 전용 위임장을 가져와야 "
            "하고, 가족도 위임장이 있어야 합니다.",
            "Shows that a registered seal is one's own. A proxy needs the letter made for seal "
            "certificates; so does the family.",
        ),
        keywords="인감 인감증명 도장 seal",
        circles_may="sx",
        basis=SEAL,
        group="register",
        form="original",
        usual_minutes=10,
        fee=600,
        exemptions=exempt("basic_livelihood", "veteran"),
        questions=["purpose", "seal_use"],
        needs=(
            CARD,
            (
                "대리인: 인감증명 위임장(전용 서식, 손으로 서명), 위임한 사람의 신분증, 대리인의 "
                "신분증",
                "Proxy: the letter for seal certificates signed by hand, the principal's identity "
                "card, own identity card",
            ),
        ),
    ),
    "signature_certificate": service(
        "본인서명사실확인서",
        "Certificate of one's own signature",
        before_an_officer("s", basis=SIGNATURE),
        any_office("s"),
        closed("seal_on_paper", SIGNATURE, "receive.kiosk", "receive.online"),
        closed("not_made_there", SIGNATURE, "apply.issuing_machine"),
        closed(
            "in_person", SIGNATURE, "apply.online", "apply.kiosk", "apply.phone", "apply.volunteer"
        ),
        closed("in_person", SIGNATURE, "receive.locker", "receive.volunteer", "receive.post"),
        help=(
            "도장 대신 창구에서 서명하고 받는 서류로, 인감증명서와 같은 곳에 씁니다. 대신 받을 수 "
            "없습니다. 2028년까지 수수료를 받지 않습니다(담당 부서 확인 필요).",
            "Signed before the officer and used in place of a seal certificate. Nobody can fetch "
            "it for somebody else. No fee until 2028 (to be confirmed by the office).",
        ),
        keywords="본인서명 서명 인감 대신 signature",
        circles_may="s",
        basis=SIGNATURE,
        group="register",
        form="original",
        usual_minutes=10,
        fee=0,
        letter="none",
        questions=["purpose"],
        needs=(CARD,),
    ),
    "card_reissue": service(
        "주민등록증 재발급 신청",
        "New resident card",
        {
            "apply.counter": way("s", "known", basis=CARD_LAW),
            "apply.outreach": way("s", "known", basis=COMING),
            "apply.other_office": way("s", "known", basis=ELSEWHERE),
            "apply.gov24": way("s", "code", basis=PORTAL),
            "receive.counter": way("s", "known", basis=CARD_LAW),
            "receive.other_office": way("s", "known", basis=ELSEWHERE),
            "receive.post": way("s", "none", basis=CONFIRM),
        },
        closed("a_thing", CARD_LAW, "receive.kiosk", "receive.online"),
        closed("in_person", CARD_LAW, "apply.phone", "apply.volunteer", "receive.locker"),
        closed("in_person", CARD_LAW, "receive.volunteer"),
        help=(
            "잃어버리거나 못 쓰게 된 주민등록증을 다시 만듭니다. 본인이 사진을 가져와야 하고, "
            "카드는 몇 주 뒤에 나옵니다. 그동안 쓸 확인서를 드립니다.",
            "For a card that is lost or worn. The person comes with a photo; the card takes some "
            "weeks, and a paper serves in the meantime.",
        ),
        keywords="주민등록증 신분증 분실 재발급 card lost",
        circles_may="s",
        basis=CARD_LAW,
        group="report",
        kind="application",
        form="object",
        limit="20d",
        fee=5000,
        exemptions=exempt("basic_livelihood"),
        letter="none",
        most_copies=1,
        questions=["lost_or_worn"],
        needs=(("사진 1장(6개월 안에 찍은 것)", "One photo, not older than six months"),),
    ),
    "card_pick_up": service(
        "주민등록증 찾기",
        "Fetching a resident card",
        {
            "apply.counter": way("s", "known", basis=CONFIRM),
            "apply.outreach": way("s", "known", basis=CONFIRM),
            "apply.online": way("s", "code", basis=REQUEST),
            "apply.phone": way("s", "none", basis=BY_PHONE),
            "receive.counter": way("s", "known", basis=CARD_LAW),
            "receive.outreach": way("s", "known", basis=CONFIRM),
        },
        closed("a_thing", CARD_LAW, "receive.kiosk", "receive.online"),
        closed("in_person", CARD_LAW, "receive.locker", "receive.volunteer", "receive.post"),
        help=(
            "다 만들어진 주민등록증을 찾습니다. 먼저 와 있는지 알아보고 오실 수 있습니다.",
            "The finished card is handed over. Ask first whether it has come.",
        ),
        keywords="주민등록증 수령 찾기 card pick up",
        circles_may="s",
        basis=CARD_LAW,
        group="pick_up",
        kind="pick_up",
        form="object",
        usual_minutes=10,
        letter="none",
        most_copies=1,
        needs=(("접수증과 쓰던 신분증(있으면)", "The receipt, and the old card if there is one"),),
    ),
    "fixed_date": service(
        "확정일자",
        "Fixed date on a lease",
        {
            "apply.counter": way("shplx", "card", basis=LEASE),
            "apply.outreach": way("shplx", "card", basis=COMING),
            "receive.counter": way("shplx", "card", basis=LEASE),
            "receive.outreach": way("shplx", "card", basis=COMING),
        },
        closed("seal_on_paper", LEASE, "receive.kiosk", "receive.online"),
        closed("in_person", LEASE, "apply.online", "apply.phone"),
        help=(
            "전월세 계약서에 날짜 도장을 받아 보증금을 지킵니다. 계약서를 가진 사람이 가져오면 "
            "됩니다.",
            "A dated stamp on the lease that protects the deposit. Whoever holds the contract "
            "brings it.",
        ),
        keywords="확정일자 전세 월세 임대차 계약서 lease deposit",
        circles_may="shplx",
        basis=LEASE,
        group="report",
        kind="application",
        form="original",
        usual_minutes=10,
        fee=600,
        letter="none",
        heeds_blocks=False,
        most_copies=1,
        needs=(CARD, ("임대차 계약서 원본", "The original lease")),
    ),
}
