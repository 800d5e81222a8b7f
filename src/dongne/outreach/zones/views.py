"""The dong's zone board."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.places.public import Dong
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from .queries import board


@viewer_required()
def zones(request: StaffRequest) -> HttpResponse:
    """Who looks after which tongs today; a desk above names the dong with `?dong=`."""
    viewer = request.viewer
    dongs = Dong.objects.for_viewer(viewer)
    code = request.GET.get("dong", "")
    dong = (dongs.filter(code=code) if code else dongs.filter(pk=viewer.dong_id)).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    found = board(viewer, dong_id=dong.pk, day=seoul_day(timezone.now()))
    teams = [
        (team, list(rows)) for team, rows in groupby(found.rows, key=lambda r: r.officer.team.name)
    ]
    return render(request, "zones/zones.html", {"dong": dong, "board": found, "teams": teams})
