"""가족관계 등록: certificates of the court's register, and what is reported to it."""

from __future__ import annotations

from typing import Any

from .ways import (
    BROUGHT,
    CARD,
    COMING,
    CONFIRM,
    LETTER,
    PORTAL,
    RELATION,
    REQUEST,
    any_office,
    asked_from_afar,
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

FAMILY = statute("가족관계의 등록 등에 관한 법률 제14조(본인·배우자·직계혈족)")
ADOPTED = statute("가족관계의 등록 등에 관한 법률 제14조제2항(성년이 된 친양자 본인)")
RULE = statute("가족관계의 등록 등에 관한 규칙 제19조")
SELF_AT_MACHINE = statute("가족관계의 등록 등에 관한 규칙 제25조제2항(무인증명서발급기는 본인만)")
INTERNET = statute("가족관계의 등록 등에 관한 규칙 제25조의2제3항(인터넷: 본인·배우자·부모·자녀)")
FEES = statute("가족관계의 등록 등에 관한 규칙 제28조")
FREE = exempt("basic_livelihood", "single_parent", basis=FEES)

BY_BLOOD = (
    before_an_officer("splx", basis=FAMILY)
    | any_office("splx")
    | asked_from_afar("spl", phone="s", street="spl", errand="sx", fee=0)
    | carried("splx", post="spl")
    | printed("s", link="spl")
    | machine("s", fee=500)
    | portal("spl")
)
for _part, _basis in (
    ("apply.online", INTERNET),
    ("apply.kiosk", INTERNET),
    ("apply.gov24", INTERNET),
    ("receive.online", INTERNET),
    ("apply.issuing_machine", SELF_AT_MACHINE),
    ("receive.issuing_machine", SELF_AT_MACHINE),
):
    BY_BLOOD[_part] = {**BY_BLOOD[_part], "basis": _basis}

QUESTIONS = ["purpose", "detail", "show_numbers"]


def _certificate(
    ko: str, en: str, help: tuple[str, str], keywords: str, **more: Any
) -> dict[str, Any]:
    return service(
        ko,
        en,
        BY_BLOOD,
        help=help,
        keywords=keywords,
        circles_may="splx",
        basis=FAMILY,
        group="family",
        issuer="court",
        usual_minutes=10,
        fee=1000,
        exemptions=FREE,
        pdf_link=True,
        questions=QUESTIONS,
        needs=(CARD, RELATION, LETTER),
        **more,
    )


SERVICES: dict[str, dict[str, Any]] = {
    "family_relations": _certificate(
        "가족관계증명서",
        "Certificate of family relations",
        (
            "부모, 배우자, 자녀가 누구인지 보여 주는 서류입니다.",
            "Shows who somebody's parents, spouse and children are.",
        ),
        "가족관계 가족관계증명서 부모 자녀 family relations",
    ),
    "family_basic": _certificate(
        "기본증명서",
        "Basic certificate",
        (
            "출생, 개명, 국적, 사망처럼 한 사람의 신분에 관한 일을 보여 줍니다.",
            "Shows birth, change of name, nationality and death of one person.",
        ),
        "기본증명서 출생 개명 birth name",
    ),
    "family_marriage": _certificate(
        "혼인관계증명서",
        "Certificate of marriage",
        (
            "혼인과 이혼에 관한 일을 보여 줍니다.",
            "Shows marriages and divorces.",
        ),
        "혼인관계 혼인 이혼 결혼 marriage divorce",
    ),
    "family_adoption": _certificate(
        "입양관계증명서",
        "Certificate of adoption",
        (
            "입양과 파양에 관한 일을 보여 줍니다.",
            "Shows adoptions and their ends.",
        ),
        "입양관계 입양 adoption",
    ),
    "family_full_adoption": service(
        "친양자입양관계증명서",
        "Certificate of full adoption",
        before_an_officer("s", basis=ADOPTED),
        any_office("s"),
        closed("not_made_there", ADOPTED, "apply.issuing_machine", "apply.gov24"),
        closed("in_person", ADOPTED, "apply.online", "apply.kiosk", "apply.phone"),
        closed("in_person", ADOPTED, "apply.volunteer", "receive.locker", "receive.volunteer"),
        closed("seal_on_paper", ADOPTED, "receive.kiosk", "receive.online"),
        help=(
            "친양자 입양에 관한 일을 보여 줍니다. 어른이 된 친양자 본인처럼 법이 정한 때에만 "
            "드리며, 대신 받을 수 없습니다.",
            "Shows a full adoption. Given only where the law says so, as to the grown-up adoptee "
            "in person; nobody can ask for it instead.",
        ),
        keywords="친양자 입양 full adoption",
        circles_may="s",
        basis=ADOPTED,
        group="family",
        issuer="court",
        form="original",
        usual_minutes=20,
        fee=1000,
        exemptions=FREE,
        letter="none",
        questions=["purpose"],
        needs=(CARD, ("법이 정한 때임을 보이는 서류", "Proof that the law allows it")),
    ),
    "old_family_register": service(
        "제적 등본·초본",
        "Copy or abstract of the closed family register",
        before_an_officer("splx", basis=FAMILY),
        any_office("splx"),
        asked_from_afar("spl", street="spl", errand="sx"),
        carried("splx", post="spl"),
        closed("not_made_there", CONFIRM, "apply.issuing_machine", "apply.gov24"),
        closed("seal_on_paper", CONFIRM, "receive.kiosk", "receive.online"),
        help=(
            "2008년 전의 호적을 보여 주는 서류로, 상속처럼 옛 가족관계를 확인할 때 씁니다.",
            "The family register as it was before 2008, needed for instance in matters of "
            "inheritance.",
        ),
        keywords="제적등본 호적 상속 old register inheritance",
        circles_may="splx",
        basis=FAMILY,
        group="family",
        issuer="court",
        usual_minutes=30,
        fee=1000,
        exemptions=FREE,
        questions=["purpose", "registered_place"],
        needs=(CARD, RELATION, LETTER),
    ),
    "birth_report": service(
        "출생신고",
        "Report of a birth",
        {
            "apply.counter": way("shplx", "card", basis=RULE),
            "apply.outreach": way("shplx", "card", basis=COMING),
            "apply.gov24": way("s", "code", basis=PORTAL),
        },
        notice("shpl"),
        closed("not_made_there", CONFIRM, "apply.issuing_machine"),
        closed("in_person", CONFIRM, "apply.online", "apply.phone", "apply.volunteer"),
        help=(
            "태어난 날부터 1개월 안에 아버지나 어머니가 신고합니다. ‘본인’은 신고하는 부모입니다. "
            "신고하면서 출산·양육 지원도 한꺼번에 신청할 수 있습니다.",
            "Reported by the father or the mother within one month of birth (“Myself” is that "
            "parent). Support for families can be asked for at the same time.",
        ),
        keywords="출생신고 아기 행복출산 birth baby",
        circles_may="shplx",
        basis=statute("가족관계의 등록 등에 관한 법률 제44조·제46조"),
        group="report",
        kind="application",
        form="notice",
        usual_minutes=40,
        heeds_blocks=False,
        most_copies=1,
        pdf_link=True,
        questions=["child_name", "born_on"],
        needs=(
            ("신고하는 사람의 신분증", "Identity card of who reports"),
            ("출생증명서(병원에서 준 것)", "Certificate of birth from the hospital"),
            LETTER,
        ),
    ),
    "death_report": service(
        "사망신고",
        "Report of a death",
        {
            "apply.counter": way("shplx", "card", basis=RULE),
            "apply.outreach": way("shplx", "card", basis=COMING),
        },
        notice("shpl"),
        closed("not_made_there", CONFIRM, "apply.issuing_machine", "apply.gov24"),
        closed("in_person", CONFIRM, "apply.online", "apply.phone", "apply.volunteer"),
        help=(
            "사망을 안 날부터 1개월 안에 함께 살던 친족이나 다른 친족이 신고합니다. ‘본인’은 "
            "신고하는 사람입니다.",
            "Reported by a relative within one month of learning of the death (“Myself” is who "
            "reports).",
        ),
        keywords="사망신고 death",
        circles_may="shplx",
        basis=statute("가족관계의 등록 등에 관한 법률 제84조·제85조"),
        group="report",
        kind="application",
        form="notice",
        usual_minutes=30,
        heeds_blocks=False,
        most_copies=1,
        pdf_link=True,
        needs=(
            ("신고하는 사람의 신분증", "Identity card of who reports"),
            ("사망진단서나 시체검안서", "The medical certificate of death"),
        ),
    ),
    "estate_overview": service(
        "안심상속 원스톱서비스",
        "What the deceased left: one request",
        before_an_officer("slpx", basis=CONFIRM),
        {
            "apply.gov24": way("slp", "code", basis=PORTAL),
            "apply.online": way("slp", "code", basis=REQUEST),
            "receive.volunteer": way("slp", "code", basis=BROUGHT),
        },
        notice("slpx"),
        help=(
            "돌아가신 분의 예금, 보험, 토지, 자동차, 세금, 연금을 한 번에 알아봅니다. 상속인이 "
            "신청하고, ‘본인’은 상속인 자신입니다.",
            "Finds out accounts, insurance, land, cars, taxes and pensions of somebody who died, "
            "in one request by an heir (“Myself” is the heir).",
        ),
        keywords="안심상속 상속 사망자 재산 조회 inheritance estate",
        circles_may="slpx",
        basis=CONFIRM,
        group="report",
        kind="application",
        form="notice",
        limit="20d",
        most_copies=1,
        pdf_link=True,
        needs=(CARD, RELATION, LETTER),
    ),
}
