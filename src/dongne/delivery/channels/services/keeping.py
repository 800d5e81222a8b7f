"""What every change of channels shares: one at a time, one audit row, a new mark."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, Rows, put_back, record
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Refused

from ..models import ChannelSite, ChannelsMark, Place
from ..permissions import require_keeping
from ..queries.keeping import forget_asked
from ..queries.sites import site_for

LOCK = 0x6368616E6E656C73
"""The word as a number. Whoever changes a channel holds it until the transaction ends."""


def hold(viewer: Viewer, place: Place) -> None:
    """Raises Forbidden."""
    require_keeping(viewer, place)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def held_site(viewer: Viewer, site_id: UUID) -> ChannelSite:
    """The site, until the transaction ends, if it is the viewer's to change. Raises NotHere to
    whoever may not read it, Forbidden to whoever may not change it."""
    row = site_for(viewer, site_id)
    hold(viewer, row.place)
    return ChannelSite.objects.select_for_update().get(pk=row.pk)


def keep(
    viewer: Viewer,
    rows: Rows,
    *,
    action: str,
    subject: Model,
    place: Place,
    now: datetime,
    told: dict[str, Any],
) -> None:
    """Refused when nothing was changed."""
    if not rows:
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    new_mark()
    kind, key = key_of(place)
    record(
        viewer,
        action=action,
        subject=subject,
        now=now,
        dong_id=place.pk if isinstance(place, Dong) else None,
        changes=rows.changes(kind=kind, key=key, place=place.name, **told),
    )


def new_mark() -> None:
    """Every process reads the channels anew."""
    ChannelsMark.objects.update_or_create(pk=1, defaults={"mark": new_id()})
    forget_asked()


def undo_channels(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """Make the rows what they were; refused when one was changed since."""
    told = entry.changes
    place = place_at(told["kind"], told["key"])
    hold(viewer, place)
    put_back(told)
    new_mark()
    record(
        viewer,
        action=f"{entry.action}.undone",
        subject=apps.get_model(entry.subject_type)(pk=entry.subject_id),
        now=now,
        dong_id=place.pk if isinstance(place, Dong) else None,
        changes={name: value for name, value in told.items() if name not in ("was", "is")},
    )


def key_of(place: Place) -> tuple[str, int]:
    return type(place).__name__.lower(), place.pk


def place_at(kind: str, key: int) -> Place:
    """The place that `key_of` names."""
    if kind == "dong":
        return Dong.objects.for_viewer(SYSTEM).select_related("district").get(pk=key)
    return District.objects.get(pk=key) if kind == "district" else City.objects.get(pk=key)


def sound_text(text: str, *, most: int, what: str, needed: bool = False) -> str:
    text = " ".join(text.split())
    if needed and not text:
        raise Refused(_("%(what)s 칸을 채워 주세요.") % {"what": what}, code="text_missing")
    if len(text) > most:
        raise Refused(
            _("%(what)s 칸에는 %(most)d자까지 적을 수 있습니다.") % {"what": what, "most": most},
            code="text_too_long",
        )
    return text
