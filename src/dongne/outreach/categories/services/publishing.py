"""One place says of one category what differs there, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import City, District, Dong, Tong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import seoul_day

from ..models import CategoryVersion
from ..permissions import Place, require_deciding
from ..queries.holding import book, chain_of_place, key_of_place
from ..rules import CODE, DEFAULTS, Fault, faults, holding, merged
from ..states import OwnerLevel, UnitKind
from ..words import fault_sentence
from .editions import editions_of, hold, new_mark, store_editions

FURTHEST = timedelta(days=731)
PAGES = frozenset({"new", "matrix"})
"""What stands in addresses where a code would."""


class Unfit(Refused):
    """What can't be published; `parts` are `(key of the content, sentence)`."""

    def __init__(self, found: list[Fault]) -> None:
        self.faults = found
        self.parts = [(one.where, fault_sentence(one.where, one.code)) for one in found]
        super().__init__(self.parts[0][1], code=found[0].code)


@transaction.atomic
def publish(
    viewer: Viewer,
    *,
    place: Place,
    code: str,
    values: Mapping[str, Any],
    valid_from: date,
    reason: str = "",
    seen: int | None = None,
    now: datetime,
) -> CategoryVersion:
    """From `valid_from` on the place says `values` of the category, whole parts by key, and
    nothing else: what it leaves out, or says as above, follows what is above.

    A code that nobody above has is a category of the place's own. `seen` is the number of the
    place's last version that the page was made from (0: none). Raises Unfit, Conflict, Refused.
    """
    hold()
    said, _content = prepared(
        viewer, place=place, code=code, values=values, valid_from=valid_from, reason=reason, now=now
    )
    there = book()
    chain, own_key = chain_of_place(place), key_of_place(place)
    own = list(CategoryVersion.objects.filter(code=code, **_owner(place)).order_by("-number"))
    if seen is not None and seen != (own[0].number if own else 0):
        raise Conflict(
            _("그사이 다른 사람이 이 분류를 고쳤습니다. 다시 열어 지금 내용을 보고 고쳐 주세요."),
            code="edited_elsewhere",
        )
    kept = there.said.get(own_key, {}).get(code, ())
    before = holding(kept, valid_from)
    if said == (dict(before.values) if before else {}):
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    row = CategoryVersion(
        level=own_key[0],
        code=code,
        number=own[0].number + 1 if own else 1,
        valid_from=valid_from,
        values=said,
        reason=" ".join(reason.split()),
        published_at=now,
        published_by_id=viewer.officer_id,
        published_by_name=viewer.name if viewer.signed_in else "",
        **_owner(place),
    )
    row.save(force_insert=True)
    new_mark()
    there = book()
    store_editions(editions_of(there, code), code, now)
    names = there.on(chain, valid_from, only=code)[code].content["name"]
    record(
        viewer,
        action="category.published",
        subject=row,
        now=now,
        dong_id=place.pk if isinstance(place, Dong) else None,
        changes={
            "place": place.name if place else "",
            "name": names.get("ko", code),
            "name_en": names.get("en", ""),
            "valid_from": valid_from,
            "reason": row.reason,
            "parts": sorted(_differing(said, dict(before.values) if before else {})),
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
    reason: str = "",
    now: datetime,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the place would say, and the whole content that would come of it. Writes nothing.

    Raises as `publish`.
    """
    require_deciding(viewer, place)
    _refuse_day(valid_from, reason, now)
    found = book().on(chain_of_place(place)[:-1], valid_from, only=code).get(code)
    above = found.content if found else None
    said = _said(values, above)
    return said, _checked(place, code, said, above)


def last_number(place: Place, code: str) -> int:
    """Of the place's last version of the category; 0 where it has none."""
    own = CategoryVersion.objects.filter(code=code, **_owner(place)).order_by("-number")
    return own.values_list("number", flat=True).first() or 0


def _owner(place: Place) -> dict[str, Any]:
    return {
        "city": place if isinstance(place, City) else None,
        "district": place if isinstance(place, District) else None,
        "dong": place if isinstance(place, Dong) else None,
    }


def _said(values: Mapping[str, Any], above: Mapping[str, Any] | None) -> dict[str, Any]:
    """What differs from above; of a category of one's own everything that isn't as usual."""
    base = above if above is not None else DEFAULTS
    found = {key: value for key, value in values.items() if key in DEFAULTS}
    if above is None:
        return found
    return {key: value for key, value in found.items() if value != base[key]}


def _differing(said: Mapping[str, Any], before: Mapping[str, Any]) -> set[str]:
    return {key for key in {*said, *before} if said.get(key) != before.get(key)}


def _checked(
    place: Place, code: str, said: Mapping[str, Any], above: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The whole content."""
    if not CODE.fullmatch(code) or code in PAGES:
        raise Refused(
            _("분류의 짧은 이름은 영어 소문자와 밑줄로 적어 주세요. 예: playground"),
            code="bad_code",
        )
    if above is None and not said:
        raise Refused(
            _("우리가 만든 분류는 비울 수 없습니다. 그만 쓰려면 “이 분류를 씁니다”를 지우세요."),
            code="own",
        )
    layers = [(OwnerLevel.EVERYBODY, above)] if above else []
    content = merged([*layers, (OwnerLevel.DONG, said)]).content
    if found := [*faults(content), *_faults_of_units(place, said)]:
        raise Unfit(found)
    return content


def _faults_of_units(place: Place, said: Mapping[str, Any]) -> list[Fault]:
    found: list[Fault] = []
    tongs = said.get("tongs", [])
    units = [("unit", said["unit"])] if "unit" in said else []
    units += [("tongs", one["unit"]) for one in tongs]
    for where, unit in units:
        if code := _why_not_unit(place, unit):
            found.append(Fault(where, code))
    if tongs and isinstance(place, Dong):
        numbers = [number for one in tongs for number in one["tongs"]]
        if len(set(numbers)) < len(numbers):
            found.append(Fault("tongs", "tongs_twice"))
        known = Tong.objects.for_viewer(SYSTEM).filter(dong=place, number__in=numbers)
        if not numbers or known.count() < len(set(numbers)):
            found.append(Fault("tongs", "tongs_not_here"))
    elif tongs:
        found.append(Fault("tongs", "only_a_dong"))
    return found


def _why_not_unit(place: Place, unit: Mapping[str, Any]) -> str:
    if unit["kind"] not in set(UnitKind):
        return "unknown"
    if unit["kind"] != UnitKind.TEAM:
        return "officer_not_here" if unit.get("officer") else ""
    team = units_for(place).filter(pk=unit.get("team") or 0).first()
    if team is None:
        return "unit_not_here"
    if team.closed_on is not None:
        return "unit_closed"
    officer_id = unit.get("officer")
    if officer_id is None:
        return ""
    people = Officer.objects.for_viewer(SYSTEM).filter(pk=officer_id, team=team, is_active=True)
    return "" if people.exists() else "officer_not_here"


def units_for(place: Place) -> Any:
    """Teams that a place may name: its own, and departments of the places above it."""
    teams = Team.objects.for_viewer(SYSTEM)
    if isinstance(place, Dong):
        district = place.district
        own = Q(dong=place) | Q(district=district) | Q(city=district.city_id)
        return teams.filter(own)
    if isinstance(place, District):
        return teams.filter(Q(district=place) | Q(city=place.city_id))
    return teams.filter(city=place) if place else teams.none()


def _refuse_day(valid_from: date, reason: str, now: datetime) -> None:
    today = seoul_day(now)
    if not today <= valid_from <= today + FURTHEST:
        raise Refused(
            _("시행일은 오늘부터 2년 안에서 골라 주세요. 지난 날의 분류는 바꾸지 않습니다."),
            code="day_out_of_reach",
        )
    if len(reason) > 200:
        raise Refused(_("사유는 200자까지 적을 수 있습니다."), code="too_long")
