"""Endpoints: made, changed, their secret replaced, switched, removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from ..models import Delivery, Endpoint
from ..occasions import known_occasion
from ..permissions import may_keep
from ..queries.places import Where, places_for, where_of, within
from ..rules import OVERLAP, new_secret, url_fault
from ..states import TRIAL, DeliveryState, Off
from ..words import URL_FAULTS
from .switching import listening_changed, switch_off, switch_on

MOST_ENDPOINTS = 50
"""For one place: each is sent everything anew."""


@transaction.atomic
def make_endpoint(
    viewer: Viewer,
    *,
    endpoint_id: UUID,
    where: Where,
    title: str,
    url: str,
    events: Sequence[str],
    now: datetime,
) -> tuple[Endpoint, str]:
    """A new endpoint and its secret, which nobody sees again.

    The caller makes the id, so that a form that is sent twice makes one: Conflict the second time.
    """
    _require(viewer)
    _refuse(viewer, where=where, title=title, url=url, events=events)
    if Endpoint.objects.for_viewer(SYSTEM).filter(pk=endpoint_id).exists():
        raise Conflict(_("이미 저장했습니다. 목록에서 확인해 주세요."), code="made_already")
    same_place = Endpoint.objects.for_viewer(SYSTEM).filter(
        city=where.city_id, district=where.district_id, dong=where.dong_id
    )
    if same_place.count() >= MOST_ENDPOINTS:
        raise Refused(
            _("한 곳에 %(most)d개까지 둘 수 있습니다.") % {"most": MOST_ENDPOINTS}, code="too_many"
        )
    secret = new_secret()
    endpoint = Endpoint.objects.create(
        id=endpoint_id,
        city_id=where.city_id,
        district_id=where.district_id,
        dong_id=where.dong_id,
        title=title.strip(),
        url=url.strip(),
        events=sorted(set(events)),
        secret=secret,
        made_by_id=viewer.officer_id,
        made_at=now,
    )
    changes = {"title": endpoint.title, "events": endpoint.events, "where": where.key}
    _record(viewer, "webhook.made", endpoint, changes, now)
    listening_changed()
    return endpoint, secret


@transaction.atomic
def edit_endpoint(
    viewer: Viewer,
    *,
    endpoint_id: UUID,
    where: Where,
    title: str,
    url: str,
    events: Sequence[str],
    now: datetime,
) -> Endpoint:
    """What is on its way already goes to the new address."""
    endpoint = held(viewer, endpoint_id)
    _refuse(viewer, where=where, title=title, url=url, events=events)
    said = {"title": title.strip(), "url": url.strip(), "events": sorted(set(events))}
    changes: dict[str, object] = {"title": said["title"]}
    for name in ("url", "events"):
        if getattr(endpoint, name) != said[name]:
            # An address may end in a password of the other program's: the row says it changed.
            changes[name] = ["•", "•"] if name == "url" else [endpoint.events, said[name]]
    if where_of(endpoint) != where:
        changes["where"] = [where_of(endpoint).key, where.key]
    if endpoint.url != said["url"]:
        # Another address has its own health.
        endpoint.failures, endpoint.failing_since, endpoint.warned_at = 0, None, None
        endpoint.rests_until = None
    endpoint.title, endpoint.url, endpoint.events = title.strip(), url.strip(), sorted(set(events))
    endpoint.city_id, endpoint.district_id = where.city_id, where.district_id
    endpoint.dong_id = where.dong_id
    endpoint.save()
    _record(viewer, "webhook.edited", endpoint, changes, now)
    listening_changed()
    return endpoint


@transaction.atomic
def replace_secret(viewer: Viewer, *, endpoint_id: UUID, now: datetime) -> tuple[Endpoint, str]:
    """A new secret. The old one signs beside it for 24 hours, so that nothing is missed."""
    endpoint = held(viewer, endpoint_id)
    secret = new_secret()
    endpoint.old_secret, endpoint.old_secret_until = endpoint.secret.reveal(), now + OVERLAP
    endpoint.secret = secret
    endpoint.save(update_fields=["secret", "old_secret", "old_secret_until"])
    changes = {"title": endpoint.title, "secret": ["•", "•"]}
    _record(viewer, "webhook.secret", endpoint, changes, now)
    return endpoint, secret


@transaction.atomic
def end_old_secret(viewer: Viewer, *, endpoint_id: UUID, now: datetime) -> Endpoint:
    """At once: it has become known to somebody."""
    endpoint = held(viewer, endpoint_id)
    endpoint.old_secret, endpoint.old_secret_until = None, None
    endpoint.save(update_fields=["old_secret", "old_secret_until"])
    changes = {"title": endpoint.title, "old_secret": ["•", ""]}
    _record(viewer, "webhook.old_secret_ended", endpoint, changes, now)
    return endpoint


@transaction.atomic
def switch_endpoint(viewer: Viewer, *, endpoint_id: UUID, on: bool, now: datetime) -> Endpoint:
    """By a person. Pressed twice it stays as it is."""
    endpoint = held(viewer, endpoint_id)
    if endpoint.is_on != on:
        if on:
            switch_on(viewer, endpoint=endpoint, now=now)
        else:
            switch_off(viewer, endpoint=endpoint, why=Off.PERSON, now=now)
    return endpoint


@transaction.atomic
def remove_endpoint(viewer: Viewer, *, endpoint_id: UUID, now: datetime) -> None:
    """With its deliveries; the audit rows stay."""
    endpoint = held(viewer, endpoint_id)
    on_its_way = Delivery.objects.for_viewer(SYSTEM).filter(
        endpoint=endpoint, state=DeliveryState.SENDING
    )
    if endpoint.is_on or on_its_way.exists():
        raise Conflict(_("먼저 꺼 주세요. 꺼 둔 것만 지울 수 있습니다."), code="still_on")
    _record(viewer, "webhook.removed", endpoint, {"title": endpoint.title}, now)
    endpoint.delete()


def held(viewer: Viewer, endpoint_id: UUID) -> Endpoint:
    """Held until the transaction ends. Raises NotHere, Forbidden."""
    _require(viewer)
    rows = Endpoint.objects.for_viewer(SYSTEM).select_for_update(of=("self",), no_key=True)
    narrowed = rows if viewer.kind is ViewerKind.SYSTEM else rows.filter(within(viewer))
    if (endpoint := narrowed.filter(pk=endpoint_id).first()) is None:
        raise NotHere(_("받는 프로그램을 찾을 수 없습니다."), code="not_found")
    return endpoint


def _require(viewer: Viewer) -> None:
    if viewer.kind is not ViewerKind.SYSTEM and not may_keep(viewer):
        raise Forbidden(_("시스템 관리자와 구·시 담당만 바꿀 수 있습니다."), code="not_yours")


def _refuse(viewer: Viewer, *, where: Where, title: str, url: str, events: Sequence[str]) -> None:
    if not title.strip():
        raise Refused(_("이름을 적어 주세요."), code="no_title")
    fault = url_fault(url.strip(), plain=settings.WEBHOOKS_PLAIN, inside=settings.WEBHOOKS_INSIDE)
    if fault:
        raise Refused(str(URL_FAULTS[fault]), code=fault)
    if not events:
        raise Refused(_("알릴 일을 하나 이상 골라 주세요."), code="no_events")
    if any(known_occasion(code) is None or code == TRIAL for code in events):
        raise Refused(_("고를 수 없는 일이 있습니다. 다시 골라 주세요."), code="unknown_event")
    mine = {one for one, _place in places_for(viewer)}
    if viewer.kind is not ViewerKind.SYSTEM and where not in mine:
        raise Refused(_("고를 수 없는 곳입니다."), code="not_your_place")


def _record(
    viewer: Viewer, action: str, endpoint: Endpoint, changes: Mapping[str, object], now: datetime
) -> None:
    record(
        viewer, action=action, subject=endpoint, now=now, dong_id=endpoint.dong_id, changes=changes
    )
