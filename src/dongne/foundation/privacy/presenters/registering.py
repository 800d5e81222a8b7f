"""Cards, words of changes, messages, the time-limit of a request, what is held of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_words
from dongne.foundation.deadlines.public import DeadlineKind, register_kind
from dongne.foundation.messaging.public import register_stop
from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.residents.public import Held, Holder, register_holder
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import SubjectRequest
from ..permissions import looks_after, takes_requests
from ..queries.requests import KIND, has_stopped, requests_for, stopped
from ..services.requests import number_of
from ..words import OUTCOMES, REQUEST_STATES, REQUESTS
from .messages import register_messages

ACTIONS = {
    "privacy.found": gettext_lazy("살펴볼 열람을 찾았습니다."),
    "privacy.finding_decided": gettext_lazy("열람 점검 결과를 판단했습니다."),
    "privacy.month_signed": gettext_lazy("한 달의 접속기록 점검에 서명했습니다."),
    "privacy.watch_set": gettext_lazy("점검 기준을 바꿨습니다."),
    "privacy.log_exported": gettext_lazy("접속기록을 내보냈습니다."),
    "privacy.retention_set": gettext_lazy("보유기간을 바꿨습니다."),
    "privacy.asides_destroyed": gettext_lazy("기간이 지난 글 속 전화번호를 지웠습니다."),
    "privacy.recomputed": gettext_lazy("보유기간이 끝나는 날을 다시 셈했습니다."),
    "privacy.disposal_proposed": gettext_lazy("파기 목록을 올렸습니다."),
    "privacy.disposal_held": gettext_lazy("한 사람의 파기를 보류했습니다."),
    "privacy.disposal_released": gettext_lazy("파기 보류를 풀었습니다."),
    "privacy.disposal_approved": gettext_lazy("파기 목록을 승인했습니다."),
    "privacy.disposal_withdrawn": gettext_lazy("파기 목록을 거두었습니다."),
    "privacy.disposal_carried_out": gettext_lazy("개인정보를 파기했습니다."),
    "privacy.request_received": gettext_lazy("본인의 요구를 접수했습니다."),
    "privacy.request_checked": gettext_lazy("요구한 사람이 누구인지 확인했습니다."),
    "privacy.request_answered": gettext_lazy("본인의 요구에 대해 결정했습니다."),
    "privacy.request_extended": gettext_lazy("본인의 요구에 답할 날을 미뤘습니다."),
    "privacy.request_closed": gettext_lazy("본인에게 결과를 알렸습니다."),
    "privacy.request_withdrawn": gettext_lazy("본인이 요구를 취하했습니다."),
    "privacy.breach_opened": gettext_lazy("유출 사고를 등록했습니다."),
    "privacy.breach_edited": gettext_lazy("유출 사고의 내용을 고쳤습니다."),
    "privacy.breach_ticked": gettext_lazy("유출 사고에서 한 일을 적었습니다."),
    "privacy.breach_affected": gettext_lazy("유출 사고의 당사자를 더했습니다."),
    "privacy.breach_told": gettext_lazy("유출 사고를 당사자에게 알렸습니다."),
    "privacy.breach_closed": gettext_lazy("유출 사고 대응을 끝냈습니다."),
    "privacy.breach_false_alarm": gettext_lazy("유출이 아닌 것으로 정리했습니다."),
}


def register() -> None:
    for action in ACTIONS:
        register_words(action, _told, kind=gettext_lazy("개인정보 보호"))
    _register_cards()
    register_messages()
    register_kind(
        DeadlineKind(
            code=KIND,
            title=gettext_lazy("개인정보 열람 등 요구"),
            titles=_titles,
            link=lambda key: reverse("privacy_request", args=[key]),
            # 30 days are never reached: the law gives ten.
            notices=False,
            extendable=False,
            may=lambda viewer, _deadline: takes_requests(viewer),
        )
    )
    register_holder(
        "privacy",
        Holder(
            title=gettext_lazy("개인정보 요구"),
            list_held=_held,
            merge=_merge,
            retire=_retire,
            part=_part,
        ),
    )
    register_stop("privacy", has_stopped)


def _told(entry: AuditEntry) -> Told:
    return Told(sentence=str(ACTIONS[entry.action]))


def _register_cards() -> None:
    cards = (
        (
            "privacy",
            gettext_lazy("개인정보 보호"),
            gettext_lazy("이번 달 점검, 파기, 요구, 유출 대응에서 할 일을 봅니다."),
            "shield",
            looks_after,
        ),
        (
            "privacy_log",
            gettext_lazy("접속기록"),
            gettext_lazy("누가 누구의 개인정보를 왜 열람했는지 봅니다."),
            "eye",
            looks_after,
        ),
        (
            "privacy_retention",
            gettext_lazy("보유기간과 파기"),
            gettext_lazy("얼마나 보관하는지 정하고, 기간이 끝난 것을 파기합니다."),
            "trash",
            looks_after,
        ),
        (
            "privacy_requests",
            gettext_lazy("본인의 요구"),
            gettext_lazy("열람·정정·삭제·처리정지 요구를 접수하고 열흘 안에 답합니다."),
            "user",
            takes_requests,
        ),
        (
            "privacy_breaches",
            gettext_lazy("유출 대응"),
            gettext_lazy("유출을 알게 된 때부터 72시간 동안 할 일을 봅니다."),
            "alert",
            looks_after,
        ),
        (
            "privacy_policy",
            gettext_lazy("개인정보 처리방침"),
            gettext_lazy("어떤 개인정보를 왜, 언제까지 보관하는지 읽습니다."),
            "file",
            lambda viewer: viewer.signed_in,
        ),
    )
    for name, title, text, icon, may in cards:
        register_card(Section.PRIVACY, title, text, name, icon, may)


def _titles(viewer: Viewer, ids: Iterable[str]) -> Mapping[str, str]:
    rows = SubjectRequest.objects.for_viewer(viewer).filter(pk__in=list(ids))
    return {
        str(row.pk): _("개인정보 %(kind)s 요구 %(number)s")
        % {"kind": REQUESTS[row.kind], "number": number_of(row)}
        for row in rows.only("id", "kind", "year", "number")
    }


def _held(viewer: Viewer, person_id: UUID) -> Sequence[Held]:
    return [
        Held(
            text=_("%(kind)s 요구 %(number)s: %(state)s")
            % {
                "kind": REQUESTS[row.kind],
                "number": number_of(row),
                "state": OUTCOMES.get(row.outcome) or REQUEST_STATES[row.state],
            },
            at=row.received_at,
            url=reverse("privacy_request", args=[row.pk]),
        )
        for row in requests_for(viewer).filter(person=person_id)
    ]


def _merge(_viewer: Viewer, kept: UUID, gone: UUID, _now: datetime) -> None:
    """What the one asked for, the other did: also that their data is not worked with."""
    SubjectRequest.objects.for_viewer(SYSTEM).filter(person=gone).update(person=kept)


def _retire(_viewer: Viewer, person_id: UUID, _now: datetime) -> None:
    """What was asked and answered names the person; number, dates and outcome stay as the proof."""
    for row in SubjectRequest.objects.for_viewer(SYSTEM).filter(person=person_id):
        row.asked = row.asker_name = row.answer = None
        row.save(update_fields=["asked", "asker_name", "answer"])


def _part(viewer: Viewer, person_id: UUID) -> SafeString:
    if not takes_requests(viewer):
        return mark_safe("")
    context = {
        "requests": [
            {
                "title": _("%(kind)s 요구 %(number)s")
                % {"kind": REQUESTS[row.kind], "number": number_of(row)},
                "state": REQUEST_STATES[row.state],
                "url": reverse("privacy_request", args=[row.pk]),
            }
            for row in requests_for(viewer).filter(person=person_id)[:5]
        ],
        "stopped": person_id in stopped(viewer, [person_id]),
        "new_url": f"{reverse('privacy_request_new')}?person={person_id}",
        "log_url": f"{reverse('privacy_log')}?whose=resident:{person_id}"
        if looks_after(viewer)
        else "",
    }
    return SafeString(render_to_string("privacy/person_part.html", context))
