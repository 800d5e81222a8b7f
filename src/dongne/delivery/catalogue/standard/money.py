"""세금, 건강보험, 연금: what tax offices and insurers certify, asked for in the dong too."""

from __future__ import annotations

from typing import Any

from .ways import (
    CARD,
    CONFIRM,
    ELSEWHERE,
    LETTER,
    any_office,
    asked_from_afar,
    banks,
    before_an_officer,
    carried,
    closed,
    machine,
    portal,
    printed,
    service,
    statute,
)

NATIONAL = statute("국세징수법 제107조·제108조")
LOCAL = statute("지방세징수법 제5조·제6조")
ITEMS = statute("지방세기본법 시행규칙(지방세 세목별 과세증명서)")

OF_ONESELF = (
    before_an_officer("sx", basis=ELSEWHERE)
    | any_office("sx")
    | asked_from_afar("s", phone="s", street="s", errand="sx")
    | carried("sx", post="s")
    | printed("s", link="s")
    | machine("s", fee=0)
    | portal("s")
)
"""About one's own money: nobody else without a letter, the family neither."""

IN_THE_DONG = OF_ONESELF | before_an_officer("sx", basis=LOCAL)


def _own(
    ko: str,
    en: str,
    help: tuple[str, str],
    keywords: str,
    *,
    issuer: str,
    basis: dict[str, str] = CONFIRM,
    ways: dict[str, Any] = OF_ONESELF,
    bank: bool = False,
    **more: Any,
) -> dict[str, Any]:
    return service(
        ko,
        en,
        ways,
        banks("s") if bank else {},
        help=help,
        keywords=keywords,
        circles_may="sx",
        basis=basis,
        issuer=issuer,
        pdf_link=True,
        needs=(CARD, LETTER),
        **{"group": "tax", "usual_minutes": 20, "questions": ["purpose"], **more},
    )


SERVICES: dict[str, dict[str, Any]] = {
    "national_tax_clearance": _own(
        "납세증명서(국세)",
        "Clearance of national taxes",
        (
            "밀린 국세가 없음을 보여 줍니다. 발급한 날부터 30일 동안 쓸 수 있습니다.",
            "Shows that no national tax is overdue. Good for 30 days.",
        ),
        "납세증명 국세 완납 tax clearance",
        issuer="tax_office",
        basis=NATIONAL,
        bank=True,
    ),
    "income_certificate": _own(
        "소득금액증명",
        "Certificate of income",
        (
            "세무서에 신고한 한 해의 소득을 보여 줍니다.",
            "Shows the income of a year as it was told to the tax office.",
        ),
        "소득금액 소득증명 income",
        issuer="tax_office",
        bank=True,
        questions=["purpose", "years"],
    ),
    "tax_payments": _own(
        "납부내역증명(납세사실증명)",
        "Record of national taxes paid",
        (
            "어떤 국세를 언제 얼마나 냈는지 보여 줍니다.",
            "Shows which national taxes were paid, when and how much.",
        ),
        "납부내역 납세사실 tax payment",
        issuer="tax_office",
        questions=["purpose", "years"],
    ),
    "business_registration": _own(
        "사업자등록증명",
        "Certificate of business registration",
        (
            "어떤 사업을 등록했는지 보여 줍니다.",
            "Shows a business as it is registered.",
        ),
        "사업자등록 사업자 business registration",
        issuer="tax_office",
        bank=True,
    ),
    "local_tax_clearance": _own(
        "지방세 납세증명서",
        "Clearance of local taxes",
        (
            "밀린 지방세가 없음을 보여 줍니다. 발급한 날부터 30일 동안 쓸 수 있습니다.",
            "Shows that no local tax is overdue. Good for 30 days.",
        ),
        "지방세 납세증명 완납 local tax clearance",
        issuer="district",
        basis=LOCAL,
        ways=IN_THE_DONG,
        bank=True,
        usual_minutes=10,
    ),
    "local_tax_items": _own(
        "지방세 세목별 과세증명서",
        "Certificate of local taxes by kind",
        (
            "재산세, 자동차세처럼 세목마다 얼마가 매겨졌는지 보여 줍니다.",
            "Shows what was charged of each local tax, such as on property or cars.",
        ),
        "지방세 세목별 과세증명 재산세 자동차세 property tax",
        issuer="district",
        basis=ITEMS,
        ways=IN_THE_DONG | machine("s", fee=800),
        bank=True,
        usual_minutes=10,
        fee=800,
        exemptions=[{"code": "basic_livelihood", "channels": [], "basis": CONFIRM}],
        questions=["purpose", "years"],
    ),
    "health_insurance_history": _own(
        "건강보험 자격득실 확인서",
        "Health insurance: when somebody was insured",
        (
            "건강보험에 언제부터 언제까지 들어 있었는지 보여 줍니다.",
            "Shows from when to when somebody was in the health insurance, and as what.",
        ),
        "건강보험 자격득실 재직 health insurance",
        issuer="health_insurance",
        group="insurance",
        bank=True,
    ),
    "health_insurance_payments": _own(
        "건강보험료 납부 확인서",
        "Health insurance: contributions paid",
        (
            "건강보험료를 얼마나 냈는지 보여 줍니다.",
            "Shows the contributions paid to the health insurance.",
        ),
        "건강보험료 납부확인 health insurance contributions",
        issuer="health_insurance",
        group="insurance",
        questions=["purpose", "years"],
    ),
    "pension_membership": _own(
        "국민연금 가입증명",
        "Certificate of membership in the national pension",
        (
            "국민연금에 가입한 내역을 보여 줍니다.",
            "Shows somebody's membership in the national pension.",
        ),
        "국민연금 가입증명 pension",
        issuer="pension_service",
        group="insurance",
        ways=OF_ONESELF
        | closed("not_made_there", CONFIRM, "apply.issuing_machine", "receive.issuing_machine"),
    ),
}
