"""Changes of parcels in words, for the record of changes."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_words

from ..states import AlarmKind
from ..words import ALARMS

SAID = {
    "parcel.sealed": gettext_lazy("봉투 %(number)s로 봉함했습니다"),
    "parcel.offered": gettext_lazy("봉투 %(number)s: 넘기려고 했습니다"),
    "parcel.offer_withdrawn": gettext_lazy("봉투 %(number)s: 넘기지 않기로 했습니다"),
    "parcel.offer_declined": gettext_lazy("봉투 %(number)s: 받지 않았습니다"),
    "parcel.offer_locked": gettext_lazy("봉투 %(number)s: 확인번호가 다섯 번 틀렸습니다"),
    "parcel.way_changed": gettext_lazy("봉투 %(number)s: 신청한 분이 받는 방법을 바꿨습니다"),
    "parcel.opened": gettext_lazy("봉투 %(number)s: 받는 방법이 달라져 봉함을 풀었습니다"),
    "parcel.moved": gettext_lazy("봉투 %(number)s: 손이 바뀌었습니다"),
    "parcel.handed": gettext_lazy("봉투 %(number)s: 받는 분에게 전했습니다"),
    "parcel.code_given": gettext_lazy("봉투 %(number)s: 받는 분에게 확인번호를 보냈습니다"),
    "parcel.nobody": gettext_lazy("봉투 %(number)s: 문 앞까지 갔으나 전하지 못했습니다"),
    "parcel.window": gettext_lazy("봉투 %(number)s: 찾아갈 시간을 정했습니다"),
    "parcel.lost": gettext_lazy("봉투 %(number)s: 분실로 신고했습니다"),
    "parcel.alarm": gettext_lazy("봉투 %(number)s: 확인할 일이 생겼습니다"),
    "parcel.alarm_ended": gettext_lazy("봉투 %(number)s: 확인할 일을 끝냈습니다"),
    "parcel.reminded": gettext_lazy("봉투 %(number)s: 찾아가시라고 알렸습니다"),
    "parcel.days_moved": gettext_lazy("봉투 %(number)s: 쉬는 날이 바뀌어 날짜를 옮겼습니다"),
    "parcel.destruction_proposed": gettext_lazy("봉투 %(number)s: 파기를 올렸습니다"),
    "parcel.destruction_called_off": gettext_lazy("봉투 %(number)s: 파기하지 않기로 했습니다"),
    "parcel.destroyed": gettext_lazy("봉투 %(number)s: 파기했습니다"),
}


def register() -> None:
    for action in SAID:
        register_words(action, _told, kind=gettext_lazy("봉함 문서"))
    register_words("parcel_settings.changed", _settings, kind=gettext_lazy("봉함 문서"))


def _told(entry: AuditEntry) -> Told:
    sentence = str(SAID[entry.action]) % {"number": entry.changes.get("number", "")}
    kind = entry.changes.get("kind", "")
    if kind in set(AlarmKind):
        sentence += f" ({ALARMS[AlarmKind(kind)]})"
    return Told(sentence=sentence)


def _settings(entry: AuditEntry) -> Told:
    return Told(sentence=_("봉함 문서 설정을 바꿨습니다"))
