"""복지·보훈 자격: what somebody is entitled to, and records that others keep of a person."""

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
    exempt,
    machine,
    portal,
    printed,
    service,
    statute,
)

BORDER = statute("출입국관리법 제88조")

OF_A_HOUSEHOLD = (
    before_an_officer("shx", basis=CONFIRM)
    | any_office("shx")
    | asked_from_afar("sh", phone="sh", street="sh", errand="shx")
    | carried("shx", post="sh")
    | printed("sh", link="sh")
    | machine("s", fee=0)
    | portal("sh")
)
"""What a household is entitled to: its members ask for one another."""

KEPT_ELSEWHERE = (
    before_an_officer("sx", basis=ELSEWHERE)
    | any_office("sx")
    | asked_from_afar("s", phone="s", street="s", errand="sx")
    | carried("sx", post="s")
    | printed("s", link="s")
    | machine("s", fee=0)
    | portal("s")
)

NO_MACHINE = closed("not_made_there", CONFIRM, "apply.issuing_machine", "receive.issuing_machine")


def _entitled(
    ko: str, en: str, help: tuple[str, str], keywords: str, *ways: dict[str, Any]
) -> dict[str, Any]:
    return service(
        ko,
        en,
        OF_A_HOUSEHOLD,
        *ways,
        help=help,
        keywords=keywords,
        circles_may="shx",
        group="standing",
        usual_minutes=10,
        pdf_link=True,
        questions=["purpose"],
        needs=(CARD, LETTER),
    )


def _kept(
    ko: str,
    en: str,
    help: tuple[str, str],
    keywords: str,
    *ways: dict[str, Any],
    issuer: str,
    **more: Any,
) -> dict[str, Any]:
    return service(
        ko,
        en,
        KEPT_ELSEWHERE,
        *ways,
        help=help,
        keywords=keywords,
        circles_may="sx",
        issuer=issuer,
        pdf_link=True,
        needs=(CARD, LETTER),
        **{"group": "record", "usual_minutes": 60, "questions": ["purpose"], **more},
    )


SERVICES: dict[str, dict[str, Any]] = {
    "basic_livelihood_certificate": _entitled(
        "기초생활수급자 증명서",
        "Certificate of basic livelihood security",
        (
            "기초생활 보장을 받고 있음을 보여 줍니다. 수수료와 요금을 감면받을 때 씁니다.",
            "Shows that a household gets basic livelihood security, as for fees and tariffs.",
        ),
        "기초생활 수급자 증명 basic livelihood",
        banks("s"),
    ),
    "near_poor_certificate": _entitled(
        "차상위계층 확인서",
        "Certificate of a near-poor household",
        (
            "차상위계층임을 보여 줍니다.",
            "Shows that a household is just above basic livelihood security.",
        ),
        "차상위 차상위계층 near poor",
    ),
    "single_parent_certificate": _entitled(
        "한부모가족 증명서",
        "Certificate of a single-parent family",
        (
            "한부모가족 지원을 받고 있음을 보여 줍니다.",
            "Shows that a family is supported as a single-parent family.",
        ),
        "한부모 한부모가족 single parent",
    ),
    "disability_certificate": _entitled(
        "장애인 증명서",
        "Certificate of disability",
        (
            "등록된 장애인임을 보여 줍니다.",
            "Shows that somebody is registered as disabled.",
        ),
        "장애인 장애인증명 disability",
        banks("s"),
    ),
    "basic_pension_certificate": _entitled(
        "기초연금 수급 확인서",
        "Certificate of basic pension",
        (
            "기초연금을 받고 있음을 보여 줍니다.",
            "Shows that somebody gets the basic pension.",
        ),
        "기초연금 수급 basic pension",
        NO_MACHINE,
    ),
    "veteran_certificate": _kept(
        "국가유공자 확인원",
        "Certificate of a person of merit",
        (
            "국가유공자나 그 유족임을 보여 줍니다.",
            "Shows that somebody, or who survives them, is honoured as a person of merit.",
        ),
        "국가유공자 보훈 유족 veteran merit",
        issuer="veterans_office",
        group="standing",
    ),
    "immigration_record": _kept(
        "출입국에 관한 사실증명",
        "Record of entries and departures",
        (
            "언제 나라에 들어오고 나갔는지 보여 줍니다. 본인이나 법정대리인, 본인이 위임한 사람이 "
            "신청합니다.",
            "Shows when somebody entered and left the country; asked for by the person, their "
            "guardian or somebody with their letter.",
        ),
        "출입국 사실증명 입국 출국 immigration entry",
        machine("s"),
        banks("s"),
        issuer="immigration",
        basis=BORDER,
        usual_minutes=15,
        fee=2000,
        exemptions=exempt("basic_livelihood"),
        questions=["purpose", "period"],
    ),
    "alien_registration": _kept(
        "외국인등록 사실증명",
        "Certificate of alien registration",
        (
            "외국인등록을 한 사람의 인적사항과 체류지를 보여 줍니다.",
            "Shows the registration and the address of a foreign resident.",
        ),
        "외국인등록 체류 alien registration foreign resident",
        machine("s"),
        banks("s"),
        issuer="immigration",
        basis=BORDER,
        usual_minutes=15,
        fee=2000,
        exemptions=exempt("basic_livelihood"),
    ),
    "military_record": _kept(
        "병적증명서",
        "Certificate of military service",
        (
            "병역을 어떻게 마쳤는지 보여 줍니다.",
            "Shows how somebody did their military service.",
        ),
        "병적 병역 군대 military",
        banks("s"),
        issuer="military_manpower",
        usual_minutes=30,
    ),
    "school_graduation": _kept(
        "초·중·고 졸업증명서",
        "Certificate of graduation from school",
        (
            "초·중·고등학교를 졸업했음을 보여 줍니다.",
            "Shows that somebody finished elementary, middle or high school.",
        ),
        "졸업증명 학교 졸업 graduation school",
        issuer="education_office",
        questions=["purpose", "school"],
    ),
    "school_transcript": _kept(
        "초·중·고 성적증명·생활기록부",
        "School transcript and record",
        (
            "초·중·고등학교의 성적과 생활기록을 보여 줍니다.",
            "Shows somebody's marks and record at school.",
        ),
        "성적증명 생활기록부 학교 transcript school record",
        NO_MACHINE,
        issuer="education_office",
        questions=["purpose", "school"],
    ),
    "school_exam": _kept(
        "검정고시 합격증명서",
        "Certificate of a school equivalency examination",
        (
            "초·중·고 졸업학력 검정고시에 합격했음을 보여 줍니다.",
            "Shows that somebody passed an examination equal to finishing school.",
        ),
        "검정고시 합격 equivalency examination",
        issuer="education_office",
    ),
}
