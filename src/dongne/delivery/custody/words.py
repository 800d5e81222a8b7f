"""What is refused, in sentences; what things are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .states import (
    AlarmEnd,
    AlarmKind,
    AttemptWhy,
    Confirmed,
    HolderKind,
    ParcelState,
    TakerKind,
    TransferState,
)

REFUSALS = {
    "not_found": _("봉투를 찾을 수 없습니다. 번호를 다시 확인해 주세요."),
    "not_yours": _("이 봉투를 가진 사람이나 그 사무실의 직원만 할 수 있습니다."),
    "not_a_lead": _("팀장, 행정팀장이나 동장만 할 수 있습니다."),
    "changed_meanwhile": _("그사이 봉투가 옮겨졌습니다. 다시 열어 지금 상태를 확인해 주세요."),
    "nothing_to_seal": _("봉투에 넣을 신청을 골라 주세요."),
    "not_issued": _("아직 발급이 끝나지 않은 신청이 있습니다. 발급을 마친 뒤 봉함해 주세요."),
    "sealed_already": _("이미 다른 봉투에 넣은 신청이 있습니다."),
    "other_receiver": _("받는 사람이나 받는 방법이 다른 신청은 한 봉투에 넣을 수 없습니다."),
    "no_parcel_way": _("이 신청은 봉투로 전하지 않는 방법으로 받기로 했습니다."),
    "bag_used": _(
        "같은 번호의 봉투가 아직 오가는 중입니다. 봉투 번호를 다시 확인하거나 새 봉투를 써 주세요."
    ),
    "bag_unfit": _("봉투 번호는 글자와 숫자, 붙임표로 20자까지 적어 주세요."),
    "pages_unfit": _("쪽수를 1에서 999 사이로 적어 주세요."),
    "is_over": _("이미 전달되었거나 파기한 봉투입니다."),
    "is_lost": _("분실로 신고된 봉투입니다. 팀장이 확인을 마쳐야 옮길 수 있습니다."),
    "no_such_holder": _("받을 사람이나 둘 곳을 찾을 수 없습니다."),
    "hand_over_instead": _("받는 분에게는 본인 확인을 하고 전달합니다. ‘전달하기’에서 해 주세요."),
    "same_hands": _("이미 그 사람이나 그곳에 있는 봉투입니다."),
    "offer_waits": _(
        "다른 사람에게 넘기려고 기다리는 중입니다. 먼저 거두거나 그쪽이 받을 때까지 기다려 주세요."
    ),
    "no_offer": _("넘겨받을 것이 없습니다. 주는 사람에게 다시 넘겨 달라고 해 주세요."),
    "give_first": _("주는 사람이 먼저 넘겨야 받을 수 있습니다."),
    "code_wrong": _("확인번호가 맞지 않습니다. 주는 사람의 화면을 보고 다시 적어 주세요."),
    "code_locked": _("확인번호가 다섯 번 맞지 않아 멈췄습니다. 주는 사람이 다시 넘겨야 합니다."),
    "bag_wrong": _("찍은 봉투가 다릅니다. 넘겨받는 봉투의 QR을 찍어 주세요."),
    "confirm_how": _("확인번호를 적거나 봉투의 QR을 찍어 주세요."),
    "late_contradicts": _(
        "휴대전화에 남아 있던 확인이 그사이 일어난 일과 다릅니다. 사무실에서 살펴봅니다."
    ),
    "seal_broken": _(
        "봉인이 뜯긴 것으로 알려진 봉투입니다. 사무실로 가져와 팀장이 확인한 뒤에 전할 수 있습니다."
    ),
    "not_for_couriers": _(
        "봉사자는 받는 분이 말한 확인번호로 전달합니다. 아는 사람이라고 해서 전할 수는 없습니다."
    ),
    "courier_for_taker": _(
        "전하는 사람이 받는 분을 대신해 확인할 수 없습니다. 받는 분이 받은 확인번호가 필요합니다."
    ),
    "card_needs_no_phone": _(
        "받는 분에게 전화번호가 있습니다. 문자로 보낸 확인번호로 전달해 주세요."
    ),
    "identity_too_weak": _("이 서류는 신분증을 직접 확인하고 전해야 합니다."),
    "identity_missing": _("본인 확인 방법을 골라 주세요."),
    "taker_code_wrong": _("받는 분의 확인번호나 생년월일이 맞지 않습니다. 다시 여쭤 봐 주세요."),
    "taker_code_locked": _(
        "확인번호가 다섯 번 맞지 않아 쓸 수 없게 되었습니다. 새 번호를 보내 주세요."
    ),
    "taker_code_none": _("보낸 확인번호가 없거나 기간이 지났습니다. 새 번호를 보내 주세요."),
    "too_many_codes": _("확인번호를 여러 번 보냈습니다. 15분 뒤에 다시 보내 주세요."),
    "no_phone": _("받는 분의 전화번호가 없어 확인번호를 보낼 수 없습니다."),
    "letter_missing": _("대리인은 위임장 번호가 필요합니다."),
    "letter_not_found": _("그 번호의 위임장을 찾을 수 없습니다."),
    "letter_other": _("이 신청의 위임장이 아닙니다."),
    "letter_unchecked": _("아직 확인하지 않은 위임장입니다. 먼저 위임장과 신분증을 확인해 주세요."),
    "letter_revoked": _("위임한 사람이 거둔 위임장입니다. 전할 수 없습니다."),
    "letter_expired": _("기간이 지난 위임장입니다. 전할 수 없습니다."),
    "letter_used": _("이미 쓴 위임장입니다. 새 위임장이 필요합니다."),
    "letter_no_receiving": _("받는 일은 맡기지 않은 위임장입니다."),
    "blocked": _("이 사람에게는 전할 수 없습니다. 팀장에게 알려 주세요."),
    "not_with_courier": _("들고 나간 봉투만 적을 수 있습니다."),
    "no_next_day": _("다시 갈 날을 오늘 이후로 골라 주세요."),
    "tries_over": _("정한 횟수만큼 찾아갔습니다. 사무실로 가져와 주세요."),
    "window_unfit": _("찾아갈 시각을 앞뒤가 맞게 적어 주세요."),
    "not_now": _(
        "아직 찾아갈 시간이 아니어서 주소를 볼 수 없습니다. 정한 시간에 다시 열어 주세요."
    ),
    "alarm_over": _("이미 끝난 일입니다."),
    "alarm_waits": _("이미 알려진 일입니다. 팀장이 살펴보고 있습니다."),
    "finding_missing": _("무엇을 알아냈는지 적어 주세요."),
    "text_missing": _("무슨 일인지 적어 주세요."),
    "not_back": _("사무실에 있는 봉투만 파기할 수 있습니다. 먼저 사무실로 가져와 주세요."),
    "too_early": _("아직 파기할 수 없습니다. 처리기한이 지나고 15일이 지나야 합니다."),
    "destroy_waits": _("이미 파기 승인을 기다리고 있습니다."),
    "destroy_by_two": _("파기를 올린 사람은 승인할 수 없습니다. 다른 팀장이나 동장이 승인합니다."),
    "not_proposed": _("파기하겠다고 올린 것이 아니거나 이미 끝났습니다."),
    "reason_missing": _("까닭을 적어 주세요."),
    "setting_unfit": _("값을 다시 확인해 주세요."),
}

STATES = {
    ParcelState.SEALED: _("봉함"),
    ParcelState.ON_THE_WAY: _("가는 중"),
    ParcelState.WAITING: _("기다림"),
    ParcelState.HANDED: _("전달함"),
    ParcelState.DESTROYED: _("파기함"),
    ParcelState.LOST: _("분실"),
    ParcelState.OPENED: _("봉함을 풂"),
}

KINDS = {
    HolderKind.OFFICER: _("직원"),
    HolderKind.VOLUNTEER: _("봉사자"),
    HolderKind.COMPARTMENT: _("무인민원택배함"),
    HolderKind.OFFICE_DESK: _("주민센터 보관함"),
    HolderKind.OUTREACH_DESK: _("출장 민원 창구"),
    HolderKind.POST: _("우편"),
    HolderKind.TAKER: _("받는 분"),
}

CONFIRMED = {
    Confirmed.CODE: _("확인번호"),
    Confirmed.BAG: _("봉투 QR"),
    Confirmed.DOOR: _("칸 문이 열리고 닫힘"),
    Confirmed.SIGN: _("직접 옮김"),
    Confirmed.IDENTITY: _("받는 사람 확인"),
    Confirmed.FOUND: _("찾아서 넘겨받음"),
}

TRANSFERS = {
    TransferState.OFFERED: _("받기를 기다림"),
    TransferState.TAKEN: _("넘겨받음"),
    TransferState.DECLINED: _("받지 않음"),
    TransferState.WITHDRAWN: _("거둠"),
    TransferState.LOCKED: _("확인번호 5번 틀림"),
}

ALARMS = {
    AlarmKind.BROKEN: _("봉인이 뜯김"),
    AlarmKind.LOST: _("분실"),
    AlarmKind.LATE: _("도착이 늦음"),
    AlarmKind.NOT_RETURNED: _("돌아오지 않음"),
    AlarmKind.UNEXPECTED: _("앞뒤가 맞지 않음"),
    AlarmKind.WRONG_CODES: _("확인번호 5번 틀림"),
    AlarmKind.CALL_BACK: _("받았는지 전화로 확인"),
}

ENDS = {
    AlarmEnd.SOUND: _("이상 없음"),
    AlarmEnd.RESEALED: _("다시 봉함"),
    AlarmEnd.FOUND: _("찾음"),
    AlarmEnd.GONE: _("찾지 못함: 다시 발급"),
}

WHYS = {
    AttemptWhy.NOBODY: _("아무도 없음"),
    AttemptWhy.REFUSED: _("받지 않겠다고 함"),
    AttemptWhy.WRONG_PLACE: _("주소가 다름"),
    AttemptWhy.OTHER: _("다른 까닭"),
}

TAKERS = {TakerKind.RECEIVER: _("받는 분 본인"), TakerKind.PROXY: _("대리인(위임장)")}

IDENTITIES = {
    "none": _("확인하지 않음"),
    "code": _("확인번호와 생년월일"),
    "known": _("직원이 아는 사람"),
    "card": _("신분증을 봄"),
}
