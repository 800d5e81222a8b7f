"""What states and kinds are called. The words are the office's, the codes the program's."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .states import (
    ActivityRole,
    CaseState,
    Channel,
    HandoverKind,
    HandoverState,
    Outcome,
    OutsideSystem,
    PhotoRole,
    Publicity,
    ReporterRole,
    TellingMeans,
    Waiting,
)

STATES: dict[str, Promise] = {
    CaseState.RECEIVED: pgettext_lazy("case", "접수"),
    CaseState.ASSIGNED: _("담당 지정"),
    CaseState.IN_PROGRESS: _("처리 중"),
    CaseState.WAITING: _("기다림"),
    CaseState.DONE: _("처리 완료"),
    CaseState.CLOSED: _("종결"),
}

STATE_LOOKS: dict[str, tuple[str, str]] = {
    CaseState.RECEIVED: ("warning", "inbox"),
    CaseState.ASSIGNED: ("info", "user"),
    CaseState.IN_PROGRESS: ("info", "wrench"),
    CaseState.WAITING: ("neutral", "pause"),
    CaseState.DONE: ("accent", "check"),
    CaseState.CLOSED: ("success", "check-circle"),
}
"""Tone and icon."""

OUTCOMES: dict[str, Promise] = {
    Outcome.SOLVED: _("해결했음"),
    Outcome.NOT_OURS: _("우리 소관 아님"),
    Outcome.NOT_POSSIBLE: _("처리할 수 없음"),
    Outcome.DUPLICATE: _("같은 건에 합침"),
    Outcome.NO_CONTACT: _("연락이 닿지 않음"),
    Outcome.WITHDRAWN: _("민원인이 거둠"),
}

CHANNELS: dict[str, Promise] = {
    Channel.ACTIVITY: _("동네 나가기"),
    Channel.PHONE: _("전화"),
    Channel.STREET: _("길에서"),
    Channel.COUNTER: _("창구"),
    Channel.WEB: _("누리집"),
    Channel.QR: _("QR 코드"),
    Channel.OPEN311: _("다른 프로그램"),
    Channel.CONNECTOR: _("찾아가는 이웃"),
    Channel.LIBRARY: _("작은도서관"),
    Channel.API: _("연계 시스템"),
}

BY_STAFF = (
    Channel.PHONE,
    Channel.COUNTER,
    Channel.STREET,
    Channel.CONNECTOR,
    Channel.LIBRARY,
)
"""Channels that an officer chooses from when entering a case for somebody."""

WAITING: dict[str, Promise] = {
    Waiting.RESIDENT: _("주민의 답"),
    Waiting.OFFICE: _("다른 기관"),
    Waiting.PLANNED: _("정한 날"),
}

HANDOVER_KINDS: dict[str, Promise] = {
    HandoverKind.ASSIGN: pgettext_lazy("handover", "지정"),
    HandoverKind.TRANSFER: pgettext_lazy("handover", "이관"),
    HandoverKind.REFERRAL: pgettext_lazy("handover", "협조 요청"),
    HandoverKind.REQUEST: pgettext_lazy("handover", "넘겨 달라는 요청"),
}

HANDOVER_STATES: dict[str, Promise] = {
    HandoverState.PENDING: pgettext_lazy("handover", "답 기다림"),
    HandoverState.ACCEPTED: pgettext_lazy("handover", "받음"),
    HandoverState.RETURNED: pgettext_lazy("handover", "돌려보냄"),
    HandoverState.DONE: pgettext_lazy("handover", "마침"),
    HandoverState.REVOKED: pgettext_lazy("handover", "거둠"),
}

HANDOVER_LOOKS: dict[str, tuple[str, str]] = {
    HandoverState.PENDING: ("warning", "hourglass"),
    HandoverState.ACCEPTED: ("success", "check"),
    HandoverState.RETURNED: ("danger", "undo"),
    HandoverState.DONE: ("success", "check-circle"),
    HandoverState.REVOKED: ("neutral", "x"),
}
"""Tone and icon."""

REPORTER_ROLES: dict[str, Promise] = {
    ReporterRole.REPORTER: pgettext_lazy("reporter", "알린 사람"),
    ReporterRole.FOLLOWER: _("함께 소식 받는 사람"),
}

PHOTO_ROLES: dict[str, Promise] = {
    PhotoRole.BEFORE: _("조치 전"),
    PhotoRole.AFTER: _("조치 후"),
    PhotoRole.OTHER: pgettext_lazy("photo", "현장"),
}

OUTSIDE_SYSTEMS: dict[str, Promise] = {
    OutsideSystem.PATROL: _("환경순찰"),
    OutsideSystem.CALL120: _("120 상담"),
    OutsideSystem.SAFETY_REPORT: _("안전신문고"),
    OutsideSystem.SAEOL: _("새올"),
    OutsideSystem.OTHER: _("다른 시스템"),
}

ACTIVITY_ROLES: dict[str, Promise] = {
    ActivityRole.SOURCE: _("이 건이 시작된 활동"),
    ActivityRole.RESULT: _("처리한 활동"),
    ActivityRole.RELATED: _("관련된 활동"),
}

TELLING_MEANS: dict[str, Promise] = {
    TellingMeans.MESSAGE: _("메시지"),
    TellingMeans.LETTER: _("편지"),
    TellingMeans.EMAIL: _("이메일"),
    TellingMeans.PHONE: _("전화"),
    TellingMeans.VISIT: _("방문"),
    TellingMeans.SELF: _("담당자가 곧 구역 담당자"),
    TellingMeans.NOTICE: _("프로그램 알림"),
}

PUBLICITY: dict[str, Promise] = {
    Publicity.HIDDEN: _("공개하지 않음"),
    Publicity.LISTED: _("종류와 위치, 상태만 공개"),
    Publicity.SHOWN: _("글까지 공개"),
}

REFUSALS: dict[str, Promise] = {
    "not_found": _("건을 찾을 수 없습니다."),
    "changed_meanwhile": _(
        "그사이 다른 사람이 이 건을 바꾸었습니다. 지금 내용을 보고 다시 해 주세요."
    ),
    "not_yours": _("이 건을 맡은 사람만 할 수 있습니다. 맡으려면 먼저 넘겨 달라고 요청해 주세요."),
    "not_a_lead": _("동장이나 행정팀장, 맡은 팀의 팀장만 할 수 있습니다."),
    "closed_already": _("이미 종결한 건입니다."),
    "not_closed": _("종결한 건만 다시 열 수 있습니다."),
    "merged_already": _("다른 건에 합친 건입니다. 합친 건에서 이어 주세요."),
    "no_such_move": _("지금 상태에서는 할 수 없는 일입니다."),
    "conclude_first": _("먼저 조치를 마치고 조치 내용을 적어 주세요. 그다음에 결과를 알립니다."),
    "zone_first": _("먼저 구역 담당자에게 경과를 알려 주세요. 그다음에 주민에게 알립니다."),
    "resident_first": _("먼저 주민에게 결과를 알려 주세요. 그다음에 종결할 수 있습니다."),
    "reason_missing": _("이유를 적어 주세요."),
    "no_contact_reason_missing": _(
        "연락처가 없는 주민이 있습니다. 알리지 못하고 종결하는 이유를 적어 주세요."
    ),
    "measure_missing": _("무엇을 했는지 조치 내용을 적어 주세요."),
    "responsible_missing": _("어디 소관인지 적어 주세요."),
    "refusal_reason_missing": _("처리할 수 없는 이유를 적어 주세요."),
    "remedy_missing": _("주민이 다르게 할 수 있는 방법(이의신청, 다른 기관)을 적어 주세요."),
    "outcome_unknown": _("처리 결과를 골라 주세요."),
    "text_missing": _("내용을 적어 주세요."),
    "too_long": _("너무 깁니다. 줄여서 적어 주세요."),
    "not_text": _("글자로 읽을 수 없는 것이 들어 있습니다."),
    "not_a_place": _("위치가 올바르지 않습니다."),
    "too_many_photos": _("사진은 한 건에 10장까지 붙일 수 있습니다."),
    "not_a_role": _("사진의 구분이 올바르지 않습니다."),
    "too_many": _("한 번에 20명까지 적을 수 있습니다."),
    "not_a_channel": _("접수 경로가 올바르지 않습니다."),
    "photo_unknown": _("사진을 찾을 수 없습니다. 다시 올려 주세요."),
    "category_unknown": _("종류를 골라 주세요."),
    "no_dong": _("어느 동의 일인지 알 수 없습니다. 위치를 찍거나 동을 골라 주세요."),
    "outside": _("우리 시·구 밖의 위치입니다. 그곳을 맡은 곳에 알려 주세요."),
    "tong_unknown": _("이 동에 없는 통입니다."),
    "activity_unknown": _("활동을 찾을 수 없습니다."),
    "activity_has_case": _("이미 건으로 넘긴 활동입니다."),
    "household_unknown": _("세대를 찾을 수 없습니다."),
    "officer_unknown": _("담당자를 찾을 수 없습니다."),
    "officer_away": _(
        "%(name)s님은 %(until)s까지 자리에 없습니다. 대직자나 다른 사람을 골라 주세요."
    ),
    "officer_away_open": _("%(name)s님은 지금 자리에 없습니다. 대직자나 다른 사람을 골라 주세요."),
    "team_unknown": _("넘길 팀이나 부서를 찾을 수 없습니다."),
    "to_missing": _("누구에게 넘길지 골라 주세요."),
    "same_hands": _("이미 그 사람이 맡고 있습니다."),
    "transfer_waits": _("이미 넘겨 놓고 답을 기다리는 중입니다. 먼저 거두거나 답을 기다려 주세요."),
    "request_waits": _("이미 요청해 놓고 답을 기다리는 중입니다."),
    "nothing_waits": _("받거나 돌려보낼 것이 없습니다."),
    "claimed_already": _("그사이 다른 사람이 맡았습니다."),
    "waiting_until_missing": _("언제까지 기다리는지 내일 뒤의 날짜를 적어 주세요."),
    "waiting_for_unknown": _("무엇을 기다리는지 골라 주세요."),
    "means_unknown": _("어떻게 알렸는지 골라 주세요."),
    "reporter_unknown": _("알릴 사람을 찾을 수 없습니다."),
    "nobody_to_tell": _("알릴 주민이 없습니다."),
    "told_already": _("이미 알렸습니다."),
    "no_way": _("연락처가 없어 메시지를 보낼 수 없습니다. 전화나 방문으로 알리고 적어 주세요."),
    "writing_needed": _(
        "이 종류는 글로 알려야 합니다. 말로 알렸다면 급한 일이거나 주민이 동의했다는 것을 "
        "적어 주세요."
    ),
    "merge_itself": _("같은 건입니다. 다른 건을 골라 주세요."),
    "merge_circle": _("서로 맞물려 합칠 수 없습니다."),
    "merge_other_dong": _("다른 동의 건과는 합칠 수 없습니다."),
    "merge_into_closed": _("종결한 건에는 합칠 수 없습니다. 먼저 그 건을 다시 열어 주세요."),
    "parent_circle": _("서로가 서로의 상위 건이 될 수 없습니다."),
    "outside_there": _("이미 적은 등록번호입니다."),
    "outside_unknown": _("등록 내용을 찾을 수 없습니다."),
    "number_missing": _("등록번호를 적어 주세요."),
    "restricted_public": _("복지 건은 공개할 수 없습니다."),
    "not_public": _("공개하지 않기로 한 건입니다."),
    "follows_already": _("이미 이 건의 소식을 받고 있습니다."),
    "contact_missing": _("연락처를 적어 주세요."),
    "not_done_yet": _("아직 처리 중입니다. 결과가 나오면 여쭙겠습니다."),
    "answered_already": _("이미 답해 주셨습니다. 고맙습니다."),
    "reopen_asked_already": _("이미 다시 살펴 달라고 하셨습니다. 답을 기다려 주세요."),
    "already_so": _("이미 그렇게 되어 있습니다."),
}
"""Why something is not done, by code: what pages and the JSON interface say."""

NOT_REPEATED = _("같은 민원이 세 번 이상이고 두 번 이상 답했을 때만 쓸 수 있습니다.")
NOTHING_OFFERED = _("이미 기록했거나 아직 종결하지 않은 건입니다.")
