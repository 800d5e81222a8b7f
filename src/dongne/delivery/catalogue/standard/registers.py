"""주민등록, 인감: what the dong itself keeps. 주민등록법 제29조 draws the circles."""

from __future__ import annotations

from typing import Any

from .ways import (
    CARD,
    CONFIRM,
    LETTER,
    any_office,
    asked_from_afar,
    banks,
    before_an_officer,
    carried,
    closed,
    exempt,
    machine,
    portal,
    printed,
    service,
    statute,
)

REGISTER = statute("주민등록법 제29조")
MACHINE_AND_FILE = statute("주민등록법 제29조제3항(본인이나 세대원만)")
REGISTER_FEES = statute("주민등록법 시행규칙 제16조·제18조(수수료와 면제)")
SEAL = statute("인감증명법 제12조")
SEAL_CHECK = statute("인감증명법 시행령 제13조(발급할 때 본인 또는 대리인 확인)")
SIGNATURE = statute("본인서명사실 확인 등에 관한 법률 제5조·제6조(본인만)")
TENANTS = statute("주민등록법 제29조의2(전입세대확인서)")
CARD_LAW = statute("주민등록법 제24조·제27조")
MOVING = statute("주민등록법 제16조")

FREE = exempt(
    "basic_livelihood", "veteran", "single_parent", "north_korean_defector", basis=CONFIRM
)
FREE[0]["basis"] = REGISTER_FEES
FREE[1]["basis"] = REGISTER_FEES

COPY_OF_REGISTER = (
    before_an_officer("shplx", basis=REGISTER)
    | any_office("shplx")
    | asked_from_afar("sh", phone="sh", street="sh", errand="shx")
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
}
