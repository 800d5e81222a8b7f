"""What lockers tell other modules: cards, changes in words, compartments as holders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.delivery.couriers.public import own_courier, register_task_page
from dongne.delivery.custody.events import ParcelMoved, parcel_moved
from dongne.delivery.custody.public import HolderKind, Parcel, register_holder_kind
from dongne.foundation.audit.public import AuditEntry, Told, register_words
from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind

from ..models import Compartment, Locker
from ..permissions import may_keep, may_look
from ..queries import to_load
from ..services.keeping import emptied
from ..states import AlarmKind, Found, Why
from ..words import ALARMS, FOUNDS, WHYS

KIND = gettext_lazy("택배함")


def register() -> None:
    """Called once, when the apps start."""
    register_card(
        Section.SETTINGS,
        gettext_lazy("문서 택배함"),
        gettext_lazy("칸마다 무엇이 들어 있는지 보고, 넣고 꺼내고 고칩니다."),
        "lockers",
        "inbox",
        may_look,
    )
    register_holder_kind(
        HolderKind.COMPARTMENT,
        gettext_lazy("택배함 칸"),
        _may_take,
        _holder_words,
        may_give=_may_give,
    )
    register_task_page(
        "lockers",
        title=gettext_lazy("택배함에 넣기"),
        text=gettext_lazy("손에 있는 봉투를 택배함에 넣습니다"),
        url_name="locker_load",
        icon="inbox",
        count=_waiting,
    )
    parcel_moved.listen(_follow)
    for action, sentence in _SENTENCES.items():
        register_words(action, _teller(sentence), kind=KIND)


def _may_take(viewer: Viewer, key: str, parcel: Parcel) -> bool:
    """Only the locker itself confirms for its compartments: its door was seen."""
    if viewer.kind is not ViewerKind.DEVICE or viewer.device_id is None:
        return False
    return (
        Compartment.objects.for_viewer(SYSTEM)
        .filter(pk=UUID(key), locker=viewer.device_id)
        .exists()
    )


def _may_give(viewer: Viewer, key: str, parcel: Parcel) -> bool:
    """Also the office's people: they find what the door did not tell."""
    return _may_take(viewer, key, parcel) or (
        viewer.kind is ViewerKind.OFFICER and may_keep(viewer, parcel.dong_id)
    )


def _holder_words(keys: Sequence[str]) -> Mapping[str, str]:
    rows = (
        Compartment.objects.for_viewer(SYSTEM)
        .filter(pk__in=[UUID(key) for key in keys])
        .select_related("locker")
    )
    return {
        str(row.pk): _("%(locker)s %(number)d번 칸")
        % {"locker": row.locker.name, "number": row.number}
        for row in rows
    }


def _waiting(viewer: Viewer) -> int:
    """What the viewer has in hand and is meant for a locker; none where there is no locker."""
    own = own_courier(viewer)
    dong_id = own.dong_id if own else viewer.dong_id
    if not Locker.objects.for_viewer(SYSTEM).filter(dong=dong_id, removed_at=None).exists():
        return 0
    return sum(1 for one in to_load(viewer) if one.receive == "locker")


def _follow(event: ParcelMoved) -> None:
    if event.giver.kind == HolderKind.COMPARTMENT:
        emptied(
            event.actor,
            compartment_id=UUID(event.giver.key),
            parcel_id=event.parcel.pk,
            now=event.now,
        )


_SENTENCES = {
    "lockers.added": gettext_lazy("택배함을 설치했습니다."),
    "lockers.key_made": gettext_lazy("택배함 제어기의 열쇠를 새로 만들었습니다."),
    "lockers.reserved": gettext_lazy("칸을 맡아 두었습니다."),
    "lockers.given_up": gettext_lazy("맡아 둔 칸을 놓았습니다."),
    "lockers.opened": gettext_lazy("문을 열라고 했습니다."),
    "lockers.denied": gettext_lazy("문을 열지 않았습니다."),
    "lockers.door_closed": gettext_lazy("문이 닫혔습니다."),
    "lockers.door_failed": gettext_lazy("문이 열리지 않았습니다."),
    "lockers.granted": gettext_lazy("열림번호를 보냈습니다."),
    "lockers.revoked": gettext_lazy("열림번호를 거두었습니다."),
    "lockers.blocked": gettext_lazy("칸을 쓰지 않기로 했습니다."),
    "lockers.unblocked": gettext_lazy("칸을 다시 쓰기로 했습니다."),
    "lockers.settled": gettext_lazy("칸을 열어 보고 확인했습니다."),
    "lockers.alarm": gettext_lazy("살펴볼 일이 생겼습니다."),
    "lockers.alarm_ended": gettext_lazy("살펴본 일을 마쳤습니다."),
}
_LABELS = {
    "locker": gettext_lazy("택배함"),
    "compartment": gettext_lazy("칸"),
    "why": gettext_lazy("무엇을 하려고"),
    "reason": gettext_lazy("까닭"),
    "found": gettext_lazy("확인한 것"),
    "finding": gettext_lazy("확인한 것"),
    "kind": gettext_lazy("무슨 일"),
    "parcel": gettext_lazy("봉투"),
}
_VALUES: dict[str, Mapping[Any, Any]] = {
    "why": {one.value: WHYS[one] for one in Why},
    "kind": {one.value: ALARMS[one] for one in AlarmKind},
    "found": {one.value: FOUNDS[one] for one in Found},
}


def _teller(sentence: Any) -> Callable[[AuditEntry], Told]:
    def tell(entry: AuditEntry) -> Told:
        changes = tuple(
            (str(label), "", str(_VALUES.get(name, {}).get(value, value)))
            for name, label in _LABELS.items()
            if (value := entry.changes.get(name)) not in (None, "")
        )
        return Told(sentence=str(sentence), changes=changes)

    return tell
