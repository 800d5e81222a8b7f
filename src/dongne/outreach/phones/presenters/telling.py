"""Changes of phones and of what is kept, as the office's page of changes tells them."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_words

PHONE = gettext_lazy("현장 휴대전화")
KEPT = gettext_lazy("맡아 둔 기록")
KEY = gettext_lazy("현장 기록 열쇠")

_PHONES: dict[str, str | Promise] = {
    "phone.enrolled": gettext_lazy("현장 휴대전화를 등록했습니다: %(label)s"),
    "phone.enrolled_again": gettext_lazy("현장 휴대전화를 다시 등록했습니다: %(label)s"),
    "phone.pin_set": gettext_lazy("현장 휴대전화의 PIN을 정했습니다: %(label)s"),
    "phone.locked": gettext_lazy("PIN을 여러 번 틀려 잠갔습니다: %(label)s"),
    "phone.left": gettext_lazy("휴대전화에서 쓰기를 끝냈습니다: %(label)s"),
    "phone.ended": gettext_lazy("현장 휴대전화를 끝냈습니다: %(label)s (%(reason)s)"),
    "phone.wiped": gettext_lazy("휴대전화의 기록을 지우게 했습니다: %(label)s"),
}
_OTHERS: dict[str, tuple[str | Promise, str | Promise]] = {
    "kept.received": (gettext_lazy("현장 기록을 봉한 채로 맡았습니다"), KEPT),
    "kept.replaced": (gettext_lazy("맡아 둔 기록의 새 판이 왔습니다"), KEPT),
    "kept.taken": (gettext_lazy("맡아 둔 기록을 활동으로 올렸습니다"), KEPT),
    "kept.discarded": (gettext_lazy("맡아 둔 기록을 버렸습니다: %(reason)s"), KEPT),
    "office_key.made": (gettext_lazy("현장 기록을 봉하는 새 열쇠를 만들었습니다"), KEY),
    "office_key.retired": (gettext_lazy("현장 기록을 봉하는 열쇠를 바꾸었습니다"), KEY),
}


def register() -> None:
    for action, sentence in _PHONES.items():
        register_words(action, _teller(sentence), kind=PHONE)
    for action, (sentence, kind) in _OTHERS.items():
        register_words(action, _teller(sentence), kind=kind)


def _teller(sentence: str | Promise) -> Callable[[AuditEntry], Told]:
    def tell(entry: AuditEntry) -> Told:
        words = {name: entry.changes.get(name) or _("까닭 없음") for name in ("label", "reason")}
        return Told(sentence=str(sentence) % words)

    return tell
