"""What kiosks tell other modules: a card, changes in words, a way from an issued application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from dongne.delivery.applications.public import Application, ApplicationState, register_part
from dongne.foundation.audit.public import AuditEntry, Told, register_words
from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.scope.public import Viewer

from ..permissions import may_keep, may_look
from ..queries import open_job_of
from ..states import Paper
from ..words import ALARMS, PAPERS

KIND = gettext_lazy("KIOSK")


def register() -> None:
    """Called once, when the apps start."""
    register_card(
        Section.SETTINGS,
        gettext_lazy("복합기 KIOSK"),
        gettext_lazy("KIOSK의 종이와 기다리는 서류, 살펴볼 일을 봅니다."),
        "kiosks",
        "printer",
        may_look,
    )
    register_part("page", "kiosks", _part)
    for action, sentence in _SENTENCES.items():
        register_words(action, _teller(sentence), kind=KIND)


def _part(viewer: Viewer, application: Application) -> SafeString | str:
    """On an application's page: send the result to the kiosk, or that it waits there."""
    if application.receive != "kiosk" or not may_keep(viewer, application.dong_id):
        return ""
    job = open_job_of(application.pk)
    if job is None and application.state not in (ApplicationState.ISSUED, ApplicationState.READY):
        return ""
    # The fee comes first: then that is the filled button.
    owes = bool(application.fee) and not application.settled
    return SafeString(
        render_to_string(
            "kiosks/part.html",
            {"job": job, "application": application, "variant": "secondary" if owes else "primary"},
        )
    )


_SENTENCES = {
    "kiosks.added": gettext_lazy("KIOSK를 설치했습니다."),
    "kiosks.paper": gettext_lazy("종이가 얼마나 있는지 적었습니다."),
    "kiosks.sent": gettext_lazy("서류를 KIOSK로 보냈습니다."),
    "kiosks.opened": gettext_lazy("인쇄번호로 서류를 찾았습니다."),
    "kiosks.denied": gettext_lazy("맞지 않는 번호를 눌렀습니다."),
    "kiosks.printing": gettext_lazy("서류를 뽑기 시작했습니다."),
    "kiosks.stayed_in": gettext_lazy("종이가 나오지 않았습니다."),
    "kiosks.done": gettext_lazy("서류를 뽑아 갔습니다."),
    "kiosks.over": gettext_lazy("기한이 지나 서류를 지웠습니다."),
    "kiosks.once_more": gettext_lazy("한 번 더 뽑을 수 있게 했습니다."),
    "kiosks.wiped": gettext_lazy("KIOSK의 화면을 비웠습니다."),
    "kiosks.taken_back": gettext_lazy("KIOSK로 보낸 서류를 거두었습니다."),
    "kiosks.alarm": gettext_lazy("KIOSK를 살펴볼 일이 생겼습니다."),
    "kiosks.alarm_ended": gettext_lazy("살펴본 일을 마쳤습니다."),
}
_LABELS = {
    "kiosk": gettext_lazy("KIOSK"),
    "paper": gettext_lazy("종이"),
    "application": gettext_lazy("신청"),
    "pages": gettext_lazy("쪽수"),
    "times": gettext_lazy("몇 번째"),
    "why": gettext_lazy("까닭"),
    "kind": gettext_lazy("무슨 일"),
    "finding": gettext_lazy("확인한 것"),
}


def _teller(sentence: Any) -> Callable[[AuditEntry], Told]:
    def tell(entry: AuditEntry) -> Told:
        changes = []
        for name, label in _LABELS.items():
            value = entry.changes.get(name)
            if value in (None, ""):
                continue
            before, after = value if isinstance(value, list) else ("", value)
            changes.append((str(label), _said(before), _said(after)))
        return Told(sentence=str(sentence), changes=tuple(changes))

    return tell


def _said(value: Any) -> str:
    if value in set(Paper):
        return str(PAPERS[Paper(value)])
    return str(ALARMS.get(value, value))
