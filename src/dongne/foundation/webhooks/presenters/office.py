"""What webhooks put onto the office's pages: a card, changes in words, messages to their makers."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_words
from dongne.foundation.messaging.public import MessageEvent, Text
from dongne.foundation.messaging.public import register_event as register_message
from dongne.foundation.organisations.public import Section, register_card

from ..occasions import register_event
from ..permissions import may_keep
from ..services.warning import FAILING, SWITCHED_OFF
from ..states import TRIAL
from ..words import OFF

KIND = gettext_lazy("다른 프로그램에 알림")


def register() -> None:
    register_card(
        Section.SETTINGS,
        KIND,
        gettext_lazy("무슨 일이 있었는지 다른 프로그램에 바로 알립니다(웹훅)."),
        "webhooks",
        "link",
        may_keep,
    )
    register_event(
        TRIAL, gettext_lazy("시험"), {"text": "Dongne 시험 메시지입니다. This is a trial."}
    )
    register_message(
        MessageEvent(
            code=FAILING,
            title=gettext_lazy("다른 프로그램이 알림을 받지 못함"),
            fields={"title": "도로과 작업 관리"},
            texts={
                "ko": Text(
                    subject="알림을 받지 못하는 프로그램",
                    body="‘{title}’에서 하루 넘게 알림을 받지 못하고 있습니다. "
                    "주소와 상태를 확인해 주세요.",
                ),
                "en": Text(
                    subject="A program does not receive",
                    body="“{title}” has not received anything for more than a day. Please check.",
                ),
            },
            staff=True,
        )
    )
    register_message(
        MessageEvent(
            code=SWITCHED_OFF,
            title=gettext_lazy("다른 프로그램에 알리는 것을 껐음"),
            fields={"title": "도로과 작업 관리"},
            texts={
                "ko": Text(
                    subject="알림을 껐습니다",
                    body="‘{title}’에서 알림을 받지 못해 알리는 것을 껐습니다. "
                    "고친 뒤에 다시 켜 주세요.",
                ),
                "en": Text(
                    subject="Switched off",
                    body="“{title}” is switched off, since it does not receive. Switch it on again "
                    "when it is mended.",
                ),
            },
            staff=True,
        )
    )
    for action in _SENTENCES:
        register_words(action, _told, kind=KIND)


_SENTENCES = {
    "webhook.made": gettext_lazy("알림을 받을 프로그램을 더했습니다: %(title)s"),
    "webhook.edited": gettext_lazy("알림을 받을 프로그램을 고쳤습니다: %(title)s"),
    "webhook.secret": gettext_lazy("서명 비밀을 바꾸었습니다: %(title)s"),
    "webhook.old_secret_ended": gettext_lazy("옛 서명 비밀을 바로 끝냈습니다: %(title)s"),
    "webhook.on": gettext_lazy("알림을 켰습니다: %(title)s"),
    "webhook.off": gettext_lazy("알림을 껐습니다: %(title)s"),
    "webhook.removed": gettext_lazy("알림을 받을 프로그램을 지웠습니다: %(title)s"),
    "webhook.tried": gettext_lazy("시험으로 보냈습니다: %(title)s"),
    "webhook.again": gettext_lazy("다시 보냈습니다: %(title)s, %(count)s건"),
}


def _told(entry: AuditEntry) -> Told:
    said = entry.changes
    changes: list[tuple[str, str, str]] = []
    if "events" in said and entry.action == "webhook.edited":
        before, after = said["events"]
        changes.append((_("알리는 일"), ", ".join(before), ", ".join(after)))
    if "url" in said:
        changes.append((_("받는 주소"), *said["url"]))
    if why := said.get("why"):
        changes.append((_("까닭"), "", str(OFF.get(why, why))))
    return Told(
        sentence=str(_SENTENCES[entry.action]) % {"count": 0, **said}, changes=tuple(changes)
    )
