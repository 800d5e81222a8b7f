"""토지, 건물, 자동차, 농지, 배: registers that are open to all, and two that are not."""

from __future__ import annotations

from typing import Any

from .ways import (
    CARD,
    CONFIRM,
    LETTER,
    any_office,
    asked_from_afar,
    before_an_officer,
    carried,
    closed,
    machine,
    portal,
    printed,
    read_by_anybody,
    service,
    statute,
)

LAND = statute("공간정보의 구축 및 관리 등에 관한 법률 제75조")
BUILDINGS = statute("건축법 제38조·건축물대장의 기재 및 관리 등에 관한 규칙")
LAND_USE = statute("토지이용규제 기본법 제10조")
PRICES = statute("부동산 가격공시에 관한 법률(개별공시지가·개별주택가격 확인서)")
OVERVIEW = statute("공간정보의 구축 및 관리 등에 관한 법률 제76조의4")
FARMS = statute("농지법 제49조·제50조")

NO_MACHINE = closed("not_made_there", CONFIRM, "apply.issuing_machine", "receive.issuing_machine")


def _open(
    ko: str,
    en: str,
    help: tuple[str, str],
    keywords: str,
    *,
    fee: int,
    machine_fee: int | None = None,
    bank: bool = False,
    ways: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Whoever asks gets it: no letter, no identity."""
    return service(
        ko,
        en,
        read_by_anybody(fee=machine_fee, bank=bank),
        ways or {},
        help=help,
        keywords=keywords,
        circles_may="shplx",
        group="property",
        fee=fee,
        letter="none",
        heeds_blocks=False,
        pdf_link=True,
        needs=(("찾는 곳의 지번이나 도로명주소", "Lot number or road address of the place"),),
        **{"issuer": "district", "usual_minutes": 10, "questions": ["lot"], **more},
    )


SERVICES: dict[str, dict[str, Any]] = {
    "land_register": _open(
        "토지(임야)대장",
        "Land register",
        (
            "땅의 지목, 넓이, 소유자를 보여 줍니다. 누구나 신청할 수 있습니다.",
            "Shows use, size and owner of a lot. Anybody may ask.",
        ),
        "토지대장 임야대장 땅 land register lot",
        fee=500,
        bank=True,
        basis=LAND,
    ),
    "cadastral_map": _open(
        "지적도·임야도",
        "Cadastral map",
        (
            "땅의 경계를 그린 도면입니다. 누구나 신청할 수 있습니다.",
            "The map of the boundaries of lots. Anybody may ask.",
        ),
        "지적도 임야도 경계 cadastral map",
        fee=700,
        bank=True,
        basis=LAND,
    ),
    "land_price": _open(
        "개별공시지가 확인서",
        "Certificate of the official land price",
        (
            "나라가 정한 땅값을 보여 줍니다. 누구나 신청할 수 있습니다.",
            "Shows the official price of a lot. Anybody may ask.",
        ),
        "공시지가 개별공시지가 땅값 land price",
        fee=800,
        bank=True,
        basis=PRICES,
    ),
    "house_price": _open(
        "개별주택가격 확인서",
        "Certificate of the official house price",
        (
            "나라가 정한 단독주택의 값을 보여 줍니다. 누구나 신청할 수 있습니다.",
            "Shows the official price of a house. Anybody may ask.",
        ),
        "주택가격 개별주택가격 house price",
        fee=800,
        basis=PRICES,
    ),
    "land_use_plan": _open(
        "토지이용계획 확인서",
        "Certificate of planned land use",
        (
            "땅에 어떤 규제가 걸려 있고 무엇으로 쓸 수 있는지 보여 줍니다. 누구나 신청할 수 "
            "있습니다.",
            "Shows what a lot may be used for. Anybody may ask.",
        ),
        "토지이용계획 용도지역 규제 land use plan",
        fee=1000,
        bank=True,
        basis=LAND_USE,
    ),
    "building_register": _open(
        "건축물대장",
        "Building register",
        (
            "건물의 구조, 넓이, 쓰임새, 소유자를 보여 줍니다. 누구나 신청할 수 있으나 평면도는 "
            "소유자의 동의가 있어야 합니다.",
            "Shows structure, size, use and owner of a building. Anybody may ask; floor plans need "
            "the owner's consent.",
        ),
        "건축물대장 건물 building register",
        fee=500,
        bank=True,
        basis=BUILDINGS,
    ),
    "real_estate_overview": _open(
        "부동산종합증명서",
        "Overview of real estate",
        (
            "땅과 건물의 정보를 한 장에 모아 보여 줍니다. 누구나 신청할 수 있습니다.",
            "Land and building on one sheet. Anybody may ask.",
        ),
        "부동산종합증명서 일사편리 real estate",
        fee=1500,
        ways=NO_MACHINE | portal("shplx", fee=1000),
        basis=OVERVIEW,
    ),
    "car_register": _open(
        "자동차등록원부",
        "Car register",
        (
            "자동차의 소유자와 압류·저당을 보여 줍니다.",
            "Shows the owner of a car, and seizures and mortgages on it.",
        ),
        "자동차등록원부 자동차 압류 저당 car",
        fee=300,
        questions=["car_number"],
    ),
    "fishing_boat_register": _open(
        "어선원부",
        "Fishing boat register",
        (
            "어선의 소유자와 크기, 등록 사항을 보여 줍니다.",
            "Shows owner, size and registration of a fishing boat.",
        ),
        "어선원부 어선 배 fishing boat",
        fee=300,
        ways=NO_MACHINE | closed("not_made_there", CONFIRM, "receive.gov24"),
        questions=["boat_number"],
        usual_minutes=60,
    ),
    "farmland_register": service(
        "농지대장",
        "Farmland register",
        before_an_officer("shx", basis=FARMS),
        any_office("shx"),
        asked_from_afar("sh", phone="sh", street="sh", errand="shx"),
        carried("shx", post="sh"),
        printed("sh", link="sh"),
        machine("s"),
        portal("sh"),
        help=(
            "농지의 소유와 이용을 적은 대장입니다. 소유자와 임차인이 신청합니다.",
            "The register of who owns and farms a field; its owner or tenant asks.",
        ),
        keywords="농지대장 농지원부 농사 farmland",
        circles_may="shx",
        basis=FARMS,
        group="property",
        usual_minutes=15,
        fee=500,
        pdf_link=True,
        questions=["lot"],
        needs=(CARD, LETTER),
    ),
    "farm_business": service(
        "농업경영체 등록 확인서",
        "Certificate of a registered farm business",
        before_an_officer("sx", basis=CONFIRM),
        any_office("sx"),
        asked_from_afar("s", phone="s", street="s", errand="sx"),
        carried("sx", post="s"),
        printed("s", link="s"),
        machine("s", fee=0),
        portal("s"),
        help=(
            "농업경영체로 등록되어 있음을 보여 줍니다.",
            "Shows that somebody is registered as a farm business.",
        ),
        keywords="농업경영체 농업인 farm business",
        circles_may="sx",
        group="property",
        issuer="agriculture_office",
        usual_minutes=30,
        pdf_link=True,
        needs=(CARD, LETTER),
    ),
}
