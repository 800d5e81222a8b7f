"""Pages of activities: the list, one of them, its history, removing and bringing back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.asides import public as asides
from dongne.foundation.organisations.public import Account, StaffRequest, viewer_required
from dongne.foundation.places.public import dong_of
from dongne.foundation.scope.public import Viewer
from dongne.lib.bigrams import searched
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day
from dongne.outreach.vocabulary.public import vocabulary_of

from .. import queries
from ..forms.lists import EVERYBODY, OWN, Asked, FilterForm, read_uuid
from ..models import Activity
from ..presenters import activities as present
from ..presenters.clocks import skew_alert
from ..presenters.days import day_words
from ..presenters.history import history
from ..presenters.standing_in import offer_of
from ..services.recording import may_change, remove_activity, restore_activity
from ..services.standing_in import stands_in


@require_safe
@viewer_required()
def activities(request: StaffRequest) -> HttpResponse:
    """The dong's activities, narrowed by the address; an officer's own to begin with."""
    viewer = request.viewer
    today = seoul_day(timezone.now())
    # Whoever looks after everybody's month starts with everybody's activities.
    mine = viewer.dong_id is not None and not viewer.runs_outreach
    asked = Asked.read(request.GET, today=today, mine=mine)
    dong = dong_of(viewer, asked.dong) if asked.dong else None
    listing = queries.activity_list(
        viewer,
        dong=dong,
        older_than=request.GET.get("older", ""),
        newer_than=request.GET.get("newer", ""),
        **asked.narrowed(viewer),
    )
    page = listing.page
    sought = searched(asked.words)
    form = FilterForm(
        asked,
        listing,
        today=today,
        viewer=viewer,
        states=[(state, word) for state, (word, *_rest) in present.STATES.items()],
    )
    return render(
        request,
        "fieldwork/activities.html",
        {
            "form": form,
            "asked": asked,
            "dong": dong,
            "title": _title(asked, viewer, today),
            "modes": _modes(request, asked) if viewer.dong_id and not asked.dong else [],
            "sifted": form.sifted(),
            "page": page,
            "days": present.days(
                page,
                listing.vocabularies,
                today=today,
                names=asked.officer != OWN,
                sought=sought,
            ),
            "sought": sought,
            "newer": _moved(request.GET, newer=page.newer) if page.newer else "",
            "older": _moved(request.GET, older=page.older) if page.older else "",
            "narrowed": bool(
                asked.field
                or asked.kind
                or asked.tong
                or asked.state
                or asked.counted
                or asked.words
            ),
            "may_record": viewer.dong_id is not None,
            "differing": 0 if dong else cast(Account, request.user).along.get(queries.DIFFERING, 0),
            "looks_after": viewer.dong_id is not None and viewer.runs_outreach and not dong,
            "removed": read_uuid(request.GET.get("removed", "")),
            "today": today,
        },
    )


@require_safe
@viewer_required()
def activity(request: StaffRequest, activity_id: UUID) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    found = seen(viewer, activity_id)
    files = queries.photo_files(
        viewer, dong_id=found.dong_id, shas=[photo.sha256 for photo in found.photos.all()]
    )
    words = vocabulary_of(found.dong_id, found.day)
    pairs, others = present.pictures(found, files)
    numbers = asides.asides_of(viewer, [found]).get(str(found.pk), [])
    return render(
        request,
        "fieldwork/activity.html",
        {
            "activity": found,
            "title": present.title_of(found),
            "rest": asides.with_chips(present.rest_of(found), "memo", numbers),
            "numbers": [asides.shown(one) for one in numbers],
            "badge": present.badge_of(found),
            "facts": present.facts(found, words, viewer, numbers),
            "standing": present.standing(found, viewer),
            "stead": _in_stead(viewer, found, now=now),
            "pairs": pairs,
            "photos": others,
            "sounds": present.sounds(found, queries.sound_files(viewer, found)),
            "skew": skew_alert(found),
            "differing": queries.waits(viewer, found),
            "marker": present.marker(found),
            "may_change": may_change(found, viewer, now=now),
            "back": _list_left(request) or day_address(found, viewer),
        },
    )


def _in_stead(viewer: Viewer, found: Activity, *, now: datetime) -> dict[str, Any] | None:
    """What whoever may report it for its officer is offered. One statement, or none."""
    waits = found.report_id is None and found.removed_at is None and found.happened_at <= now
    return offer_of(found) if waits and stands_in(viewer, found.officer, now=now) else None


@require_safe
@viewer_required()
def activity_history(request: StaffRequest, activity_id: UUID) -> HttpResponse:
    viewer = request.viewer
    found = seen(viewer, activity_id)
    told = queries.activity_history(viewer, found)
    rows = history(
        told.entries,
        words=vocabulary_of(found.dong_id, found.day),
        tongs=told.tongs,
        outings=told.outings,
    )
    return render(
        request,
        "fieldwork/activity_history.html",
        {"activity": found, "title": present.title_of(found), "rows": rows},
    )


@require_POST
@viewer_required()
def activity_remove(request: StaffRequest, activity_id: UUID) -> HttpResponse:
    """Removed at once and without asking: the next page offers to bring it back."""
    removed = remove_activity(request.viewer, activity_id=activity_id, now=timezone.now())
    address = day_address(removed, request.viewer)
    return HttpResponseRedirect(f"{address}&removed={removed.pk}")


@require_POST
@viewer_required()
def activity_restore(request: StaffRequest, activity_id: UUID) -> HttpResponse:
    restored = restore_activity(request.viewer, activity_id=activity_id, now=timezone.now())
    messages.success(request, _("지운 활동을 되살렸습니다."))
    return HttpResponseRedirect(reverse("activity", args=[restored.pk]))


def seen(viewer: Viewer, activity_id: UUID) -> Activity:
    """The activity, if the viewer may see it; a removed one is there for its author only."""
    found = queries.activity_of(viewer, activity_id)
    if found is None or (found.removed_at and found.officer_id != viewer.officer_id):
        raise NotHere(_("활동을 찾을 수 없습니다."), code="not_found")
    return found


def _list_left(request: StaffRequest) -> str:
    """The list of activities that one came from, with its filters."""
    address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.path == reverse("activities") else ""


def day_address(found: Activity, viewer: Viewer) -> str:
    """The list of that day, as its author or as somebody else looks at it."""
    officer = OWN if found.officer_id == viewer.officer_id else EVERYBODY
    return f"{reverse('activities')}?day={found.day}&officer={officer}"


def _title(asked: Asked, viewer: Viewer, today: date) -> str:
    mine = asked.officer in (OWN, str(viewer.officer_id))
    if asked.day:
        day = day_words(asked.day, today=today)
        return (_("%(day)s 내 활동") if mine else _("%(day)s 활동")) % {"day": day}
    return _("내 활동") if mine else _("활동")


def _modes(request: StaffRequest, asked: Asked) -> list[dict[str, object]]:
    """One's own activities, everybody's, one's own outings."""
    named = [(OWN, _("내 활동")), (EVERYBODY, _("동 전체"))]
    modes: list[dict[str, object]] = [
        {"label": label, "url": _moved(request.GET, officer=who), "current": asked.officer == who}
        for who, label in named
    ]
    return [*modes, {"label": _("내 출장"), "url": reverse("outings")}]


def _moved(asked: QueryDict, **to: str) -> str:
    kept = asked.copy()
    for name in ("newer", "older", "removed"):
        kept.pop(name, None)
    for name, value in to.items():
        kept[name] = value
    return f"?{kept.urlencode()}"
