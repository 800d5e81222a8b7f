"""What is held of a person here: that they carry things for others. How it is joined and ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.residents.public import Held, Holder, register_holder
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import at_seoul

from ..permissions import may_look
from ..queries import couriers_for
from ..services.retiring import join_persons, retire_person


def register() -> None:
    """Called once, when the apps start."""
    register_holder(
        "couriers",
        Holder(
            title=gettext_lazy("봉사자"),
            list_held=_held,
            merge=_merge,
            retire=_retire,
            part=_part,
        ),
    )


def _held(viewer: Viewer, person_id: UUID) -> Sequence[Held]:
    return [
        Held(
            text=_("봉사 활동 (마침)") if one.ended_at else _("봉사 활동"),
            at=at_seoul(one.since),
            url=reverse("courier", args=[one.pk]),
            until=one.until,
        )
        for one in couriers_for(viewer).filter(person=person_id)
    ]


def _part(viewer: Viewer, person_id: UUID) -> SafeString:
    """A way to make somebody a courier from their page; nothing where they are one."""
    if (
        not may_look(viewer)
        or couriers_for(viewer).filter(person=person_id, ended_at=None).exists()
    ):
        return mark_safe("")
    return format_html(
        '<p><a href="{}?person={}">{}</a></p>',
        reverse("courier_new"),
        person_id,
        _("이분을 봉사자로 정하기"),
    )


def _merge(viewer: Viewer, kept: UUID, gone: UUID, now: datetime) -> None:
    join_persons(viewer, kept=kept, gone=gone, now=now)


def _retire(viewer: Viewer, person_id: UUID, now: datetime) -> None:
    retire_person(viewer, person_id=person_id, now=now)
