"""For staff: codes for posters at places and for officers' cards, and the paper to print."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.places.public import dong_of
from dongne.foundation.scope.public import Role
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.zones.public import charges

from ..forms.signs import CardForm, OfficeCallForm, PosterForm
from ..models import SignKind
from ..permissions import may_keep_signs
from ..presenters import posters as present
from ..queries import signs as queries
from ..queries.categories import offered
from ..queries.places import calls
from ..services.signs import Poster, end_sign, make_card, make_poster, set_office_call

ask = require_http_methods(["GET", "HEAD", "POST"])
SIZES = ("a4", "a5")
OF_A_DONG = (
    Role.OFFICER, Role.TEAM_LEAD, Role.ADMINISTRATION_LEAD, Role.DONG_HEAD, Role.WELFARE_PLANNER,
    Role.WELFARE_COUNSELLOR, Role.VISITING_NURSE, Role.COUNTER_CLERK,
)  # fmt: skip


def _of_dong(request: StaffRequest) -> None:
    if request.viewer.dong_id is None:
        raise NotHere(_("포스터와 명함은 동에서 만듭니다."), code="not_found")


@ask
@viewer_required()
def signs(request: StaffRequest) -> HttpResponse:
    """The office's posters and cards, and its telephone."""
    _of_dong(request)
    viewer, now = request.viewer, timezone.now()
    may = may_keep_signs(viewer)
    known = calls().get(viewer.dong_key)
    form = OfficeCallForm(
        request.POST or None,
        initial={"call": known.call, "hours": known.hours} if known else None,
    )
    if request.method == "POST" and form.is_valid():
        set_office_call(viewer, **form.cleaned_data, now=now)
        messages.success(request, _("주민에게 보일 전화번호를 저장했습니다."))
        return redirect("signs")
    rows = list(queries.signs_of(viewer)[: queries.PAGE])
    context = {
        "posters": present.rows([row for row in rows if not row.officer_id], may=may),
        "cards": present.rows([row for row in rows if row.officer_id], may=may),
        "own": any(row.officer_id == viewer.officer_id and not row.ended_at for row in rows),
        "may": may,
        "form": form,
        "known": known,
    }
    return render(request, "intake/signs.html", context, status=422 if form.errors else 200)


@ask
@viewer_required()
def poster_new(request: StaffRequest) -> HttpResponse:
    _of_dong(request)
    viewer, now = request.viewer, timezone.now()
    dong = dong_of(viewer)
    form = PosterForm(request.POST or None, offered=offered(dong.pk, now=now))
    if request.method == "POST" and form.is_valid():
        try:
            sign = make_poster(viewer, poster=Poster(**form.cleaned_data), now=now)
        except Refused as problem:
            if problem.status == 403:
                raise
            form.add_error(None, problem.message)
        else:
            messages.success(request, _("코드를 만들었습니다. 인쇄해서 붙이세요."))
            return redirect("poster", sign_id=sign.pk)
    if request.method != "POST" and not may_keep_signs(viewer):
        return redirect("signs")
    context = {"form": form, "dong": dong}
    return render(request, "intake/poster_new.html", context, status=422 if form.errors else 200)


@ask
@viewer_required()
def card_new(request: StaffRequest) -> HttpResponse:
    """One's own card; whoever runs the dong makes anybody's."""
    _of_dong(request)
    viewer, now = request.viewer, timezone.now()
    people = queries.card_holders(viewer, everybody=may_keep_signs(viewer))
    known = queries.own_card(viewer)
    office = calls().get(viewer.dong_key)
    call = known.call if known else office.call if office else ""
    initial = {"officer": viewer.officer_id, "call": call}
    form = CardForm(request.POST or None, initial=initial, officers=people)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        sign = make_card(viewer, officer_id=told["officer"], call=told["call"], now=now)
        return redirect("poster", sign_id=sign.pk)
    return render(
        request, "intake/card_new.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
@viewer_required()
def poster(request: StaffRequest, sign_id: UUID) -> HttpResponse:
    """One code: where it leads, and what can be printed with it."""
    sign = queries.a_sign(request.viewer, sign_id)
    context = {
        "sign": sign,
        "row": present.rows([sign], may=True)[0],
        "is_card": sign.kind == SignKind.OFFICER,
        "address": _address(request, sign),
        "may": may_keep_signs(request.viewer) or sign.officer_id == request.viewer.officer_id,
    }
    return render(request, "intake/poster.html", context)


@require_safe
@viewer_required()
def poster_print(request: StaffRequest, sign_id: UUID, size: str) -> HttpResponse:
    """A4, A5, or a sheet of ten cards, laid out for the printer."""
    sign = queries.a_sign(request.viewer, sign_id)
    is_card = sign.kind == SignKind.OFFICER
    if size not in (("cards",) if is_card else SIZES):
        raise NotHere(_("그런 크기는 없습니다."), code="not_found")
    office = calls().get(sign.dong_id)
    context = {
        "sign": sign,
        "size": size,
        "address": _address(request, sign),
        "plain": _address(request, sign).split("://", 1)[1],
        "call": sign.call or (office.call if office else ""),
    }
    if is_card:
        day = seoul_day(timezone.now())
        charge = charges(request.viewer, dong_id=sign.dong_id, first=day, last=day).get(
            sign.officer_id or 0
        )
        context["tongs"] = present.tongs(sign, charge.tongs if charge else ())
        context["copies"] = range(10)
    return render(
        request, "intake/print_cards.html" if is_card else "intake/print_poster.html", context
    )


@require_POST
@viewer_required()
def poster_end(request: StaffRequest, sign_id: UUID) -> HttpResponse:
    end_sign(request.viewer, sign_id=sign_id, now=timezone.now())
    messages.success(request, _("이제 쓰지 않는 코드로 표시했습니다. 붙여 둔 종이는 떼어 주세요."))
    return redirect("signs")


def _address(request: HttpRequest, sign: queries.Sign) -> str:
    path = f"/o/{sign.code}" if sign.kind == SignKind.OFFICER else f"/report?at={sign.code}"
    return request.build_absolute_uri(path)
