"""Words of the catalogue by code: circles, groups, issuers, why something is refused."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dongne.delivery.ways.public import (
    Circle,
    Form,
    Identity,
    Letter,
    Reason,
    ServiceKind,
    Source,
)

CIRCLES = {
    Circle.SELF: pgettext_lazy("circle", "본인"),
    Circle.HOUSEHOLD: pgettext_lazy("circle", "같은 세대"),
    Circle.SPOUSE: pgettext_lazy("circle", "배우자"),
    Circle.LINEAL: pgettext_lazy("circle", "부모·자녀 등 직계"),
    Circle.PROXY: pgettext_lazy("circle", "위임받은 사람"),
}
IDENTITIES = {
    Identity.NONE: _("신분을 묻지 않음"),
    Identity.CODE: _("휴대전화 번호와 생년월일로 확인"),
    Identity.KNOWN: _("담당자가 아는 사람이거나 신분증"),
    Identity.CARD: _("신분증 확인"),
}
KINDS = {
    ServiceKind.CERTIFICATE: _("증명서 발급"),
    ServiceKind.VIEWING: _("열람·확인"),
    ServiceKind.APPLICATION: _("신청·신고"),
    ServiceKind.PICK_UP: _("만들어진 것 찾기"),
}
FORMS = {
    Form.ORIGINAL: _("직인이 찍힌 원본만"),
    Form.PRINTABLE: _("인쇄하면 효력이 있는 전자문서"),
    Form.EITHER: _("원본 또는 전자문서"),
    Form.NOTICE: _("결과를 알리는 글"),
    Form.OBJECT: _("카드·여권 같은 물건"),
}
LETTERS = {
    Letter.NONE: _("위임장 없이"),
    Letter.PAPER: _("손으로 서명한 위임장"),
    Letter.SCREEN: _("위임장, 화면 서명도 됨"),
}
SOURCES = {
    Source.STATUTE: _("법령"),
    Source.OFFICE: _("우리 기관이 정함"),
    Source.OPEN: _("담당 부서 확인 필요"),
}
GROUPS = {
    "register": _("주민등록·인감"),
    "family": _("가족관계"),
    "report": _("신고와 등록"),
    "tax": _("세금"),
    "insurance": _("건강보험·연금"),
    "standing": _("복지·보훈 자격"),
    "record": _("출입국·병적·학교"),
    "property": _("토지·건물·자동차·농지"),
    "welfare": _("복지 신청"),
    "information": _("정보공개"),
    "living": _("생활"),
    "pick_up": _("찾아가는 것"),
    "other": _("그 밖의 민원"),
}
"""In the order in which they are shown."""
ISSUERS = {
    "dong": _("동 주민센터"),
    "district": _("시·군·구청"),
    "city": _("시·도청"),
    "court": _("법원(가족관계 등록)"),
    "tax_office": _("세무서"),
    "immigration": _("출입국·외국인관서"),
    "health_insurance": _("국민건강보험공단"),
    "pension_service": _("국민연금공단"),
    "veterans_office": _("보훈관서"),
    "military_manpower": _("병무청"),
    "education_office": _("교육청·학교"),
    "agriculture_office": _("국립농산물품질관리원"),
    "other": _("다른 기관"),
}
EXEMPT = {
    "basic_livelihood": _("기초생활수급자"),
    "disabled": _("장애인"),
    "basic_pension": _("기초연금 받는 분"),
    "single_parent": _("한부모가족"),
    "veteran": _("국가유공자와 유족"),
    "north_korean_defector": _("북한이탈주민"),
    "age_65": _("65세 이상"),
}
QUESTIONS = {
    "purpose": _("어디에 쓰시나요?"),
    "show_numbers": _("주민등록번호 뒷자리를 보이게 할까요?"),
    "address_history": _("지난 주소를 모두 넣을까요?"),
    "address_asked": _("어느 집인가요?"),
    "interest": _("그 집과 어떤 관계인가요?"),
    "new_address": _("새 주소"),
    "moved_on": _("이사한 날"),
    "who_moves": _("누가 이사했나요?"),
    "seal_use": _("어떤 일에 쓰시나요?"),
    "lost_or_worn": _("잃어버렸나요, 못 쓰게 되었나요?"),
    "detail": _("일반과 상세 가운데 어느 것인가요?"),
    "registered_place": _("등록기준지(본적)"),
    "child_name": _("아이의 이름"),
    "born_on": _("태어난 날"),
    "years": _("어느 해의 것인가요?"),
    "period": _("언제부터 언제까지의 기록인가요?"),
    "school": _("어느 학교인가요?"),
    "lot": _("지번이나 도로명주소"),
    "car_number": _("자동차 번호"),
    "boat_number": _("어선 번호"),
    "what_information": _("어떤 정보를 원하시나요?"),
    "form_of_answer": _("어떻게 받고 싶으신가요?"),
    "things": _("무엇을 버리시나요?"),
    "where_put": _("어디에 내놓으시나요?"),
}
"""What the form asks besides, by slug."""

REASONS = {
    "not_this_channel": _("이 민원은 이 방법으로 하지 않습니다."),
    "not_this_circle": _("이 관계인 분은 이 방법으로 할 수 없습니다."),
    "blocked": _("이 분께는 드릴 수 없습니다."),
    "letter_needed": _("위임장이 있어야 합니다."),
    "identity_needed": _("신분을 더 확실하게 확인해야 합니다."),
    "no_pair": _("두 방법을 함께 쓸 수 없습니다."),
    "not_offered": _("지금은 받지 않는 민원입니다."),
    "seal_on_paper": _("직인이 찍힌 종이만 효력이 있어 기계로 인쇄할 수 없습니다."),
    "in_person": _("담당자가 본인을 만나 확인해야 합니다."),
    "not_made_there": _("여기서는 이 서류를 만들지 않습니다."),
    "no_file": _("파일로는 드리지 않습니다."),
    "a_thing": _("물건이라서 인쇄하거나 파일로 보낼 수 없습니다."),
    "not_settled": _("신분을 확인하지 못한 신청이라, 사람이 확인하고 건네는 곳에서만 받습니다."),
}
"""Sentences for the catalogue's own reasons; channels have those of theirs."""

