"""Settings pages: 통담당 by tong, and who takes no zone."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.organisations.public import (
    Officer,
    StaffRequest,
    done,
    people_of,
    viewer_required,
)
from dongne.foundation.places.public import Tong, dong_of
from dongne.lib.refusals import Forbidden, Refused
from dongne.lib.seoul import seoul_day

from .. import queries
from ..forms.arranging import ExclusionForm, FromDay
from ..models import Exclusion
from ..permissions import may_arrange, may_settle
from ..services.charging import end_exclusion, exclude_officer, set_tong_charges
from .ground import day_of, page, refuse


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def tong_charges(request: StaffRequest) -> HttpResponse:
    """Every tong with who is in charge of it; the lead changes any number of them at once."""
    viewer, now = request.viewer, timezone.now()
    dong = dong_of(viewer, request.GET.get("dong", ""))
    day = day_of(request, seoul_day(now))
    charges = {
        charge.tong.number: charge
        for charge in queries.tong_charges(viewer, dong_id=dong.pk, day=day)
    }
    tongs = list(Tong.objects.for_viewer(viewer).filter(dong=dong, closed_on=None).defer("outline"))
    people = people_of(viewer, dong_id=dong.pk)
    form = FromDay(request.POST or None, initial={"starts_on": day})
    said = {n: request.POST.get(f"tong-{n}") for n in (tong.number for tong in tongs)}
    if form.is_valid():
        try:
            set_tong_charges(
                viewer,
                dong_id=dong.pk,
                charges={
                    number: int(key) if key and key.isdecimal() else None
                    for number, key in said.items()
                    if key is not None
                },
                starts_on=form.cleaned_data["starts_on"],
                now=now,
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(viewer, reverse("tong_charges"), subject=dong)
    rows = [
        {
            "number": tong.number,
            "officer": charges[tong.number].officer if tong.number in charges else None,
            "since": charges[tong.number].starts_on if tong.number in charges else None,
            "chosen": said.get(tong.number)
            or (str(charges[tong.number].officer_id) if tong.number in charges else ""),
        }
        for tong in tongs
    ]
    context = {
        "dong": dong,
        "day": day,
        "rows": rows,
        "people": people,
        "form": form,
        "may": may_arrange(viewer, dong.pk),
        "empty": sum(1 for row in rows if row["officer"] is None),
        "proposals": queries.proposals(viewer, dong_id=dong.pk, day=day),
    }
    return page(request, "zones/charges.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def exclusions(request: StaffRequest) -> HttpResponse:
    """Who takes no zone and why; a team's lead adds somebody of the own team."""
    viewer, now = request.viewer, timezone.now()
    dong = dong_of(viewer, request.GET.get("dong", ""))
    today = seoul_day(now)
    people = [one for one in people_of(viewer, dong_id=dong.pk) if may_settle(viewer, one)]
    form = ExclusionForm(request.POST or None, initial={"starts_on": today}, people=people)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = exclude_officer(
                viewer,
                dong_id=dong.pk,
                officer_id=said["officer"],
                reason=said["reason"],
                starts_on=said["starts_on"],
                ends_on=said["ends_on"],
                now=now,
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(viewer, reverse("exclusions"), subject=made.officer)
    if request.method == "POST" and not people:
        # Whoever settles nobody's is told so, whatever was sent.
        raise Forbidden(
            _("그 팀의 팀장이나 행정팀장, 동장만 정할 수 있습니다."), code="not_yours_to_settle"
        )
    board = queries.board(viewer, dong_id=dong.pk, day=today)
    by_officer = {row.officer.pk: row for row in board.rows}
    rows = [
        {
            "exclusion": one,
            "charges": by_officer[one.officer_id].tong_charges
            if one.officer_id in by_officer
            else (),
            "zone": by_officer[one.officer_id].charge if one.officer_id in by_officer else None,
            "may": may_settle(viewer, one.officer),
            "later": one.starts_on > today,
        }
        for one in queries.exclusions(viewer, dong_id=dong.pk, day=today)
    ]
    context = {"dong": dong, "rows": rows, "form": form, "may": bool(people), "today": today}
    return page(request, "zones/exclusions.html", context)


@require_POST
@viewer_required()
def exclusion_end(request: StaffRequest, exclusion_id: int) -> HttpResponse:
    """From today the officer takes part again."""
    viewer, now = request.viewer, timezone.now()
    found = Exclusion.objects.for_viewer(viewer).filter(pk=exclusion_id).first()
    officer = found.officer if found else Officer(pk=0)
    end_exclusion(
        viewer,
        exclusion_id=exclusion_id,
        last_day=seoul_day(now) - timedelta(days=1),
        now=now,
    )
    return done(viewer, reverse("exclusions"), subject=officer)
