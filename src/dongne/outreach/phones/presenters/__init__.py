"""Words for phones and for what is kept, and where other modules find them."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy

from dongne.foundation.gate.public import Limit, register_limit
from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.scope.public import Viewer
from dongne.outreach.fieldwork.public import register_receipts

from ..permissions import works_in_a_dong
from ..queries import receipts_given
from . import telling

MINUTE = timedelta(minutes=1)


def register() -> None:
    # A phone sends some requests a minute; whoever sends fifty a second has taken its token.
    for name in ("phones.sealed", "phones.files"):
        register_limit(name, Limit(free=3000, proven=3000, per=MINUTE))
    register_receipts(receipts_given)
    telling.register()
    register_card(
        Section.PEOPLE,
        gettext_lazy("내 현장 휴대전화"),
        gettext_lazy("현장 기록을 쓰는 휴대전화를 보고, 쓰지 않는 것을 끝냅니다."),
        "field_phones",
        "phone",
        works_in_a_dong,
    )
    register_card(
        Section.PEOPLE,
        gettext_lazy("우리 동의 현장 휴대전화"),
        gettext_lazy("누가 어떤 휴대전화로 기록하는지 보고, 잃어버린 것을 끝냅니다."),
        "field_phones_dong",
        "users",
        _runs,
    )
    register_card(
        Section.PEOPLE,
        gettext_lazy("맡아 둔 현장 기록"),
        gettext_lazy("쓰던 기록과, 쓰기를 끝낸 휴대전화에서 온 기록을 확인합니다."),
        "field_kept",
        "inbox",
        works_in_a_dong,
    )


def _runs(viewer: Viewer) -> bool:
    return works_in_a_dong(viewer) and viewer.runs_outreach
