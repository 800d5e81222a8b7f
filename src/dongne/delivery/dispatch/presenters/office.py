"""The card that leads to the post, and what was done, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.delivery.applications.public import has_counter
from dongne.foundation.audit.public import AuditEntry, Told, register_words
from dongne.foundation.organisations.public import Section, register_card

KIND = gettext_lazy("우편과 파일")
SENTENCES = {
    "dispatch.printed": gettext_lazy("우편 겉장을 인쇄했습니다: %(number)s"),
    "dispatch.posted": gettext_lazy("우체국에 맡겼습니다: %(number)s, 등기 %(mail)s"),
    "dispatch.delivered": gettext_lazy("우편이 배달되었습니다: %(number)s, 등기 %(mail)s"),
    "dispatch.returned": gettext_lazy("우편이 돌아왔습니다: %(number)s, %(reason)s"),
    "dispatch.file_put": gettext_lazy("받을 파일을 올렸습니다: %(number)s, %(pages)s장"),
    "dispatch.file_fetched": gettext_lazy("파일을 내려받았습니다: %(number)s, %(times)s번째"),
    "dispatch.file_destroyed": gettext_lazy("파일을 파기했습니다: %(number)s"),
    "dispatch.set": gettext_lazy("파일을 받을 수 있는 날을 정했습니다: %(days)s일"),
}


def register() -> None:
    for action in SENTENCES:
        register_words(action, told, kind=KIND)
    register_card(
        Section.RESIDENTS,
        gettext_lazy("우편 보내기"),
        gettext_lazy("오늘 부칠 문서의 겉장을 인쇄하고, 등기번호로 배달을 따라갑니다."),
        "dispatch",
        "mail",
        has_counter,
    )


def told(entry: AuditEntry) -> Told:
    said = {"number": "", "mail": "", "reason": "", "pages": "", "times": "", **entry.changes}
    days = said.get("days")
    said["days"] = days[1] if isinstance(days, list) else ""
    return Told(sentence=str(SENTENCES[entry.action]) % said or _("우편과 파일"))
