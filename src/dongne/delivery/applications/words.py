"""What states and kinds are called, and the sentences for what is refused."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dongne.delivery.ways.public import Circle, Identity

from .states import ApplicationState, ItemState, Made, PaymentMeans, PaymentState

STATES: dict[str, Promise] = {
    ApplicationState.DRAFTED: _("작성 중"),
    ApplicationState.SUBMITTED: pgettext_lazy("application", "도착"),
    ApplicationState.ACCEPTED: pgettext_lazy("application", "접수"),
    ApplicationState.SUPPLEMENT: pgettext_lazy("application", "보완 기다림"),
    ApplicationState.ISSUED: pgettext_lazy("application", "발급"),
    ApplicationState.READY: pgettext_lazy("application", "받을 수 있음"),
    ApplicationState.HANDED_OVER: pgettext_lazy("application", "전달함"),
    ApplicationState.CLOSED: pgettext_lazy("application", "마침"),
    ApplicationState.REFUSED: pgettext_lazy("application", "거부"),
    ApplicationState.WITHDRAWN: pgettext_lazy("application", "취하"),
    ApplicationState.UNCOLLECTED: pgettext_lazy("application", "찾아가지 않음"),
}

STATE_LOOKS: dict[str, tuple[str, str]] = {
    ApplicationState.DRAFTED: ("neutral", "pencil"),
    ApplicationState.SUBMITTED: ("warning", "inbox"),
    ApplicationState.ACCEPTED: ("info", "file-text"),
    ApplicationState.SUPPLEMENT: ("neutral", "pause"),
    ApplicationState.ISSUED: ("accent", "check"),
    ApplicationState.READY: ("accent", "package"),
    ApplicationState.HANDED_OVER: ("success", "check"),
    ApplicationState.CLOSED: ("success", "check-circle"),
    ApplicationState.REFUSED: ("danger", "x"),
    ApplicationState.WITHDRAWN: ("neutral", "undo"),
    ApplicationState.UNCOLLECTED: ("neutral", "trash"),
}

CIRCLES: dict[str, Promise] = {
    Circle.SELF: _("본인"),
    Circle.HOUSEHOLD: _("같은 세대 가족"),
    Circle.SPOUSE: _("배우자"),
    Circle.LINEAL: _("부모·자녀 등 직계혈족"),
    Circle.PROXY: _("위임받은 대리인"),
}

IDENTITIES: dict[str, Promise] = {
    Identity.NONE: _("확인하지 않음"),
    Identity.CODE: _("인증번호와 생년월일"),
    Identity.KNOWN: _("담당자가 아는 사람"),
    Identity.CARD: _("신분증을 봄"),
}

ITEM_STATES: dict[str, Promise] = {
    ItemState.PENDING: pgettext_lazy("item", "처리 중"),
    ItemState.ISSUED: pgettext_lazy("item", "발급"),
    ItemState.REFUSED: pgettext_lazy("item", "거부"),
}

MADE: dict[str, Promise] = {
    Made.HERE: _("우리 동에서 신청"),
    Made.ELSEWHERE: _("다른 곳에서 신청"),
}

MEANS: dict[str, Promise] = {
    PaymentMeans.CASH: _("현금"),
    PaymentMeans.CARD: _("카드(창구)"),
    PaymentMeans.ONLINE: _("카드(온라인)"),
    PaymentMeans.EXEMPT: _("면제"),
    PaymentMeans.WAIVED: _("감면"),
    PaymentMeans.ELSEWHERE: _("신청한 곳에서 냄"),
}

PAYMENT_STATES: dict[str, Promise] = {
    PaymentState.ASKED: pgettext_lazy("payment", "결제 중"),
    PaymentState.PAID: pgettext_lazy("payment", "냄"),
    PaymentState.FAILED: pgettext_lazy("payment", "실패"),
    PaymentState.GIVEN_BACK: pgettext_lazy("payment", "돌려줌"),
}

REFUSALS: dict[str, Promise] = {
    "not_found": _("신청을 찾을 수 없습니다. 번호를 다시 확인해 주세요."),
    "letter_not_found": _("위임장을 찾을 수 없습니다. 번호를 다시 확인해 주세요."),
    "not_yours": _("이 신청을 처리할 수 있는 사람이 아닙니다."),
    "changed_meanwhile": _("그 사이에 다른 사람이 바꾸었습니다. 바뀐 내용을 보고 다시 해 주세요."),
    "no_items": _("무엇이 필요한지 하나 이상 골라 주세요."),
    "too_many_items": _("한 번에 열 가지까지 신청할 수 있습니다. 나누어 신청해 주세요."),
    "service_unknown": _("지금은 신청받지 않는 민원입니다. 목록에서 다시 골라 주세요."),
    "too_many_copies": _("한 번에 받을 수 있는 부수를 넘었습니다. 부수를 줄여 주세요."),
    "no_copies": _("부수는 1부 이상이어야 합니다."),
    "too_long": _("2,000자까지 쓸 수 있습니다. 줄여서 적어 주세요."),
    "no_dong": _("어느 동주민센터에 신청하는지 골라 주세요."),
    "no_principal": _("누구의 서류인지 이름과 연락처를 적어 주세요."),
    "no_applicant": _("신청하는 사람의 이름과 연락처를 적어 주세요."),
    "circle_unknown": _("누구의 서류를 신청하는지 골라 주세요."),
    "channel_unknown": _("신청하는 방법을 다시 골라 주세요."),
    "receive_unknown": _("받는 방법을 다시 골라 주세요."),
    "site_unknown": _("받는 곳을 다시 골라 주세요."),
    "not_this_way": _(
        "이 민원은 고른 방법으로 신청하거나 받을 수 없습니다. 다른 방법을 골라 주세요."
    ),
    "ask_office": _("이 신청은 동주민센터에 직접 문의해 주세요."),
    "blocked": _("열람·발급 제한이 걸려 있어 이 사람에게 내줄 수 없습니다(주민등록법 제29조)."),
    "match_first": _("누구의 서류인지 주민 명단에서 먼저 확인해 주세요. 확인한 뒤에 진행합니다."),
    "match_same": _(
        "이름과 생년월일이나 주소가 같은 사람이 명단에 있습니다. 그 사람을 골라 주세요. 보이지 "
        "않으면 팀장에게 알려 주세요."
    ),
    "match_unknown": _("그 사람을 명단에서 찾을 수 없습니다. 다시 골라 주세요."),
    "own_as_proxy": _("본인의 서류는 위임장 없이 본인으로 신청해 주세요."),
    "letter_needed": _("대리 신청에는 위임장이 필요합니다. 위임장을 먼저 만들어 주세요."),
    "letter_expired": _("위임장의 기한이 지났습니다. 새 위임장을 받아 주세요."),
    "letter_revoked": _("위임한 사람이 거둔 위임장입니다. 쓸 수 없습니다."),
    "letter_used": _("이미 쓴 위임장입니다. 위임장은 한 번만 쓸 수 있습니다."),
    "letter_not_covering": _("위임장에 없는 민원이나 부수입니다. 위임장을 확인해 주세요."),
    "letter_of_others": _("위임장에 적힌 사람과 신청하는 사람이 다릅니다."),
    "letter_unchecked": _("위임장과 신분증을 먼저 확인해 주세요."),
    "letter_not_seen": _(
        "서명한 위임장, 위임한 사람의 신분증 사본, 대리인의 신분증을 모두 확인해 주세요."
    ),
    "letter_by_hand": _("이 민원의 위임장은 종이에 직접 서명해야 합니다."),
    "letter_over": _("이미 쓰였거나 거둔 위임장이라 바꿀 수 없습니다."),
    "letter_never": _("이 민원은 대리인이 신청할 수 없습니다."),
    "day_over": _("오늘이거나 오늘보다 뒤의 날짜로 적어 주세요."),
    "day_far": _("한 해 안의 날짜로 적어 주세요."),
    "identity_needed": _("신청한 사람이 누구인지 먼저 확인해 주세요."),
    "no_such_move": _("지금은 할 수 없는 일입니다. 지금 어디까지 왔는지 확인해 주세요."),
    "accept_first": _("먼저 접수해 주세요."),
    "supplement_first": _("보완을 기다리고 있습니다. 보완을 받은 뒤에 해 주세요."),
    "no_supplement": _("기다리는 보완이 없습니다."),
    "supplement_waits": _("이미 보완을 요구했습니다. 보완을 받은 뒤에 다시 해 주세요."),
    "supplement_text": _("무엇을 보완해야 하는지 적어 주세요."),
    "supplement_far": _("두 번째 보완 요구는 열흘 안으로 정해 주세요(영 제24조)."),
    "put_off_enough": _("보완 기한은 두 번까지 미룰 수 있습니다(영 제24조)."),
    "supplied_missing": _("무엇을 보완했는지 적어 주세요."),
    "item_decided": _("이미 처리한 민원입니다."),
    "item_unknown": _("이 신청에 없는 민원입니다."),
    "pages_missing": _("몇 장인지 적어 주세요."),
    "reason_missing": _("까닭을 적어 주세요."),
    "remedy_missing": _("신청한 사람이 할 수 있는 일(이의신청 등)을 적어 주세요(법 제27조제3항)."),
    "underway": _("서류가 이미 가고 있어 받는 방법을 바꿀 수 없습니다."),
    "over": _("이미 끝난 신청입니다."),
    "same_way": _("지금과 같은 방법입니다."),
    "not_payable": _("낼 수수료가 없습니다."),
    "paid_already": _("수수료를 이미 냈습니다."),
    "pay_first": _("수수료를 먼저 내야 합니다."),
    "wrong_sum": _("낸 금액이 수수료와 다릅니다. 담당자가 확인합니다."),
    "exemption_unknown": _("이 민원에 없는 면제입니다."),
    "waive_reason": _("감면하는 까닭을 적어 주세요."),
    "not_paid": _("낸 적이 없어 돌려줄 수 없습니다."),
    "officer_unknown": _("이 동의 사람을 골라 주세요."),
    "text_missing": _("내용을 적어 주세요."),
    "outside_number": _("신청한 곳의 접수번호를 적어 주세요."),
    "outside_there": _("이 접수번호로 들어온 신청이 이미 있습니다."),
}

GROUPS: dict[str, Promise] = {
    "basic_livelihood": _("국민기초생활 수급자"),
    "disabled": _("등록장애인"),
    "basic_pension": _("기초연금 수급자"),
    "single_parent": _("한부모가족"),
    "veteran": _("국가유공자"),
    "north_korean_defector": _("북한이탈주민"),
    "age_65": _("65세 이상"),
}

LACKS: dict[str, Promise] = {
    "go_out": _("집 밖에 나오기 어려움"),
    "stairs": _("계단을 오르기 어려움"),
    "internet": _("인터넷을 쓰지 않음"),
    "read": _("글을 읽기 어려움"),
    "see": _("보기 어려움"),
    "hear": _("듣기 어려움"),
    "touch_screen": _("화면을 누르기 어려움"),
    "print": _("프린터가 없음"),
}


def language() -> str:
    return (get_language() or "ko").partition("-")[0]
