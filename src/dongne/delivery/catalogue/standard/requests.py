"""Applications that are decided: welfare, information, waste; and what is only handed out."""

from __future__ import annotations

from typing import Any

from .ways import (
    BY_PHONE,
    CARD,
    COMING,
    CONFIRM,
    ERRAND,
    HANDED,
    LETTER,
    PORTAL,
    REQUEST,
    closed,
    notice,
    service,
    statute,
    way,
)

WELFARE = statute("사회보장급여의 이용·제공 및 수급권자 발굴에 관한 법률 제5조")
INFORMATION = statute("공공기관의 정보공개에 관한 법률 제10조·제11조")
PASSPORTS = statute("여권법 제9조(본인 직접)·같은 법 시행령(교부)")
LOCAL_RULE = {"kind": "open", "text": "시·군·구 조례에 따릅니다. 담당 부서 확인 필요"}

ASKED = {
    "apply.counter": way("shplx", "card", basis=WELFARE),
    "apply.outreach": way("shplx", "card", basis=COMING),
    "apply.street": way("shplx", "known", basis=COMING),
    "apply.phone": way("sh", "none", basis=BY_PHONE),
    "apply.online": way("shpl", "code", basis=REQUEST),
    "apply.kiosk": way("shpl", "code", basis=REQUEST),
    "apply.volunteer": way("shx", "none", basis=ERRAND),
}
"""The person, relatives and others who care for them ask (사회보장급여법 제5조)."""

PORTAL_TOO = {"apply.gov24": way("sh", "code", basis=PORTAL)}


def _welfare(
    ko: str,
    en: str,
    help: tuple[str, str],
    keywords: str,
    *ways: dict[str, Any],
    limit: str,
    basis: dict[str, str] = WELFARE,
    **more: Any,
) -> dict[str, Any]:
    return service(
        ko,
        en,
        ASKED,
        notice("shplx"),
        *ways,
        help=help,
        keywords=keywords,
        circles_may="shplx",
        basis=basis,
        **{
            "group": "welfare",
            "kind": "application",
            "form": "notice",
            "limit": limit,
            "most_copies": 1,
            "pdf_link": True,
            "letter": "screen",
            "issuer": "district",
            "needs": (
                CARD,
                (
                    "소득과 재산을 보이는 서류(전산으로 확인되면 필요 없음)",
                    "Proof of income and property, unless the office can look it up",
                ),
                ("통장 사본", "Copy of a bank book"),
            ),
            **more,
        },
    )


