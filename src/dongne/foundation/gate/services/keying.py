"""Keys of programs: made once, revoked for good."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import ApiKey
from ..permissions import require_keeping_keys
from ..queries import Place, forget_keys, key_digest, keys_for, places_for
from ..states import Scope

MOST_A_MINUTE = 6000


@dataclass(frozen=True, slots=True)
class NewKey:
    """`text` is the whole key: shown now, never again. Not printed."""

    key: ApiKey
    text: str

    def __repr__(self) -> str:
        return f"NewKey({self.key.prefix}…)"


@transaction.atomic
def make_key(
    viewer: Viewer,
    *,
    program: str,
    contact: str,
    scopes: Sequence[str],
    place: Place | None,
    now: datetime,
    per_minute: int = 60,
    good_until: datetime | None = None,
) -> NewKey:
    """A key for a program, for `place` and all below it; for everything only by administrators."""
    require_keeping_keys(viewer)
    everywhere = viewer.kind is ViewerKind.SYSTEM or viewer.administers
    if place is None and not everywhere:
        raise Refused(_("열쇠를 쓸 곳을 골라 주세요."), code="no_place")
    if place is not None and not everywhere and place not in places_for(viewer):
        raise NotHere(_("그곳을 찾을 수 없습니다."), code="place_not_found")
    program, contact = " ".join(program.split()), " ".join(contact.split())
    if not program or not contact:
        raise Refused(_("프로그램 이름과 책임질 사람을 적어 주세요."), code="nameless")
    wanted = sorted({Scope(scope).value for scope in scopes})
    if not wanted:
        raise Refused(_("허용할 일을 하나 이상 골라 주세요."), code="no_scope")
    if not 1 <= per_minute <= MOST_A_MINUTE:
        raise Refused(
            _("1분에 1번부터 %(most)d번까지 정할 수 있습니다.") % {"most": MOST_A_MINUTE},
            code="rate_out_of_reach",
        )
    if good_until is not None and good_until <= now:
        raise Refused(_("끝나는 날은 오늘보다 뒤여야 합니다."), code="over_already")
    prefix = secrets.token_hex(4)
    text = f"dongne_{prefix}_{secrets.token_hex(20)}"
    key = ApiKey.objects.create(
        city=place if isinstance(place, City) else None,
        district=place if isinstance(place, District) else None,
        dong=place if isinstance(place, Dong) else None,
        program=program,
        contact=contact,
        prefix=prefix,
        digest=key_digest(text),
        scopes=wanted,
        per_minute=per_minute,
        made_at=now,
        made_by_id=viewer.officer_id,
        good_until=good_until,
    )
    record(
        viewer,
        action="key.made",
        subject=key,
        now=now,
        dong_id=key.dong_id,
        changes={"program": program, "prefix": prefix, "scopes": wanted},
    )
    return NewKey(key=key, text=text)


@transaction.atomic
def revoke_key(viewer: Viewer, *, key_id: UUID, now: datetime) -> ApiKey:
    """From now on nobody gets in with it; other processes forget it within half a minute."""
    require_keeping_keys(viewer)
    if not keys_for(viewer).filter(pk=key_id).exists():
        raise NotHere(_("그 열쇠를 찾을 수 없습니다."), code="key_not_found")
    key = ApiKey.objects.for_viewer(SYSTEM).select_for_update().get(pk=key_id)
    if key.revoked_at is not None:
        raise Conflict(_("이미 없앤 열쇠입니다."), code="revoked_already")
    key.revoked_at, key.revoked_by_id = now, viewer.officer_id
    key.save(update_fields=["revoked_at", "revoked_by"])
    record(
        viewer,
        action="key.revoked",
        subject=key,
        now=now,
        dong_id=key.dong_id,
        changes={"program": key.program, "prefix": key.prefix},
    )
    forget_keys()
    transaction.on_commit(forget_keys)
    return key
