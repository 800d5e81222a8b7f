"""What the pages of one case share: reading it, what changed meanwhile, refusing in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.foundation.media.public import PhotoRefused, receive_photo
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import Level, Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused
from dongne.outreach.categories.public import Words, words_of

from ..models import Case
from ..permissions import handles, leads, takes_part
from ..presenters import case as present
from ..presenters.choices import Can
from ..presenters.history import Row, history_of, since
from ..queries.page import CASE_WITH, CasePage, page_of
from ..rules import MOST_PHOTOS
from ..states import PhotoRole
from ..words import REFUSALS

CHANGED = "changed_meanwhile"


def seen(viewer: Viewer, case_id: UUID) -> Case:
    """The case, if the viewer may read it. One statement."""
    found = Case.objects.for_viewer(viewer).filter(pk=case_id).select_related(*CASE_WITH).first()
    if found is None:
        raise NotHere(str(REFUSALS["not_found"]), code="not_found")
    return found


def can_of(viewer: Viewer, case: Case) -> Can:
    return Can(
        works=handles(viewer, case),
        leads=leads(viewer, case),
        own_team=viewer.team_id is not None and viewer.team_id == case.holder_team_id,
        writes=takes_part(viewer, case),
        in_dong=viewer.dong_id == case.dong_id,
        team_id=viewer.team_id,
    )


def require(allowed: bool, code: str = "not_yours") -> None:
    """Raises Forbidden: a reader who tries to write."""
    if not allowed:
        raise Forbidden(str(REFUSALS[code]), code=code)


def category_of(case: Case) -> Words | None:
    """The category in the words that the case was opened with. One statement, or none."""
    return words_of(case.category_version) if case.category_version else None


def page(
    request: StaffRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Nobody keeps a page of a case: it may hold what a resident said, and changes all the time."""
    response = render(request, f"casework/{template}.html", dict(context), status=status)
    response["Cache-Control"] = "no-store"
    return response


case_page = viewer_required


def refused(form: Form, problem: Refused, *, known: Iterable[str] = ()) -> int:
    """Put a refusal where the form says it; the status of the answer. Strangers stay strangers."""
    if isinstance(problem, NotHere | Forbidden):
        raise problem
    parts = getattr(problem, "parts", None)
    if parts:
        for part, sentence in parts:
            form.add_error(part if part in form.fields else None, sentence)
    elif problem.code != CHANGED:
        form.add_error(None, problem.message)
    return int(problem.status)


def ground_address(viewer: Viewer, case: Case) -> str:
    """The land under a map: the dong's own with its tongs, or what everybody may see."""
    own = viewer.dong_id == case.dong_id
    try:
        address = reverse("base_map" if own else "map_base")
    except NoReverseMatch:
        return ""
    return f"{address}?dong={case.dong.code}"


def head_of(case: Case, *, now: datetime) -> dict[str, Any]:
    return present.head(case, category_of(case), now=now)


def meanwhile(rows: list[Row], moment: datetime | None) -> dict[str, Any] | None:
    """What somebody did after the form was opened, for the page that says so."""
    if moment is None:
        return None
    newer = since(rows, moment)
    if not newer:
        return None
    who = ", ".join(dict.fromkeys(row.who for row in newer if row.who))
    said = ngettext(
        "%(who)s님이 %(n)d가지를 바꾸었습니다.", "%(who)s님이 %(n)d가지를 바꾸었습니다.", len(newer)
    ) % {"who": who, "n": len(newer)}
    return {"sentence": said, "rows": newer}


def changes_since(viewer: Viewer, case: Case, moment: datetime | None) -> dict[str, Any]:
    """For the answer 409: what changed, read anew."""
    told = meanwhile(history_of(page_of(viewer, case)), moment)
    return told or {"sentence": str(REFUSALS[CHANGED]), "rows": []}


@dataclass(slots=True)
class TakenIn:
    """Photos that came with a form, now or in an earlier sending of it: kept when it is refused."""

    photos: dict[str, str] = field(default_factory=dict)
    """sha256 → role, in their order."""
    refused: list[tuple[str, str]] = field(default_factory=list)
    """(field, sentence)"""

    def as_rows(self) -> list[dict[str, str]]:
        return [{"sha256": sha256, "role": role} for sha256, role in self.photos.items()]

    def pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.photos.items())


def take_in(
    request: StaffRequest, fields: Iterable[tuple[str, str]], *, dong_id: int, now: datetime
) -> TakenIn:
    """Each for itself, outside of any transaction; one that is refused keeps no other back. They
    lie with the case's dong, also those of a department."""
    taken = TakenIn(photos=_sent_before(request.POST))
    taker = _of_dong(request.viewer, dong_id)
    for name, role in fields:
        for file in request.FILES.getlist(name):
            if len(taken.photos) >= MOST_PHOTOS:
                taken.refused.append((name, str(REFUSALS["too_many_photos"])))
                break
            _take(taker, file, name, role, taken, now=now)
    return taken


def _of_dong(viewer: Viewer, dong_id: int) -> Viewer:
    """As somebody of that dong, for its folder of photos only. A request's viewer is lazy, which
    `dataclasses.replace` doesn't take."""
    known = {one.name: getattr(viewer, one.name) for one in fields_of(Viewer)}
    return Viewer(**known | {"level": Level.DONG, "dong_id": dong_id})


def _take(
    viewer: Viewer, file: Any, name: str, role: str, taken: TakenIn, *, now: datetime
) -> None:
    data: BinaryIO = file
    try:
        photo = receive_photo(viewer, data=data, now=now)
    except PhotoRefused as refusal:
        label = getattr(file, "name", "") or _("사진")
        taken.refused.append((name, f"{label}: {refusal.message}"))
    else:
        taken.photos.setdefault(photo.sha256, role)


def _sent_before(data: QueryDict) -> dict[str, str]:
    known = {role.value for role in PhotoRole}
    found = {}
    for sha256 in data.getlist("photo")[:MOST_PHOTOS]:
        if len(sha256) == 64 and set(sha256) <= set("0123456789abcdef"):
            role = data.get(f"photo_role_{sha256}", "")
            found[sha256] = role if role in known else PhotoRole.OTHER.value
    return found


def reread(viewer: Viewer, case: Case) -> CasePage:
    return page_of(viewer, case)
