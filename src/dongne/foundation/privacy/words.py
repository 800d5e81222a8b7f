"""What things are called on pages and papers, and the sentences of the statutes behind them."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dongne.foundation.residents.public import Retention

from .states import (
    Asker,
    BreachKind,
    BreachState,
    DisposalState,
    FindingState,
    ItemState,
    Outcome,
    Proof,
    RequestKind,
    RequestState,
    Step,
    Watch,
)

Words = dict[Any, str | Promise]

WATCHES: Words = {
    Watch.MANY: _("한 시간에 많은 사람"),
    Watch.AT_NIGHT: _("근무 시간이 아닌 때"),
    Watch.OTHER_OFFICE: _("다른 동의 직원"),
    Watch.OUTSIDE_ZONE: _("맡은 구역 밖"),
    Watch.AGAIN: _("같은 사람을 거듭"),
    Watch.NAMESAKE: _("이름이나 성이 같은 사람"),
    Watch.AFTER_POSTING: _("전출·퇴직 뒤"),
    Watch.NO_PURPOSE: _("뜻 없는 목적"),
}
WATCH_TEXTS: Words = {
    Watch.MANY: _("한 시간 안에 평소보다 훨씬 많은 사람의 개인정보를 열람했을 때 찾습니다."),
    Watch.AT_NIGHT: _(
        "밤이나 주말, 휴일에 열람했을 때 찾습니다. 근무 시간은 우리 기관 달력을 봅니다."
    ),
    Watch.OTHER_OFFICE: _("다른 동에서 일하는 직원이 열람했을 때 찾습니다."),
    Watch.OUTSIDE_ZONE: _(
        "구역을 맡은 직원이 맡은 업무 없이 구역 밖의 사람을 거듭 열람했을 때 찾습니다."
    ),
    Watch.AGAIN: _("맡은 업무가 없는데 같은 사람을 여러 날에 걸쳐 열람했을 때 찾습니다."),
    Watch.NAMESAKE: _(
        "본인과 이름이 같은 사람을, 또는 성이 같은 사람을 거듭 열람했을 때 찾습니다."
    ),
    Watch.AFTER_POSTING: _("전출하거나 퇴직한 날부터 열람했을 때 찾습니다."),
    Watch.NO_PURPOSE: _("목적에 ‘ㅇㅇ’, ‘...’처럼 뜻이 없는 글자만 적었을 때 찾습니다."),
}
FIGURES: dict[str, str | Promise] = {
    "people": _("한 시간에 열람한 사람(명 이상)"),
    "times": _("평소의 몇 배"),
    "openings": _("열람 횟수(번 이상)"),
    "days": _("며칠에 걸쳐(일 이상)"),
    "letters": _("서로 다른 글자(자 이상이면 뜻이 있음)"),
}
FINDINGS: Words = {
    FindingState.OPEN: _("판단 전"),
    FindingState.ASKED: _("본인에게 물음"),
    FindingState.FINE: _("문제없음"),
    FindingState.BREACH: _("위반"),
}
DISPOSALS: Words = {
    DisposalState.PROPOSED: _("승인 대기"),
    DisposalState.APPROVED: _("승인됨"),
    DisposalState.DESTROYED: _("파기 완료"),
    DisposalState.WITHDRAWN: _("거둠"),
}
ITEMS: Words = {
    ItemState.LISTED: _("파기 대상"),
    ItemState.HELD: _("보류"),
    ItemState.DESTROYED: _("파기"),
    ItemState.GONE: _("대상에서 빠짐"),
}
ASIDES = "aside"
KINDS: dict[str, str | Promise] = {
    Retention.RESIDENT: _("방문·상담한 주민"),
    Retention.CONTACT: _("전화·문의만 한 사람"),
    Retention.APPLICANT: _("민원을 신청한 사람"),
    Retention.CARE: _("돌봄·복지 지원을 받은 사람"),
    ASIDES: _("글에 적힌 전화번호와 이메일"),
}
"""Classes of keeping: of persons (`residents.Retention`), and of numbers in texts."""

REQUESTS: Words = {
    RequestKind.ACCESS: _("열람"),
    RequestKind.CORRECT: _("정정"),
    RequestKind.DELETE: _("삭제"),
    RequestKind.STOP: _("처리정지"),
}
REQUEST_LAWS: Words = {
    RequestKind.ACCESS: _("개인정보 보호법 제35조"),
    RequestKind.CORRECT: _("개인정보 보호법 제36조"),
    RequestKind.DELETE: _("개인정보 보호법 제36조"),
    RequestKind.STOP: _("개인정보 보호법 제37조"),
}
REQUEST_STATES: Words = {
    RequestState.RECEIVED: _("접수"),
    RequestState.CHECKED: _("신원 확인"),
    RequestState.ANSWERED: _("결정"),
    RequestState.CLOSED: _("통지 완료"),
    RequestState.WITHDRAWN: _("취하"),
}
ASKERS: Words = {
    Asker.SELF: _("본인"),
    Asker.GUARDIAN: _("법정대리인"),
    Asker.PROXY: _("위임받은 사람"),
}
PROOFS: Words = {
    Proof.ID_SEEN: _("신분증을 눈으로 확인"),
    Proof.CODE: _("등록된 전화번호로 보낸 번호 확인"),
    Proof.KNOWN: _("담당자가 아는 사람"),
    Proof.LETTER_AND_ID: _("위임장과 대리인 신분증 확인"),
    Proof.FAMILY_PAPER: _("법정대리인임을 보이는 서류 확인"),
}
PROOFS_OF: dict[str, tuple[Proof, ...]] = {
    Asker.SELF: (Proof.ID_SEEN, Proof.CODE, Proof.KNOWN),
    Asker.GUARDIAN: (Proof.FAMILY_PAPER,),
    Asker.PROXY: (Proof.LETTER_AND_ID,),
}
"""시행령 제45조제2항, 제46조: a proxy brings a letter of attorney."""
OUTCOMES: Words = {
    Outcome.GRANTED: _("모두 들어줌"),
    Outcome.PARTLY: _("일부만 들어줌"),
    Outcome.REFUSED: _("거절"),
    Outcome.NOTHING_HELD: _("가지고 있는 것이 없음"),
}
GROUNDS: dict[str, tuple[frozenset[RequestKind], str | Promise]] = {
    "by_law": (
        frozenset({RequestKind.ACCESS}),
        _("법률에 따라 열람이 금지되거나 제한됩니다(제35조제4항제1호)."),
    ),
    "others_harm": (
        frozenset({RequestKind.ACCESS, RequestKind.STOP}),
        _(
            "다른 사람의 생명·신체를 해치거나 이익을 부당하게 침해할 우려가 있습니다"
            "(제35조제4항제2호, 제37조제2항제2호)."
        ),
    ),
    "duties": (
        frozenset({RequestKind.ACCESS}),
        _("공공기관의 업무에 중대한 지장을 줍니다(제35조제4항제3호)."),
    ),
    "collected_by_law": (
        frozenset({RequestKind.DELETE}),
        _("다른 법령에서 수집 대상으로 정한 개인정보입니다(제36조제1항 단서)."),
    ),
    "correct_already": (
        frozenset({RequestKind.CORRECT}),
        _("조사해 보니 적혀 있는 내용이 사실과 같습니다(제36조제2항)."),
    ),
    "must_by_law": (
        frozenset({RequestKind.STOP}),
        _("법률에 특별한 규정이 있거나 법령상 의무를 지키는 데 불가피합니다(제37조제2항제1호)."),
    ),
    "cannot_work": (
        frozenset({RequestKind.STOP}),
        _("처리하지 않으면 다른 법률에서 정한 업무를 할 수 없습니다(제37조제2항제3호)."),
    ),
    "not_who": (
        frozenset(RequestKind),
        _("본인이나 정당한 대리인임을 확인하지 못했습니다(시행령 제46조)."),
    ),
}
"""Why a request may be refused: for which kinds, and the sentence with its article."""
REMEDY = _(
    "이 결정에 이의가 있으면 알림을 받은 뒤 우리 기관에 이의를 제기할 수 있습니다(개인정보 보호법 "
    "제38조제5항). 개인정보 분쟁조정위원회(전화 1833-6972)의 조정, "
    "개인정보 침해 신고센터(전화 118) 신고, 행정심판과 행정소송도 할 수 있습니다."
)

BREACHES: Words = {
    BreachState.OPEN: _("대응 중"),
    BreachState.CLOSED: _("종결"),
    BreachState.FALSE_ALARM: _("유출 아님"),
}
BREACH_KINDS: Words = {
    BreachKind.LOST: _("분실"),
    BreachKind.STOLEN: _("도난"),
    BreachKind.LEAKED: _("유출"),
}
DATA: dict[str, str | Promise] = {
    "name": _("이름"),
    "phone": _("전화번호"),
    "address": _("주소"),
    "birth_date": _("생년월일"),
    "email": _("전자우편"),
    "household": _("가족·세대"),
    "care": _("돌봄·복지·건강"),
    "case": _("민원 내용"),
    "other": _("그 밖"),
}
STEPS: Words = {
    Step.CONTAIN: _("더 새지 않게 막고 되찾기"),
    Step.TELL: _("당사자에게 알리기"),
    Step.REPORT: _("개인정보 보호위원회나 한국인터넷진흥원에 신고하기"),
    Step.PREVENT: _("다시 일어나지 않게 고치기"),
}
STEP_LAWS: Words = {
    Step.CONTAIN: _("개인정보 보호법 제34조제2항 · 지체 없이"),
    Step.TELL: _("개인정보 보호법 제34조제1항, 시행령 제39조 · 72시간 안에"),
    Step.REPORT: _("개인정보 보호법 제34조제3항, 시행령 제40조 · 72시간 안에"),
    Step.PREVENT: _("개인정보 보호법 제34조제2항"),
}
WHY: dict[str, str | Promise] = {
    "many": _("1,000명 이상"),
    "sensitive": _("민감정보"),
    "unique_ids": _("고유식별정보"),
    "intrusion": _("외부의 불법 접근"),
}
