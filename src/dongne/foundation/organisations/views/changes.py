"""바뀐 내용: what was changed in the office's settings, by whom; and taking it back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.audit.public import changes_of, find_change, kinds, undo_change
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere

from ..access import StaffRequest, viewer_required
from ..permissions import everywhere, refuse_unless, runs
from ..queries import key_of, office_at, staff_of
from .ground import address, own_to_run, page, picker

A_PAGE = 30


@require_safe
@viewer_required()
def changes(request: StaffRequest) -> HttpResponse:
    viewer, asked = request.viewer, request.GET
    place = own_to_run(request)
    people = list(staff_of(viewer, place).order_by("name"))
    who, before = asked.get("who", ""), asked.get("before", "")
    own = isinstance(place, Dong)
    actors = None if own else [one.pk for one in people]
    if who.isdecimal():
        actors = [one.pk for one in people if str(one.pk) == who]
    found = changes_of(
        dong_id=place.pk if own else None,
        actor_ids=actors,
        kind=asked.get("kind", ""),
        before=int(before[:18]) if before.isdecimal() else None,
        limit=A_PAGE + 1,
        now=timezone.now(),
    )
    here = {name: asked[name] for name in ("at", "who", "kind") if asked.get(name)}
    older = found[A_PAGE - 1].entry.pk if len(found) > A_PAGE else None
    return page(
        request,
        "organisations/changes.html",
        {
            "place": place,
            "key": key_of(place),
            "changes": found[:A_PAGE],
            "people": people,
            "kinds": kinds(),
            "asked": asked,
            "narrowed": bool(who or asked.get("kind")),
            "older": f"?{urlencode(here | {'before': older})}" if older else "",
            "newer": f"?{urlencode(here)}" if before else "",
            "offices": picker(viewer, place),
        },
    )


@require_POST
@viewer_required()
def change_undo(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Whoever runs the office takes anything back; everybody what they did themselves."""
    viewer, now = request.viewer, timezone.now()
    change = find_change(entry_id, now=now)
    mine = change is not None and change.entry.actor_officer_id == viewer.officer_id
    dong = None
    if change is not None and change.entry.dong_id is not None:
        dong = office_at(viewer, _key(change.entry.dong_id))
    if change is None or not (mine or dong or everywhere(viewer)):
        raise NotHere(_("바뀐 내용을 찾을 수 없습니다."), code="not_found")
    refuse_unless(mine or everywhere(viewer) or (dong is not None and runs(viewer, dong)))
    undo_change(viewer, entry=change.entry, now=now)
    messages.success(request, _("되돌렸습니다: %(what)s") % {"what": change.told.sentence})
    return HttpResponseRedirect(_next(request))


def _key(dong_id: int) -> str:
    dong = Dong.objects.for_viewer(SYSTEM).filter(pk=dong_id).first()
    return key_of(dong) if dong else "dong."


def _next(request: StaffRequest) -> str:
    to = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}):
        return to
    return address("changes", own_to_run(request), request.viewer)
