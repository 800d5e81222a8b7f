"""Pictures of a case, its place, and what it is linked with: other cases, activities, systems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.media.public import Photo, Variant, state_sentence

from ..models import Case, CasePhoto, OutsideEntry
from ..queries.page import CasePage
from ..states import CaseState, PhotoRole
from ..words import (
    ACTIVITY_ROLES,
    OUTCOMES,
    OUTSIDE_SYSTEMS,
    PHOTO_ROLES,
    STATES,
)
from .times import ago, day_text, moment


def title_of(case: Case) -> str:
    return case.title or _("사진으로 알린 것")


def state_words(case: Case) -> str:
    if case.state == CaseState.CLOSED:
        return f"{STATES[case.state]} · {OUTCOMES.get(case.outcome, '')}"
    return str(STATES[case.state])


def pictures(
    page: CasePage,
) -> tuple[list[tuple[Any, Any]], list[dict[str, Any]]]:
    """Pairs of before and after, side by side, and the other photos."""
    title = title_of(page.case)
    by_role: dict[str, list[dict[str, Any]]] = {}
    for one in page.photos:
        by_role.setdefault(one.role, []).append(picture(one, page.files, title))
    before = by_role.get(PhotoRole.BEFORE, [])
    after = by_role.get(PhotoRole.AFTER, [])
    others = by_role.get(PhotoRole.OTHER, [])
    if not after:
        return [], before + others
    longest = max(len(before), len(after))
    pairs = [
        (before[n] if n < len(before) else None, after[n] if n < len(after) else None)
        for n in range(longest)
    ]
    return pairs, others


def picture(one: CasePhoto, files: Mapping[str, Photo], title: str) -> dict[str, Any]:
    word = str(PHOTO_ROLES[one.role])
    alt = f"{word}: {title}"
    file = files.get(one.sha256)
    if file is None:
        return {"src": "", "alt": _("아직 오지 않은 사진입니다."), "tag": word}
    if sentence := state_sentence(file):
        alt = f"{alt} ({sentence})"
    return {
        "src": reverse("case_photo", args=[one.case_id, one.sha256, Variant.THUMB.value]),
        "href": reverse("case_photo", args=[one.case_id, one.sha256, Variant.FULL.value]),
        "alt": alt,
        "tag": word,
        "width": file.width,
        "height": file.height,
    }


def marker(case: Case) -> dict[str, Any] | None:
    """The point on the map, as GeoJSON."""
    if case.latitude is None or case.longitude is None:
        return None
    point = {"type": "Point", "coordinates": [case.longitude, case.latitude]}
    properties = {"title": title_of(case), "text": case.address}
    feature = {"type": "Feature", "geometry": point, "properties": properties}
    return {"type": "FeatureCollection", "features": [feature]}


def outside(entries: Iterable[OutsideEntry], *, may_end: bool) -> list[dict[str, Any]]:
    rows = []
    for one in entries:
        ended = one.ended_at is not None
        rows.append(
            {
                "system": one.system_name or str(OUTSIDE_SYSTEMS[one.system]),
                "number": one.number,
                "word": _("결과 받음") if ended else _("결과 기다림"),
                "tone": "success" if ended else "warning",
                "icon": "check" if ended else "hourglass",
                "when": _("%(at)s 등록") % {"at": moment(one.registered_at)},
                "result": one.result,
                "end_url": (
                    reverse("case_outside_end", args=[one.case_id, one.pk])
                    if may_end and not ended
                    else ""
                ),
            }
        )
    return rows


def linked(page: CasePage, near: Sequence[Case], *, now: datetime) -> dict[str, Any]:
    """Activities, the larger case and the smaller ones, merged and repeated ones, those near by."""
    case = page.case
    parts = []

    def part(title: str, cases: Iterable[Case | None]) -> None:
        rows = [case_link(one, now=now) for one in cases if one is not None]
        if rows:
            parts.append({"title": title, "rows": rows})

    if page.activities:
        rows = [
            {
                "url": reverse("activity", args=[one.activity_id]),
                "title": one.activity.memo.strip().partition("\n")[0][:60] or _("사진 기록"),
                "note": f"{ACTIVITY_ROLES[one.role]} · {one.activity.officer.name} · "
                f"{day_text(one.activity.day)}",
            }
            for one in page.activities
        ]
        parts.append({"title": _("활동"), "rows": rows})
    part(_("상위 건"), [case.parent])
    part(_("하위 건"), [one for one in page.relatives if one.parent_id == case.pk])
    part(_("여기에 합친 건"), [one for one in page.relatives if one.merged_into_id == case.pk])
    part(_("같은 사람이 같은 일로 알린 건"), page.again)
    known: set[Any] = {one.pk for one in (*page.relatives, *page.again)}
    known |= {case.parent_id, case.merged_into_id}
    part(_("가까이에 있는 같은 종류"), [one for one in near if one.pk not in known])
    if case.household_id:
        row = {
            "url": reverse("household", args=[case.household_id]),
            "title": _("세대 보기"),
            "note": "",
        }
        parts.append({"title": _("세대"), "rows": [row]})
    return {"any": bool(parts), "parts": parts}


def apart(metres: int) -> str:
    return _("%(n)d m 떨어짐") % {"n": metres} if metres else _("같은 자리")


def case_link(one: Case, *, now: datetime) -> dict[str, Any]:
    return {
        "url": reverse("case", args=[one.pk]),
        "title": title_of(one),
        "note": f"{one.number} · {state_words(one)} · {ago(one.received_at, now=now)}",
    }
