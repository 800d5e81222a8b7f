"""What applicants and staff are told around an application, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from dongne.foundation.messaging.public import MessageEvent, Text, register_event, register_kind

ON_THE_WAY = "application"
"""The kind that applicants may opt out of: what is told before it is there."""

ARRIVED = "application.arrived"
WROTE = "application.wrote"
ACCEPT_SOON = "application.accept_soon"

RECEIVED = "application.received"
ACCEPTED = "application.accepted"
SUPPLEMENT = "application.supplement"
ISSUED = "application.issued"
READY = "application.ready"
REFUSED = "application.refused"
TOLD = "application.told"
INTERIM = "application.interim"
HANDED = "application.handed"
DESTROYED = "application.destroyed"
LETTER_USED = "application.letter_used"
LETTER_REVOKED = "application.letter_revoked"

_NUMBER = {"number": "7K3M-92QX-TRW", "services": "주민등록표 등본"}
_OFFICE = {"office": "포천1동", "phone": "031-000-0000", **_NUMBER}


def register() -> None:
    """Called once, when the apps start."""
    register_kind(ON_THE_WAY, _("신청이 처리되는 동안의 안내"))
    for code, title, fields, korean, english in _STAFF:
        _register(code, title, {**_NUMBER, **fields}, korean, english, staff=True)
    for code, title, fields, korean, english in _ON_THE_WAY:
        _register(code, title, {**_OFFICE, **fields}, korean, english, kind=ON_THE_WAY)
    for code, title, fields, korean, english in _OWED:
        _register(code, title, {**_OFFICE, **fields}, korean, english)


_Row = tuple[str, Any, Mapping[str, str], Sequence[str], Sequence[str]]
"""Code, title, further fields, and subject and body in Korean and in English."""


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
        ARRIVED,
        _("새 신청 도착"),
        {"by": "11월 20일 14:00"},
        (
            "새 신청: {services}",
            "{services} 신청({number})이 들어왔습니다. {by}까지 접수해 주세요.",
        ),
        ("New application: {services}", "{services} ({number}) has arrived; accept it by {by}."),
    ),
    (
        ACCEPT_SOON,
        _("접수 기한이 가까운 신청"),
        {"by": "11월 20일 14:00"},
        ("접수 기한: {services}", "{services} 신청({number})을 {by}까지 접수해야 합니다."),
        ("Accept soon: {services}", "{services} ({number}) has to be accepted by {by}."),
    ),
    (
        WROTE,
        _("신청한 사람이 답하거나 바꿈"),
        {"what": "보완했습니다"},
        ("신청한 사람의 소식: {services}", "{services} 신청({number}): 신청한 사람이 {what}."),
        ("From the applicant: {services}", "{services} ({number}): the applicant {what}."),
    ),
)

_ON_THE_WAY: tuple[_Row, ...] = (
    (
        RECEIVED,
        _("신청이 도착함"),
        {"when": "11월 20일"},
        ("신청을 받았습니다", "{office} 신청번호 {number} {services}. {when} 문의 {phone}"),
        ("We have your application", "{office} no. {number} {services}. {when} Tel. {phone}"),
    ),
    (
        ACCEPTED,
        _("신청을 접수함"),
        {"due": "11월 25일"},
        ("신청을 접수했습니다", "{office} {services}({number}) 접수. {due} 문의 {phone}"),
        ("Accepted", "{office}: {services} ({number}) accepted. {due} Tel. {phone}"),
    ),
    (
        ISSUED,
        _("서류가 나옴"),
        {"how": "동주민센터에서 받으시면 됩니다"},
        ("서류가 나왔습니다", "{office} {services}({number})이 나왔습니다. {how}. 문의 {phone}"),
        ("Your papers are made", "{office}: {services} ({number}) is made. {how}. Tel. {phone}"),
    ),
    (
        TOLD,
        _("신청에 대한 안내"),
        {"text": "안내 말씀"},
        ("신청에 대한 안내", "{office} {number}: {text} 문의 {phone}"),
        ("About your application", "{office} {number}: {text} Tel. {phone}"),
    ),
    (
        HANDED,
        _("서류를 전달함"),
        {},
        ("서류를 전달했습니다", "{office} {services}({number})을 전달했습니다. 문의 {phone}"),
        ("Handed over", "{office}: {services} ({number}) has been handed over. Tel. {phone}"),
    ),
)

_OWED: tuple[_Row, ...] = (
    (
        SUPPLEMENT,
        _("보완 요구"),
        {"text": "임대차계약서 사본", "until": "11월 27일"},
        (
            "보완해 주세요",
            "{office} {services}({number}): {text} {until}까지 보완해 주세요. 문의 {phone}",
        ),
        (
            "Something is missing",
            "{office}: {services} ({number}): {text} Please by {until}. Tel. {phone}",
        ),
    ),
    (
        READY,
        _("받을 수 있음"),
        {"how": "택배함에서 받으시면 됩니다", "until": "11월 27일"},
        (
            "서류를 받으실 수 있습니다",
            "{office} {services}({number}): {how}. {until} 문의 {phone}",
        ),
        ("Ready for you", "{office}: {services} ({number}): {how}. {until} Tel. {phone}"),
    ),
    (
        REFUSED,
        _("신청을 받아들이지 못함"),
        {"text": "요건에 맞지 않습니다.", "remedy": "60일 안에 이의신청할 수 있습니다."},
        (
            "신청 결과를 알려 드립니다",
            "{office} {services}({number}): {text} {remedy} 문의 {phone}",
        ),
        ("Your application", "{office}: {services} ({number}): {text} {remedy} Tel. {phone}"),
    ),
    (
        INTERIM,
        _("처리 상황"),
        {"due": "11월 27일"},
        ("처리하고 있습니다", "{office} {services}({number})을 처리하고 있습니다. {due} {phone}"),
        ("In progress", "{office}: {services} ({number}) is in progress. {due} {phone}"),
    ),
    (
        DESTROYED,
        _("찾아가지 않아 없앰"),
        {},
        (
            "서류를 없앴습니다",
            "{office} {services}({number})을 찾아가지 않으셔서 없앴습니다. 문의 {phone}",
        ),
        (
            "Destroyed",
            "{office}: {services} ({number}) was not collected and has been destroyed. {phone}",
        ),
    ),
    (
        LETTER_USED,
        _("위임장이 쓰임"),
        {"what": "신청했습니다"},
        (
            "위임장을 썼습니다",
            "{office}: 맡기신 {services}을(를) 대리인이 {what}({number}). 모르는 일이면 {phone}",
        ),
        (
            "Your letter was used",
            "{office}: your proxy {what} {services} ({number}). Not you? {phone}",
        ),
    ),
    (
        LETTER_REVOKED,
        _("위임장을 거둠"),
        {},
        ("위임장을 거두었습니다", "{office}: 위임장({number})을 거두었습니다. 문의 {phone}"),
        ("Letter revoked", "{office}: the letter ({number}) has been revoked. Tel. {phone}"),
    ),
)
