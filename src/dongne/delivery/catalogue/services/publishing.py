"""One place says of one service what differs there, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.layers import EVERYBODY, holding, merged
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import seoul_day

from ..models import CatalogueVersion
from ..permissions import require_deciding
from ..queries.holding import Place, book, chain_of_place
from ..rules.changes import Changes, changes
from ..rules.content import DEFAULTS, is_part, service_from
from ..rules.law import CODE, Fault, faults, widenings
from ..subjects import channels
from ..words import fault_sentence
from .editions import editions_of, hold, new_mark, store_editions

FURTHEST = timedelta(days=731)
PAGES = frozenset({"new", "table"})
"""What stands in addresses where a code would."""


class Unfit(Refused):
    """What can't be published; `parts` are `(part of the content, sentence)`."""

    def __init__(self, found: list[Fault]) -> None:
        self.faults = found
        self.parts = [(one.where, _told(one)) for one in found]
        super().__init__(self.parts[0][1], code=found[0].code)


def _told(fault: Fault) -> str:
    channel = channels().get(fault.where.partition(".")[2])
    name = channel.name(get_language() or "ko") if channel else ""
    return fault_sentence(fault.where, fault.code, name)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What would be published: `said` by the place, the whole `content` of it, what it does, and
    the editions that hold now and would not any more."""

    said: dict[str, Any]
    content: dict[str, Any]
    changes: Changes
    replaced: frozenset[UUID]


@transaction.atomic
def publish(
    viewer: Viewer,
    *,
    place: Place,
    code: str,
    values: Mapping[str, Any],
    valid_from: date,
    reason: str,
    seen: int | None = None,
    now: datetime,
) -> CatalogueVersion:
    """From `valid_from` on the place says `values` of the service, whole parts by key, and nothing
    else: what it leaves out, or says as above, follows what is above.

    A code that nobody above has is a service of the place's own. `seen` is the number of the
    place's last version that the page was made from (0: none). What was asked for before stays
    under the edition it was asked with. Raises Unfit, Conflict, Refused, Forbidden.
    """
    hold()
    made = prepared(
        viewer, place=place, code=code, values=values, valid_from=valid_from, reason=reason, now=now
    )
    own_key = chain_of_place(place)[-1]
    last = last_number(place, code)
    if seen is not None and seen != last:
        raise Conflict(
            _(
                "그사이 다른 사람이 이 민원사무를 고쳤습니다. 다시 열어 지금 내용을 보고 고쳐 "
                "주세요."
            ),
            code="edited_elsewhere",
        )
    before = holding(book().said.get(own_key, {}).get(code, ()), valid_from)
    if made.said == (dict(before.values) if before else {}):
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    row = CatalogueVersion(
        level=own_key[0],
        code=code,
        number=last + 1,
        valid_from=valid_from,
        values=made.said,
        reason=" ".join(reason.split()),
        published_at=now,
        published_by_id=viewer.officer_id,
        published_by_name=viewer.name if viewer.signed_in else "",
        **_owner(place),
    )
    row.save(force_insert=True)
    new_mark()
    store_editions(editions_of(book(), code), code, now)
    names = made.content["name"]
    record(
        viewer,
        action="service.published",
        subject=row,
        now=now,
        dong_id=place.pk if isinstance(place, Dong) else None,
        changes={
            "place": place.name if place else "",
            "code": code,
            "name": names.get("ko", code),
            "name_en": names.get("en", ""),
            "valid_from": valid_from,
            "reason": row.reason,
            "parts": sorted(_differing(made.said, dict(before.values) if before else {})),
        },
    )
    return row


def prepared(
    viewer: Viewer,
    *,
    place: Place,
    code: str,
    values: Mapping[str, Any],
    valid_from: date,
    reason: str,
    now: datetime,
) -> Prepared:
    """What would come of it, writing nothing. Raises as `publish`."""
    require_deciding(viewer, place)
    _refuse_day(valid_from, reason, now)
    if not CODE.fullmatch(code) or code in PAGES:
        raise Refused(
            _("짧은 이름은 영어 소문자와 밑줄로 적어 주세요. 예: large_print_forms"),
            code="bad_code",
        )
    there, chain = book(), chain_of_place(place)
    up = there.on(chain[:-1], valid_from, only=code).get(code) if place is not None else None
    above = up.content if up is not None and up.content["name"] else None
    said = _said(values, above)
    if above is None and not said:
        raise Refused(
            _(
                "우리가 만든 민원사무는 비울 수 없습니다. 그만두려면 ‘이 민원사무를 합니다’를 "
                "지우세요."
            ),
            code="own",
        )
    base = dict(above) if above is not None else dict(DEFAULTS)
    content = merged(base, [(EVERYBODY[0], said)]).content
    found = faults(content) + (widenings(above, content) if above is not None else [])
    if found:
        raise Unfit(found)
    held = there.on(chain, valid_from, only=code).get(code)
    held_content = held.content if held is not None and held.content["name"] else dict(DEFAULTS)
    before = service_from(code, held_content)
    after = service_from(code, content)
    replaced = {before.edition_id} - {after.edition_id} if held is not None else set()
    return Prepared(
        said, content, changes(before, after, (held_content, content)), frozenset(replaced)
    )


def last_number(place: Place, code: str) -> int:
    """Of the place's last version of the service, undone ones too; 0 where it has none."""
    own = CatalogueVersion.objects.filter(code=code, **_owner(place)).order_by("-number")
    return own.values_list("number", flat=True).first() or 0


def _owner(place: Place) -> dict[str, Any]:
    return {
        "city": place if isinstance(place, City) else None,
        "district": place if isinstance(place, District) else None,
        "dong": place if isinstance(place, Dong) else None,
    }


def _said(values: Mapping[str, Any], above: Mapping[str, Any] | None) -> dict[str, Any]:
    """What differs from above; of a service of one's own everything."""
    found = {key: value for key, value in values.items() if is_part(key)}
    if above is None:
        return {key: value for key, value in found.items() if value is not None}
    return {key: value for key, value in found.items() if value != above.get(key)}


def _differing(said: Mapping[str, Any], before: Mapping[str, Any]) -> set[str]:
    return {key for key in {*said, *before} if said.get(key) != before.get(key)}


def _refuse_day(valid_from: date, reason: str, now: datetime) -> None:
    today = seoul_day(now)
    if not today <= valid_from <= today + FURTHEST:
        raise Refused(
            _("시행일은 오늘부터 2년 안에서 골라 주세요. 지난 날의 규칙은 바꾸지 않습니다."),
            code="day_out_of_reach",
        )
    if not reason.strip():
        raise Refused(_("바꾸는 까닭을 적어 주세요."), code="no_reason")
    if len(reason) > 200:
        raise Refused(_("까닭은 200자까지 적을 수 있습니다."), code="too_long")
