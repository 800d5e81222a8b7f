"""The card that leads to couriers; what was changed, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_words
from dongne.foundation.organisations.public import Section, register_card

from ..permissions import may_look
from ..states import Task
from ..words import TASKS, WEEKDAY_WORDS

KIND = gettext_lazy("봉사자")


def register() -> None:
    """Called once, when the apps start."""
    register_card(
        Section.RESIDENTS,
        gettext_lazy("봉사자"),
        gettext_lazy("문서를 나르고 대신 신청해 주는 분들과 나오는 시간을 정합니다."),
        "couriers",
        "heart",
        may_look,
    )
    for action, sentence in _SENTENCES.items():
        register_words(action, _teller(sentence), kind=KIND)


_SENTENCES = {
    "couriers.added": gettext_lazy("봉사자를 정했습니다."),
    "couriers.edited": gettext_lazy("봉사자의 활동 내용을 고쳤습니다."),
    "couriers.ended": gettext_lazy("봉사자의 활동을 마쳤습니다."),
    "couriers.hours_added": gettext_lazy("봉사자가 나오는 시간을 더했습니다."),
    "couriers.hours_removed": gettext_lazy("봉사자가 나오는 시간을 뺐습니다."),
    "couriers.away": gettext_lazy("봉사자가 못 나오는 날을 적었습니다."),
    "couriers.back": gettext_lazy("봉사자가 못 나온다던 날에 다시 나옵니다."),
    "couriers.signed_in": gettext_lazy("봉사자가 들어왔습니다."),
    "couriers.signed_out": gettext_lazy("봉사자가 나갔습니다."),
}


def _teller(sentence: Any) -> Any:
    def tell(entry: AuditEntry) -> Told:
        changes: list[tuple[str, str, str]] = []
        said = entry.changes
        for name, label in _LABELS.items():
            value = said.get(name)
            if value is None:
                continue
            before, after = value if _is_pair(value) else ("", value)
            changes.append((str(label), _said(name, before), _said(name, after)))
        return Told(sentence=str(sentence), changes=tuple(changes))

    return tell


_LABELS = {
    "tasks": gettext_lazy("맡을 일"),
    "since": gettext_lazy("시작하는 날"),
    "until": gettext_lazy("마치는 날"),
    "most": gettext_lazy("한 번에 맡는 봉투 수"),
    "consented_on": gettext_lazy("동의서에 서명한 날"),
    "corps": gettext_lazy("봉사단"),
    "why": gettext_lazy("까닭"),
    "weekday": gettext_lazy("요일"),
    "day": gettext_lazy("날짜"),
    "starts": gettext_lazy("시작하는 때"),
    "ends": gettext_lazy("끝나는 때"),
}


def _is_pair(value: Any) -> bool:
    """`[before, after]`; a list of tasks by itself is none."""
    return isinstance(value, list) and len(value) == 2 and not all(v in set(Task) for v in value)


def _said(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name == "tasks" and isinstance(value, list):
        return ", ".join(str(TASKS[Task(one)]) for one in value if one in set(Task))
    if name == "weekday":
        return str(WEEKDAY_WORDS[int(value)])
    return str(value)
