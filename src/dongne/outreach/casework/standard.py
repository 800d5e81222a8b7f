"""What officers and residents are told around a case, in both languages. Nobody's words or name
stand in a text to staff: whoever reads on opens the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from dongne.foundation.messaging.public import MessageEvent, Text, register_event, register_kind

ON_THE_WAY = "case"
"""The kind that residents may opt out of: what is told before the result."""

IN_ZONE = "case.in_zone"
ZONE_PROGRESS = "case.zone_progress"
HANDED = "case.handed"
ASSIGNED = "case.assigned"
TAKEN = "case.taken"
RETURNED = "case.returned"
ASKED_FOR = "case.asked_for"
REVOKED = "case.revoked"
REOPENED_STAFF = "case.reopened_staff"
RESIDENT_WROTE = "case.resident_wrote"
UNCLAIMED = "case.unclaimed"
DORMANT = "case.dormant"
DORMANT_LEAD = "case.dormant_lead"
OVERDUE = "case.overdue"
WAIT_OVER = "case.wait_over"
DIGEST = "case.digest"

RECEIVED = "case.received"
MOVED_ON = "case.moved_on"
PROGRESS = "case.progress"
WAITING = "case.waiting"
INTERIM = "case.interim"
ASK_SOLVED = "case.ask_solved"
REOPENED = "case.reopened"
DECLINED = "case.declined"

_NUMBER = {"number": "7K3M-92QX-TRW", "category": "도로·맨홀"}
_OFFICE = {"office": "신정4동", **_NUMBER}


def register() -> None:
    """Called once, when the apps start."""
    register_kind(ON_THE_WAY, _("신고가 처리되는 동안의 안내"))
    for code, title, fields, korean, english in _STAFF:
        _register(code, title, {**_NUMBER, **fields}, korean, english, staff=True)
    for code, title, fields, korean, english in _RESIDENTS:
        _register(code, title, {**_OFFICE, **fields}, korean, english, kind=ON_THE_WAY)
    for code, title, fields, korean, english in _OWED:
        _register(code, title, {**_OFFICE, **fields}, korean, english)


_Row = tuple[str, Any, Mapping[str, str], Sequence[str], Sequence[str]]
"""Code, title, further fields, and subject, body (and letter) in Korean and in English."""


def _register(
    code: str,
    title: Any,
    fields: Mapping[str, str],
    korean: Sequence[str],
    english: Sequence[str],
    **how: Any,
) -> None:
    texts = {"ko": Text(**_parts(korean)), "en": Text(**_parts(english))}
    register_event(MessageEvent(code=code, title=title, fields=fields, texts=texts, **how))


def _parts(said: Sequence[str]) -> dict[str, str]:
    return dict(zip(("subject", "body", "letter"), said, strict=False))


_STAFF: tuple[_Row, ...] = (
    (
        IN_ZONE,
        _("내 구역에 새 건"),
        {"place": "3통"},
        ("내 구역의 새 건: {category}", "{place}에 {category} 건({number})이 들어왔습니다."),
        ("New in your zone: {category}", "A new case ({number}, {category}) in {place}."),
    ),
    (
        ZONE_PROGRESS,
        _("내 구역 건이 움직임"),
        {"what": "도로과에서 맡았습니다"},
        ("내 구역 건의 소식: {category}", "{category}({number}): {what}."),
        ("News from your zone: {category}", "{category} ({number}): {what}."),
    ),
    (
        HANDED,
        _("나에게 넘어온 건"),
        {"by": "최주무"},
        (
            "넘어온 건: {category}",
            "{by}: {category} 건({number})을 넘깁니다. 맡을지 답해 주세요.",
        ),
        ("Handed to you: {category}", "{by} hands over {number} ({category}). Please answer."),
    ),
    (
        ASSIGNED,
        _("나에게 맡겨진 건"),
        {},
        (
            "맡은 건: {category}",
            "{category} 건({number})을 맡게 되었습니다. 내용을 확인해 주세요.",
        ),
        ("Yours: {category}", "{number} ({category}) is in your hands now. Please have a look."),
    ),
    (
        TAKEN,
        _("넘긴 건을 맡음"),
        {"unit": "도로과"},
        ("넘긴 건을 맡았습니다: {category}", "{unit}에서 {category} 건({number})을 맡았습니다."),
        ("Taken: {category}", "{unit} has taken {number} ({category})."),
    ),
    (
        RETURNED,
        _("돌아온 건"),
        {"by": "김도로"},
        (
            "돌아온 건: {category}",
            "{by}: {category} 건({number})을 돌려보냅니다. 까닭을 확인해 주세요.",
        ),
        ("Returned: {category}", "{by} has returned {number} ({category}). Please see why."),
    ),
    (
        ASKED_FOR,
        _("달라고 한 건"),
        {"by": "김도로"},
        (
            "달라는 요청: {category}",
            "{by}: {category} 건({number})을 맡겠다고 합니다. 답해 주세요.",
        ),
        ("Asked for: {category}", "{by} asks for {number} ({category}). Please answer."),
    ),
    (
        REVOKED,
        _("넘기기가 취소된 건"),
        {"by": "최주무"},
        (
            "넘기기를 취소함: {category}",
            "{by}: {category} 건({number})을 넘기려던 것을 취소했습니다.",
        ),
        ("Taken back: {category}", "{by} no longer hands over {number} ({category})."),
    ),
    (
        REOPENED_STAFF,
        _("다시 열린 건"),
        {},
        ("다시 열린 건: {category}", "{category} 건({number})을 다시 열었습니다."),
        ("Reopened: {category}", "{number} ({category}) is open again."),
    ),
    (
        RESIDENT_WROTE,
        _("주민이 답하거나 덧붙인 건"),
        {"what": "덧붙였습니다"},
        ("주민의 소식: {category}", "{category} 건({number})에 주민이 {what}."),
        ("From the resident: {category}", "{number} ({category}): the resident {what}."),
    ),
    (
        UNCLAIMED,
        _("아무도 맡지 않은 건"),
        {"unit": "도로과"},
        (
            "아무도 맡지 않은 건: {category}",
            "{unit}에 넘긴 {category} 건({number})을 아직 아무도 맡지 않았습니다.",
        ),
        (
            "Nobody has taken it: {category}",
            "{number} ({category}), handed to {unit}, has not been taken by anybody yet.",
        ),
    ),
    (
        DORMANT,
        _("오래 멈춘 건"),
        {"days": "5"},
        (
            "멈춘 건: {category}",
            "{category} 건({number})이 {days}일째 그대로입니다. 다음 할 일을 적어 주세요.",
        ),
        (
            "Lying still: {category}",
            "Nothing has happened to {number} ({category}) for {days} days.",
        ),
    ),
    (
        DORMANT_LEAD,
        _("담당자가 알림 뒤에도 멈춘 건"),
        {"days": "8", "handler": "최주무"},
        (
            "여전히 멈춘 건: {category}",
            "{handler}님의 {category} 건({number})이 {days}일째 그대로입니다.",
        ),
        (
            "Still lying: {category}",
            "Nothing has happened to {number} ({category}) of {handler} for {days} days.",
        ),
    ),
    (
        OVERDUE,
        _("기한이 지난 건"),
        {"due": "11월 20일"},
        ("기한이 지난 건: {category}", "{category} 건({number})의 기한({due})이 지났습니다."),
        ("Overdue: {category}", "{number} ({category}) was due on {due}."),
    ),
    (
        WAIT_OVER,
        _("기다리던 날이 된 건"),
        {"until": "11월 20일"},
        (
            "기다리던 날입니다: {category}",
            "{category} 건({number})이 기다리던 날({until})이 되었습니다.",
        ),
        ("The day has come: {category}", "{number} ({category}) was waiting until {until}."),
    ),
    (
        DIGEST,
        _("한 주의 건 요약"),
        {"open": "12", "overdue": "2", "untaken": "1", "still": "3", "untold": "1", "closed": "7"},
        (
            "지난주의 민원·인계",
            "열린 건 {open}, 기한 지남 {overdue}, 맡은 사람 없음 {untaken}, 멈춤 {still}, "
            "알릴 차례 {untold}, 지난주에 끝냄 {closed}.",
        ),
        (
            "Cases of last week",
            "Open {open}, overdue {overdue}, taken by nobody {untaken}, lying still {still}, "
            "to be told {untold}, closed last week {closed}.",
        ),
    ),
)

_RESIDENTS: tuple[_Row, ...] = (
    (
        RECEIVED,
        _("신고를 받았다는 안내"),
        {"due": "11월 27일"},
        (
            "신고를 받았습니다",
            "[{office}] {category} 신고를 받았습니다. 번호 {number}. {due}",
            "{category} 신고를 받았습니다.\n\n접수 번호는 {number}입니다. {due}\n\n"
            "어떻게 되는지 이 번호로 알아보실 수 있습니다. 결과는 처리한 사람이 "
            "직접 알려 드립니다.",
        ),
        (
            "We have your report",
            "[{office}] Your report ({category}) is here. Number {number}. {due}",
            "Your report ({category}) has reached us.\n\nIts number is {number}. {due}\n\n"
            "With this number you can see what becomes of it. Whoever deals with it will tell you "
            "the result.",
        ),
    ),
    (
        MOVED_ON,
        _("신고를 다른 부서가 맡았다는 안내"),
        {"unit": "도로과"},
        (
            "신고를 맡은 곳이 바뀌었습니다",
            "[{office}] {category} 신고({number})를 {unit}에서 맡았습니다.",
            "{category} 신고(번호 {number})를 이제 {unit}에서 맡아 처리합니다.\n\n"
            "결과는 {unit}에서 알려 드립니다.",
        ),
        (
            "Your report is in other hands",
            "[{office}] {unit} now deals with your report {number} ({category}).",
            "{unit} now deals with your report {number} ({category}) and will tell you the result.",
        ),
    ),
    (
        PROGRESS,
        _("신고의 진행 안내"),
        {"text": "내일 현장을 살펴보겠습니다."},
        ("신고의 진행", "[{office}] {category} 신고({number}): {text}"),
        ("Your report", "[{office}] {category} ({number}): {text}"),
    ),
    (
        WAITING,
        _("신고를 언제까지 기다린다는 안내"),
        {"until": "12월 3일"},
        (
            "신고 처리에 시간이 걸립니다",
            "[{office}] {category} 신고({number})는 {until}까지 기다려 처리합니다.",
        ),
        (
            "Your report takes time",
            "[{office}] Your report {number} ({category}) waits until {until}.",
        ),
    ),
    (
        ASK_SOLVED,
        _("해결되었는지 묻는 안내"),
        {},
        (
            "해결되었나요?",
            "[{office}] {category} 신고({number})가 해결되었나요? 접수증의 주소에서 알려 주세요. "
            "안 되었다면 다시 살펴봅니다.",
        ),
        (
            "Is it solved?",
            "[{office}] Is your report {number} ({category}) solved? Tell us at the address on "
            "your receipt. If not, we will look again.",
        ),
    ),
)

_OWED: tuple[_Row, ...] = (
    (
        INTERIM,
        _("30일마다 하는 처리 상황 안내"),
        {"what": "처리하고 있습니다", "due": "기한은 12월 20일입니다."},
        (
            "처리 상황",
            "[{office}] {category} 신고({number}): {what}. {due}",
            "{category} 신고(번호 {number})의 처리 상황을 알려 드립니다.\n\n"
            "지금 {what}. {due}\n\n결과가 나오면 바로 알려 드리겠습니다.",
        ),
        (
            "How it stands",
            "[{office}] Your report {number} ({category}): {what}. {due}",
            "How your report {number} ({category}) stands: {what}. {due}\n\n"
            "We will tell you the result as soon as there is one.",
        ),
    ),
    (
        REOPENED,
        _("다시 살펴본다는 안내"),
        {},
        ("다시 살펴봅니다", "[{office}] {category} 신고({number})를 다시 열어 살펴봅니다."),
        ("We look again", "[{office}] Your report {number} ({category}) is open again."),
    ),
    (
        DECLINED,
        _("다시 열지 않는다는 답"),
        {"text": "이미 고친 것을 오늘 다시 확인했습니다."},
        ("다시 열지 않습니다", "[{office}] {category} 신고({number})에 답합니다: {text}"),
        ("It stays closed", "[{office}] About your report {number} ({category}): {text}"),
    ),
)
"""What an office must tell, whatever somebody has opted out of."""