CLOSED = ("seal_on_paper", "in_person", "not_made_there", "no_file", "a_thing")

PARTS = {
    "name": _("이름"),
    "help": _("무엇인지"),
    "keywords": _("찾는 말"),
    "group": _("묶음"),
    "kind": _("종류"),
    "issuer": _("만드는 곳"),
    "form": _("결과의 모양"),
    "limit": _("법정 처리기간"),
    "usual_minutes": _("보통 걸리는 시간"),
    "fee": _("수수료"),
    "exemptions": _("수수료 면제"),
    "bring": _("가져올 것"),
    "letter": _("위임장"),
    "single_use": _("한 번만 쓰는 위임장"),
    "most_copies": _("한 번에 신청할 수 있는 통수"),
    "heeds_blocks": _("교부 제한을 지킴"),
    "pdf_link": _("파일 링크"),
    "questions": _("묻는 것"),
    "circles": _("신청할 수 있는 사람"),
    "basis": _("근거"),
    "pairs": _("함께 쓸 수 없는 방법"),
    "position": _("순서"),
    "offered": _("하는지"),
}
"""What each part of a service is called."""
DIRECTIONS = {
    "apply": pgettext_lazy("direction", "신청"),
    "receive": pgettext_lazy("direction", "수령"),
}

FAULTS = {
    "no_text": _("한국어와 영어를 모두 적어 주세요."),
    "too_long": _("너무 깁니다. 줄여 주세요."),
    "unknown": _("보기에서 골라 주세요."),
    "not_a_limit": _("기간은 now, 3h, 3d, 10d, 2w, 1m처럼 적어 주세요."),
    "no_article": _("법령이 근거라면 조문을 적어 주세요."),
    "out_of_reach": _("적을 수 있는 범위를 벗어났습니다."),
    "twice": _("같은 것이 두 번 있습니다."),
    "bad_code": _("짧은 이름은 영어 소문자로 적어 주세요."),
    "wider_than_service": _("이 민원을 신청할 수 없는 사람에게 이 방법을 열 수 없습니다."),
    "not_printable": _("직인 원본이나 물건은 기계에서 받을 수 없습니다."),
    "no_link": _("파일로 주는 민원이 아니면 온라인으로 받을 수 없습니다."),
    "nobody_looks": _("서류를 건넬 때는 누구인지 확인해야 합니다(민원 처리에 관한 법률 제27조)."),
    "no_way_for_oneself": _("본인이 신청하고 받을 수 있는 방법이 하나는 있어야 합니다."),
    "wider_than_law": _("법령으로 정한 것보다 넓힐 수 없습니다. 좁히는 것만 됩니다."),
    "dearer_than_law": _("법령으로 정한 것보다 더 받을 수 없습니다."),
    "set_by_law": _("법령으로 정한 것이라 바꿀 수 없습니다."),
    "closed_by_law": _("법령이 막은 방법이라 열 수 없습니다."),
}


def fault_sentence(where: str, code: str, channel: str = "") -> str:
    """`channel` is the name of the one that the part is about."""
    return f"{part_name(where, channel)}: {FAULTS[code]}"


def part_name(part: str, channel: str = "") -> str:
    """A part in words; of a channel's part, with the channel's name, else its slug."""
    direction, dot, slug = part.partition(".")
    if not dot:
        return str(PARTS.get(part, part))
    return gettext("%(channel)s %(direction)s") % {
        "channel": channel or slug,
        "direction": DIRECTIONS[direction],
    }


def reason_sentence(reason: Reason) -> str:
    """Why the catalogue refuses, in a sentence; the code of a reason that is a channel's."""
    return str(REASONS.get(reason.code, reason.code))


def won(amount: int) -> str:
    return gettext("무료") if not amount else gettext("%(amount)s원") % {"amount": f"{amount:,}"}