SERVICES: dict[str, dict[str, Any]] = {
    "basic_livelihood": _welfare(
        "기초생활보장 급여 신청",
        "Application for basic livelihood security",
        (
            "생계, 의료, 주거, 교육 급여를 신청합니다. 30일 안에 결과를 알려 드립니다.",
            "For help with living, medical care, housing and school. You hear within 30 days.",
        ),
        "기초생활 생계급여 의료급여 주거급여 교육급여 livelihood housing benefit",
        PORTAL_TOO,
        limit="30cd",
        basis=statute("국민기초생활 보장법 제21조·제26조"),
    ),
    "basic_pension": _welfare(
        "기초연금 신청",
        "Application for the basic pension",
        (
            "65세가 되는 달의 한 달 전부터 신청합니다. 30일 안에 결과를 알려 드립니다.",
            "From a month before the month of one's 65th birthday. You hear within 30 days.",
        ),
        "기초연금 노령 연금 basic pension old age",
        PORTAL_TOO,
        limit="30cd",
        basis=statute("기초연금법 제10조·제13조"),
    ),
    "disability_registration": _welfare(
        "장애인 등록 신청",
        "Registration of a disability",
        (
            "장애를 등록하고 정도를 심사받습니다. 심사는 국민연금공단이 합니다.",
            "A disability is registered and its degree examined by the pension service.",
        ),
        "장애인 등록 장애 심사 disability registration",
        limit="30cd",
        basis=statute("장애인복지법 제32조"),
        needs=(
            CARD,
            ("장애진단서와 검사 기록", "Medical certificate and records"),
            ("사진 1장", "One photo"),
        ),
    ),
    "personal_assistance": _welfare(
        "장애인 활동지원 신청",
        "Application for personal assistance",
        (
            "혼자 생활하기 어려운 장애인에게 활동지원사를 보내 드립니다.",
            "A helper for disabled people who can hardly live on their own.",
        ),
        "활동지원 장애인 돌봄 personal assistance",
        PORTAL_TOO,
        limit="30cd",
        basis=statute("장애인활동 지원에 관한 법률 제6조"),
    ),
    "child_benefit": _welfare(
        "아동수당 신청",
        "Application for child benefit",
        (
            "보호자가 신청합니다. ‘본인’은 아이의 보호자입니다.",
            "Asked for by who brings up the child (“Myself” is that person).",
        ),
        "아동수당 부모급여 아이 child benefit",
        PORTAL_TOO,
        limit="30cd",
        basis=statute("아동수당법 제6조"),
    ),
    "single_parent_support": _welfare(
        "한부모가족 지원 신청",
        "Application for support of single-parent families",
        (
            "아이를 혼자 키우는 가정에 양육비와 생활을 지원합니다.",
            "Money and help for those who bring up children on their own.",
        ),
        "한부모 양육비 single parent support",
        PORTAL_TOO,
        limit="30cd",
        basis=statute("한부모가족지원법 제11조"),
    ),
    "emergency_support": _welfare(
        "긴급복지지원 요청",
        "Emergency support",
        (
            "갑자기 생계가 어려워진 가정을 먼저 돕고 나중에 심사합니다. 이웃도 알려 줄 수 "
            "있습니다. 급하면 전화하세요.",
            "For a household in sudden need: help first, examination later. Neighbours may ask "
            "too. Call if it is urgent.",
        ),
        "긴급복지 위기 실직 화재 emergency crisis",
        {
            "apply.phone": way("shplx", "none", basis=statute("긴급복지지원법 제7조")),
            "apply.online": way("shplx", "none", basis=statute("긴급복지지원법 제7조")),
        },
        limit="1d",
        basis=statute("긴급복지지원법 제7조(누구나 요청)"),
        letter="none",
        needs=(("없어도 됩니다. 먼저 알려 주세요.", "Nothing. Tell us first."),),
    ),
    "energy_voucher": _welfare(
        "에너지바우처 신청",
        "Application for the energy voucher",
        (
            "더위와 추위에 약한 가정의 전기·가스·난방 요금을 돕습니다.",
            "Help with electricity, gas and heating for households at risk.",
        ),
        "에너지바우처 난방비 전기요금 energy heating",
        PORTAL_TOO,
        limit="14d",
        basis=CONFIRM,
    ),
    "tariff_discounts": _welfare(
        "요금 감면 한 번에 신청",
        "Discounts on telephone, electricity and gas",
        (
            "수급자, 장애인 등이 통신·전기·가스·TV 요금을 한 번에 감면받습니다.",
            "Recipients and disabled people get the discounts on all tariffs in one request.",
        ),
        "요금감면 통신요금 전기요금 감면 discount tariff",
        limit="",
        basis=CONFIRM,
        usual_minutes=60,
        needs=(CARD, ("요금 고지서(고객 번호)", "Bills with the customer numbers")),
    ),
    "senior_jobs": _welfare(
        "노인 일자리 참여 신청",
        "Jobs for older people",
        (
            "공익활동, 사회서비스 일자리에 참여를 신청합니다.",
            "For work in the public interest or in social services.",
        ),
        "노인일자리 어르신 일자리 senior jobs",
        limit="",
        basis=CONFIRM,
    ),
    "parking_badge": _welfare(
        "장애인 주차표지 발급 신청",
        "Parking badge for disabled people",
        (
            "장애인 전용주차구역에 세울 수 있는 표지를 드립니다.",
            "The badge for reserved parking places.",
        ),
        "장애인 주차 주차표지 parking badge",
        {
            "receive.counter": way("shplx", "card", basis=HANDED),
            "receive.outreach": way("shplx", "card", basis=HANDED),
            "receive.post": way("sh", "none", basis=CONFIRM),
        },
        closed("a_thing", CONFIRM, "receive.online", "receive.kiosk"),
        limit="3d",
        basis=CONFIRM,
        form="object",
        pdf_link=False,
        needs=(CARD, ("자동차등록증", "Registration of the car")),
    ),
    "information": service(
        "정보공개 청구",
        "Request for public information",
        {
            **ASKED,
            "apply.counter": way("shplx", "none", basis=INFORMATION),
            "apply.outreach": way("shplx", "none", basis=INFORMATION),
            "apply.online": way("shplx", "none", basis=INFORMATION),
            "apply.kiosk": way("shplx", "none", basis=INFORMATION),
            "apply.phone": way("shplx", "none", basis=INFORMATION),
            "apply.gov24": way("shplx", "code", basis=PORTAL),
        },
        notice("shplx"),
        help=(
            "공공기관이 가진 정보를 보여 달라고 청구합니다. 누구나 할 수 있고, 10일 안에 결정을 "
            "알려 드립니다. 복사·우편 비용은 실비로 받습니다.",
            "Anybody may ask for information that public bodies hold; the decision comes within 10 "
            "days. Copies and postage are charged at cost.",
        ),
        keywords="정보공개 청구 정보 공개 freedom of information",
        circles_may="shplx",
        basis=INFORMATION,
        group="information",
        kind="application",
        form="notice",
        limit="10d",
        heeds_blocks=False,
        most_copies=1,
        pdf_link=True,
        questions=["what_information", "form_of_answer"],
        needs=(LETTER,),
    ),
    "bulky_waste": service(
        "대형폐기물 배출 신고",
        "Bulky waste",
        {
            **ASKED,
            "apply.counter": way("shplx", "none", basis=LOCAL_RULE),
            "apply.outreach": way("shplx", "none", basis=LOCAL_RULE),
            "apply.street": way("shplx", "none", basis=LOCAL_RULE),
            "apply.phone": way("shplx", "none", basis=LOCAL_RULE),
            "apply.online": way("shplx", "none", basis=LOCAL_RULE),
            "apply.kiosk": way("shplx", "none", basis=LOCAL_RULE),
            "receive.counter": way("shplx", "none", basis=LOCAL_RULE),
            "receive.outreach": way("shplx", "none", basis=LOCAL_RULE),
            "receive.kiosk": way("shplx", "code", basis=LOCAL_RULE),
            "receive.online": way("shplx", "none", basis=LOCAL_RULE),
            "receive.locker": way("shplx", "code", basis=LOCAL_RULE),
            "receive.volunteer": way("shplx", "none", basis=LOCAL_RULE),
        },
        help=(
            "가구나 가전을 버릴 때 신고하고 스티커를 받습니다. 수수료는 물건마다 다릅니다.",
            "Furniture and the like is told before it is put out, and gets a sticker. The fee "
            "depends on the thing.",
        ),
        keywords="대형폐기물 가구 가전 스티커 waste furniture",
        circles_may="shplx",
        basis=LOCAL_RULE,
        group="living",
        kind="application",
        form="printable",
        usual_minutes=10,
        letter="none",
        heeds_blocks=False,
        pdf_link=True,
        questions=["things", "where_put"],
        needs=(("버릴 물건의 종류와 크기", "What it is and how big"),),
    ),
    "passport_pick_up": service(
        "여권 찾기",
        "Fetching a passport",
        {
            "apply.counter": way("s", "card", basis=PASSPORTS),
            "receive.counter": way("s", "card", basis=PASSPORTS),
        },
        closed("a_thing", PASSPORTS, "receive.kiosk", "receive.online", "receive.issuing_machine"),
        closed(
            "in_person",
            PASSPORTS,
            "receive.locker",
            "receive.volunteer",
            "receive.post",
            "receive.outreach",
            "apply.online",
            "apply.volunteer",
        ),
        help=(
            "다 만들어진 여권을 여권 창구에서 본인이 찾습니다.",
            "The finished passport is handed to its holder at the passport counter, and to nobody "
            "else.",
        ),
        keywords="여권 교부 수령 passport pick up",
        circles_may="s",
        basis=PASSPORTS,
        group="pick_up",
        kind="pick_up",
        form="object",
        issuer="district",
        usual_minutes=10,
        letter="none",
        most_copies=1,
        needs=(
            CARD,
            ("접수증, 쓰던 여권(있으면)", "The receipt, and the old passport if still valid"),
        ),
    ),
}
