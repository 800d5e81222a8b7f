"""행정구역과 이름: what the levels are called, the tongs of a dong, and the tree itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.places.public import (
    City,
    District,
    Dong,
    Tong,
    add_city,
    add_district,
    add_dong,
    add_tongs,
    close_tongs,
    edit_place,
    renumber_tong,
)
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere, Refused

from ..access import StaffRequest, viewer_required
from ..forms import NewPlaceForm, NumbersForm, PlaceForm, PlaceWordsForm, RenumberForm
from ..permissions import everywhere, refuse_unless
from ..presenters.undo import done
from ..queries import Place, key_of, office_at, offices_for, staff_of, teams_of
from .ground import address, form_page, own_to_run, page, picker, refused

WORDS = ("unit_name", "unit_head_name", "part_name", "part_head_name")
CLOSE = "close"


@require_safe
@viewer_required()
def places(request: StaffRequest) -> HttpResponse:
    viewer = request.viewer
    place = own_to_run(request)
    tongs: list[Tong] = []
    if isinstance(place, Dong):
        tongs = list(
            Tong.objects.for_viewer(SYSTEM).filter(dong=place).defer("outline").order_by("number")
        )
    all_ = everywhere(viewer)
    return page(
        request,
        "organisations/places.html",
        {
            "place": place,
            "key": key_of(place),
            "level": _level(place),
            "is_dong": isinstance(place, Dong),
            "tongs": [tong for tong in tongs if not tong.closed_on],
            "closed": [tong for tong in tongs if tong.closed_on],
            "everywhere": all_,
            "empty": not teams_of(place),
            "nobody": not staff_of(viewer, place).filter(is_active=True).exists(),
            "tree": _tree(offices_for(viewer)) if all_ else [],
            "offices": picker(viewer, place),
        },
    )


def _level(place: Place) -> str:
    if isinstance(place, City):
        return "city"
    return "district" if isinstance(place, District) else "dong"


def _tree(all_: list[Place]) -> list[dict[str, Any]]:
    """City › district › dong as they hang together."""
    districts = [one for one in all_ if isinstance(one, District)]
    dongs = [one for one in all_ if isinstance(one, Dong)]
    return [
        {
            "place": city,
            "key": key_of(city),
            "districts": [
                {
                    "place": district,
                    "key": key_of(district),
                    "dongs": [
                        {"place": dong, "key": key_of(dong)}
                        for dong in dongs
                        if dong.district_id == district.pk
                    ],
                }
                for district in districts
                if district.city_id == city.pk
            ],
        }
        for city in all_
        if isinstance(city, City)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def place_words(request: StaffRequest) -> HttpResponse:
    """통장 or 이장: what the parts of the own dong are called."""
    place = own_to_run(request)
    if not isinstance(place, Dong):
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    form = PlaceWordsForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(place, name) for name in WORDS},
    )
    return _edit(
        request,
        form,
        place,
        title=_("부르는 이름"),
        help=_(
            "이 동에서 통과 반, 그 대표를 무엇이라고 부르는지 정합니다. "
            "바꾸면 모든 화면과 새 문서에 그 이름이 나옵니다."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def place_edit(request: StaffRequest) -> HttpResponse:
    """A place's own name: the system administrator's."""
    place = own_to_run(request)
    refuse_unless(everywhere(request.viewer))
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(place, name) for name in ("name", "name_en", "level_name")},
    )
    return _edit(
        request,
        form,
        place,
        title=_("행정구역 이름 고치기"),
        help=_("행정구역의 이름과 단계를 고칩니다. 지난 문서에는 그때의 이름이 남습니다."),
    )


def _edit(
    request: StaffRequest,
    form: PlaceForm | PlaceWordsForm,
    place: Place,
    *,
    title: str,
    help: str,
) -> HttpResponse:
    viewer = request.viewer
    back = address("places", place, viewer)
    if form.is_valid():
        try:
            edit_place(viewer, place=place, now=timezone.now(), **form.cleaned_data)
        except Refused as problem:
            refused(form, problem)
        else:
            return done(viewer, back, subject=place)
    return form_page(
        request,
        form,
        title=title,
        help=help,
        submit=_("저장"),
        back=back,
        back_label=_("행정구역과 이름"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def place_new(request: StaffRequest) -> HttpResponse:
    """A city; below a city a district; below a district a dong (`?at=` names the one above)."""
    viewer, now = request.viewer, timezone.now()
    refuse_unless(everywhere(viewer))
    above = office_at(viewer, request.GET["at"]) if request.GET.get("at") else None
    form = NewPlaceForm(
        request.POST if request.method == "POST" else None,
        initial={"level_name": {City: _("구"), District: _("동")}.get(type(above), _("시"))},  # type: ignore[arg-type]
    )
    if not isinstance(above, District):
        del form.fields["tongs"]
    if form.is_valid():
        given = form.cleaned_data
        tongs = given.pop("tongs", 0) or 0
        made: Place
        try:
            if isinstance(above, District):
                made = add_dong(viewer, district=above, tongs=tongs, now=now, **given)
            elif isinstance(above, City):
                made = add_district(viewer, city=above, now=now, **given)
            else:
                made = add_city(viewer, now=now, **given)
        except Refused as problem:
            refused(form, problem, "code")
        else:
            return done(viewer, address("places", made, viewer), subject=made)
    return form_page(
        request,
        form,
        title=_("%(place)s 아래에 만들기") % {"place": above.label} if above else _("시·도 만들기"),
        help=_(
            "시·도, 시·군·구, 읍·면·동을 차례로 만듭니다. 동을 만든 뒤에는 팀을 만들고 "
            "행정팀장을 넣으면 그 동이 스스로 시작할 수 있습니다."
        ),
        submit=_("저장"),
        back=address("places", above, viewer)
        if above
        else address("places", _home(request), viewer),
        back_label=_("행정구역과 이름"),
    )


def _home(request: StaffRequest) -> Place:
    place = office_at(request.viewer) or next(iter(offices_for(request.viewer)), None)
    if place is None:
        raise NotHere(_("기관을 찾을 수 없습니다."), code="not_found")
    return place


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def tongs_change(request: StaffRequest) -> HttpResponse:
    """Tongs that are new, or that are no more (`?do=close`)."""
    viewer = request.viewer
    dong = _dong(request)
    closes = request.GET.get("do") == CLOSE
    form = NumbersForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        work = close_tongs if closes else add_tongs
        try:
            work(viewer, dong=dong, numbers=form.cleaned_data["numbers"], now=timezone.now())
        except Refused as problem:
            refused(form, problem, "numbers")
        else:
            return done(viewer, address("places", dong, viewer), subject=dong)
    unit = {"unit": dong.unit_name}
    return form_page(
        request,
        form,
        title=(_("%(unit)s 폐지") if closes else _("%(unit)s 더하기")) % unit,
        help=_("합쳐지거나 없어진 번호를 적습니다. 거기서 있었던 기록은 그대로 남습니다.")
        if closes
        else _("새로 생긴 번호를 적습니다. 담당은 구역 화면에서 정합니다."),
        submit=_("폐지") if closes else _("저장"),
        back=address("places", dong, viewer),
        back_label=_("행정구역과 이름"),
        danger=closes,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def tong_renumber(request: StaffRequest) -> HttpResponse:
    viewer = request.viewer
    dong = _dong(request)
    form = RenumberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            renumber_tong(viewer, dong=dong, now=timezone.now(), **form.cleaned_data)
        except Refused as problem:
            refused(form, problem, "number" if problem.code == "tong_in_use" else "becomes")
        else:
            return done(viewer, address("places", dong, viewer), subject=dong)
    return form_page(
        request,
        form,
        title=_("번호 바꾸기"),
        help=_("잘못 만든 번호를 고칩니다. 이미 기록이나 담당이 있는 번호는 바꿀 수 없습니다."),
        submit=_("저장"),
        back=address("places", dong, viewer),
        back_label=_("행정구역과 이름"),
    )


def _dong(request: StaffRequest) -> Dong:
    place = own_to_run(request)
    if not isinstance(place, Dong):
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    return place
