"""Digests of who and what; a key as it holds; keys that somebody looks after."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM, Level, Role, Viewer
from dongne.foundation.vault.public import lasting_digests

from .models import ApiKey

KNOWN_FOR = timedelta(seconds=30)
"""For how long a key is remembered: a revoked one is refused by every process after that."""
USED_EVERY = timedelta(minutes=5)
"""How exactly `used_at` is kept."""
MOST_KNOWN = 1000

Place = City | District | Dong


def digest_of(use: str, *parts: str) -> bytes:
    """16 bytes, keyed: of what was done and by whom, so that neither can be read."""
    return lasting_digests("\0".join(parts).encode("utf-8", "replace"), use=f"gate.{use}")[0][:16]


def digests_of(use: str, *parts: str) -> list[bytes]:
    """By every key of the ring, for what may have been stored before a rotation."""
    told = "\0".join(parts).encode("utf-8", "replace")
    return [digest[:16] for digest in lasting_digests(told, use=f"gate.{use}")]


def key_digest(text: str) -> bytes:
    """Of a whole key; 160 bits of chance need no salt."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


@dataclass(frozen=True, slots=True)
class _Known:
    key: ApiKey
    looked_at: datetime


_known: dict[bytes, _Known] = {}
_lock = threading.Lock()


def forget_keys() -> None:
    """In this process; others forget within `KNOWN_FOR`."""
    with _lock:
        _known.clear()


def key_of(text: str, *, now: datetime) -> ApiKey | None:
    """The key that this text is, if it holds; remembered for half a minute.

    One statement, and another every five minutes for when it was last used.
    """
    if not text.startswith("dongne_") or len(text) > 100:
        return None
    digest = key_digest(text)
    known = _known.get(digest)
    if known is not None and abs(now - known.looked_at) < KNOWN_FOR:
        return known.key if holds(known.key, now) else None
    key = (
        ApiKey.objects.for_viewer(SYSTEM)
        .select_related("dong", "district", "city")
        .filter(digest=digest)
        .first()
    )
    if key is None or not holds(key, now):
        with _lock:
            _known.pop(digest, None)
        return None
    if key.used_at is None or now - key.used_at >= USED_EVERY:
        key.used_at = now
        ApiKey.objects.for_viewer(SYSTEM).filter(pk=key.pk).update(used_at=now)
    with _lock:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[digest] = _Known(key, now)
    return key


def holds(key: ApiKey, now: datetime) -> bool:
    """Neither revoked nor over."""
    return key.revoked_at is None and (key.good_until is None or key.good_until > now)


def keys_for(viewer: Viewer) -> QuerySet[ApiKey]:
    """Keys of the places that the viewer looks after, with place and people."""
    found = ApiKey.objects.for_viewer(SYSTEM).select_related(
        "dong__district", "district", "city", "made_by", "revoked_by"
    )
    if viewer.administers or viewer.level is Level.EVERYTHING:
        return found
    if viewer.has(Role.CITY_DESK) and viewer.level is Level.CITY:
        return found.filter(
            Q(city=viewer.city_id)
            | Q(district__city=viewer.city_id)
            | Q(dong__district__city=viewer.city_id)
        )
    if viewer.has(Role.DISTRICT_DESK) and viewer.level is Level.DISTRICT:
        return found.filter(Q(district=viewer.district_id) | Q(dong__district=viewer.district_id))
    return found.none()


def places_for(viewer: Viewer) -> list[Place]:
    """For which the viewer may make a key, the largest first; three statements at most."""
    cities = City.objects.none()
    districts = District.objects.none()
    dongs = Dong.objects.for_viewer(SYSTEM)
    if viewer.administers or viewer.level is Level.EVERYTHING:
        cities, districts = City.objects.all(), District.objects.all()
    elif viewer.has(Role.CITY_DESK) and viewer.level is Level.CITY:
        cities = City.objects.filter(pk=viewer.city_id or 0)
        districts = District.objects.filter(city=viewer.city_id)
        dongs = dongs.filter(district__city=viewer.city_id)
    elif viewer.has(Role.DISTRICT_DESK) and viewer.level is Level.DISTRICT:
        districts = District.objects.filter(pk=viewer.district_id or 0)
        dongs = dongs.filter(district=viewer.district_id)
    else:
        return []
    return [
        *cities.order_by("name"),
        *districts.order_by("name"),
        *dongs.select_related("district").order_by("district__name", "name"),
    ]
