"""JSON: the roll-up of a dong, a district or a city, and its paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from dongne.foundation.papers.public import Form, file_response
from dongne.foundation.places.public import City, District, Dong, dong_of
from dongne.foundation.scope.public import Level, Viewer
from dongne.lib.refusals import NotHere, Refused
from dongne.outreach.fieldwork.endpoints import read_month
from dongne.outreach.vocabulary.public import STANDARD_FIELDS

from .imported import standard_imported
from .papers import FORMS, above_document, rollup_document
from .queries import DongRow, RollUp, roll_up, roll_up_above

router = Router(tags=["sharing"])


class OfficerOut(Schema):
    id: int
    name: str
    team: str
    total: int
    fields: dict[str, int]
    tongs: list[int]
    deputy: str


class DongOut(Schema):
    id: str
    name: str
    total: int
    fields: dict[str, int]


class RollUpOut(Schema):
    """Of a dong with `officers`, of a district or a city with `dongs`."""

    total: int
    fields: dict[str, int]
    officers: list[OfficerOut] | None = None
    dongs: list[DongOut] | None = None
    imported: dict[str, int] | None = None


class Where(Schema):
    dong: str = ""
    district: str = ""
    city: str = ""
    imported: bool = False
    """Counts that came from a file, besides: never part of `total` and `fields`."""


def _add_paper(form: Form) -> None:
    """An address for each form of the paper, before that of the figures, which would match it."""

    @router.get(
        f"/rollups/{{month}}.{form}",
        summary=f"The same as a paper: {form.upper()}",
        url_name=f"rollup_{form}",
        operation_id=f"get_roll_up_{form}",
        response=None,
    )
    def get_roll_up_paper(request: HttpRequest, month: str, where: Query[Where]) -> HttpResponse:
        viewer: Viewer = request.auth  # type: ignore[attr-defined]
        now = timezone.now()
        found, name = _find(viewer, month, where)
        paper = (
            rollup_document(viewer, found, now=now)
            if isinstance(found, RollUp)
            else above_document(found, name=name, month=read_month(month), now=now)
        )
        return file_response(paper, form, now=now)


for _form in FORMS:
    _add_paper(_form)


@router.get(
    "/rollups/{month}",
    response=RollUpOut,
    exclude_none=True,
    summary="The month of a dong, or of everything below a district or a city",
)
def get_roll_up(request: HttpRequest, month: str, where: Query[Where]) -> Any:
    viewer: Viewer = request.auth  # type: ignore[attr-defined]
    found, _name = _find(viewer, month, where)
    if isinstance(found, RollUp):
        more = {"imported": _imported(viewer, [found.dong.pk], month)} if where.imported else {}
        return more | {
            "total": found.total,
            "fields": found.standard,
            "officers": [
                {
                    "id": row.officer.pk,
                    "name": row.officer.name,
                    "team": row.team,
                    "total": row.total,
                    "fields": row.standard,
                    "tongs": list(row.tongs),
                    "deputy": row.deputy,
                }
                for row in found.officers
            ],
        }
    fields: dict[str, int] = {}
    for row in found:
        for slug, n in row.standard.items():
            fields[slug] = fields.get(slug, 0) + n
    dongs = [
        {"id": row.dong.code, "name": row.dong.name, "total": row.total, "fields": row.standard}
        for row in found
    ]
    # As it is: to check the hundreds of rows that we made ourselves took longer than making them.
    answer = {"total": sum(fields.values()), "fields": fields, "dongs": dongs}
    if where.imported:
        answer["imported"] = _imported(viewer, [row.dong.pk for row in found], month)
    return JsonResponse(answer)


def _imported(viewer: Viewer, dong_ids: list[int], month: str) -> dict[str, int]:
    """Counts from files by standard field, of all these dongs."""
    sums = dict.fromkeys(STANDARD_FIELDS, 0)
    found = standard_imported(viewer, dong_ids=dong_ids, month=read_month(month))
    for of_dong in found.values():
        for slug, n in of_dong.items():
            sums[slug] += n
    return sums


def _find(viewer: Viewer, month: str, where: Where) -> tuple[RollUp | list[DongRow], str]:
    """What was asked for, as far as it lies in the viewer's part of the tree."""
    when = read_month(month)
    if [bool(where.dong), bool(where.district), bool(where.city)].count(True) != 1:
        raise Refused(_("dong, district, city 가운데 하나를 골라 주세요."), code="one_place")
    if where.dong:
        dong = dong_of(viewer, where.dong)
        return roll_up(viewer, dong=dong, month=when), dong.name
    dongs = Dong.objects.for_viewer(viewer).order_by("district__code", "code")
    place: District | City | None
    if where.district:
        place = District.objects.filter(code=where.district).first()
        allowed = place is not None and (
            (viewer.level is Level.DISTRICT and viewer.district_id == place.pk)
            or (viewer.level is Level.CITY and viewer.city_id == place.city_id)
        )
        dongs = dongs.filter(district__code=where.district)
    else:
        place = City.objects.filter(code=where.city).first()
        allowed = place is not None and viewer.level is Level.CITY and viewer.city_id == place.pk
        dongs = dongs.filter(district__city__code=where.city)
    if not allowed or place is None:
        raise NotHere(_("구나 시를 찾을 수 없습니다."), code="not_found")
    return roll_up_above(dongs=dongs, month=when), place.name
