"""Cards of the office page, and changes of messages' settings in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_words
from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.scope.public import Viewer

from .words import LANGUAGES, event_title

KIND = gettext_lazy("메시지")


def register() -> None:
    register_card(
        Section.RESIDENTS,
        gettext_lazy("보낸 메시지"),
        gettext_lazy("주민에게 보낸 문자와 편지, 확인할 것과 전화할 사람을 봅니다."),
        "messages",
        "message",
        _of_a_dong,
    )
    register_card(
        Section.SETTINGS,
        gettext_lazy("메시지 설정"),
        gettext_lazy("나가는 글, 조용한 시간, 수신 거부와 비용을 봅니다."),
        "message_settings",
        "send",
        _of_a_dong,
    )
    register_card(
        Section.SETTINGS,
        gettext_lazy("발송사"),
        gettext_lazy("문자와 이메일을 어느 회사로 보낼지 정합니다."),
        "message_providers",
        "settings",
        lambda viewer: viewer.administers,
    )
    register_words("template.kept", _template, kind=KIND)
    register_words("quiet_hours.set", _quiet, kind=KIND)
    register_words("letters.set", _envelope, kind=KIND)
    register_words("letters.posted", _posted, kind=KIND)


def _of_a_dong(viewer: Viewer) -> bool:
    return viewer.dong_id is not None


def _template(entry: AuditEntry) -> Told:
    said = entry.changes
    return Told(
        sentence=_("메시지 글을 바꾸었습니다: %(event)s (%(language)s)")
        % {
            "event": event_title(said["event"]),
            "language": LANGUAGES.get(said["language"], said["language"]),
        }
    )


def _quiet(entry: AuditEntry) -> Told:
    before, after = entry.changes["before"], entry.changes["after"]
    names = (_("시작 시각"), _("끝 시각"))
    return Told(
        sentence=_("메시지의 조용한 시간을 정했습니다"),
        changes=tuple(
            (name, was, now) for name, was, now in zip(names, before, after, strict=False)
        ),
    )


def _envelope(_entry: AuditEntry) -> Told:
    return Told(sentence=_("창봉투와 편지의 보내는 사람을 정했습니다"))


def _posted(entry: AuditEntry) -> Told:
    return Told(sentence=_("편지 묶음을 부쳤습니다: %(n)s") % {"n": entry.changes["number"]})
