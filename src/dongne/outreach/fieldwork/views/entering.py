"""The page on which an activity is written down, for the first time or again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Conflict, Forbidden, NotHere
from dongne.lib.seoul import read_day, seoul_day

from .. import queries
from ..forms.activities import ActivityForm, KeptPhotos, first_values, stored_values
from ..forms.lists import read_uuid
from ..models import Activity
from ..presenters import activities as present
from ..rules import PHOTOS_PER_ACTIVITY
from ..services.photos import TakenIn, take_in
from ..services.recording import (
    Unacceptable,
    already_says,
    edit_activity,
    record_activity,
    refuse_change,
)
from ..subjects import suggestions_address
from ..words import PHOTO_ROLES, SENTENCES
from .activities import day_address, seen

ANOTHER = "another"


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def activity_new(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    viewer = request.viewer
    if viewer.dong_id is None:
        raise Forbidden(_("활동은 동주민센터 주무관만 기록할 수 있습니다."), code="not_in_a_dong")
    if request.method == "POST":
        return _take(request, now=now, activity=_sent_before(request))
    asked = read_day(request.GET.get("day", ""))
    choices = queries.choices_for(viewer, day=asked or seoul_day(now))
    outing = next(
        (one for one in choices.outings if str(one.pk) == request.GET.get("outing")), None
    )
    values = first_values(choices, now=now, day=asked, outing=outing)
    form = ActivityForm(initial=values, choices=choices)
    return _page(request, form, KeptPhotos(), choices)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def activity_edit(request: StaffRequest, activity_id: UUID) -> HttpResponse:
    now = timezone.now()
    found = seen(request.viewer, activity_id)
    if found.removed_at:
        raise NotHere(_("활동을 찾을 수 없습니다."), code="not_found")
    refuse_change(request.viewer, found, now=now)
    if request.method == "POST":
        return _take(request, now=now, activity=found)
    choices = queries.choices_for(request.viewer, day=found.day, officer_id=found.officer_id)
    form = ActivityForm(initial=stored_values(found, choices), choices=choices)
    return _page(request, form, KeptPhotos.of(found), choices, activity=found)


def _day_of(request: StaffRequest, activity: Activity | None, *, now: datetime) -> date:
    """The day that was typed: its month's words and tongs are the ones to choose from."""
    typed = read_day(request.POST.get("happened_at", "")[:10])
    return typed or (activity.day if activity else seoul_day(now))


def _sent_before(request: StaffRequest) -> Activity | None:
    """What the same form has already made, if this is its second sending."""
    id_ = read_uuid(request.POST.get("id", ""))
    found = queries.activity_of(request.viewer, id_) if id_ else None
    if found and found.officer_id != request.viewer.officer_id:
        raise NotHere(_("활동을 찾을 수 없습니다."), code="not_found")
    return found


@dataclass(slots=True)
class _Entry:
    """One sending of the form: what was typed, and the photos that came before and with it."""

    form: ActivityForm
    data: QueryDict
    kept: KeptPhotos
    taken: TakenIn
    from_photos: str = ""


def _take(request: StaffRequest, *, now: datetime, activity: Activity | None) -> HttpResponse:
    """Photos first, outside of any transaction; then the record, whole or not at all."""
    viewer = request.viewer
    page = request.resolver_match
    again = activity is not None and page is not None and page.url_name == "activity_new"
    if activity is not None and activity.removed_at:
        return HttpResponseRedirect(reverse("activity", args=[activity.pk]))
    choices = queries.choices_for(viewer, day=_day_of(request, activity, now=now))
    entry = _read(request, choices, activity, now=now)
    form = entry.form
    form.full_clean()
    form.refuse(entry.taken.refused)
    if not form.errors:
        record = form.record(
            photos=entry.kept.in_order(),
            sounds=activity.sounds.all() if activity else (),
            stored=activity.happened_at if activity else None,
        )
        if again and activity and already_says(activity, record, now=now):
            return HttpResponseRedirect(reverse("activity", args=[activity.pk]))
        try:
            if activity is None:
                saved = record_activity(viewer, record=record, now=now)
            elif again:
                raise Conflict(
                    _("이미 저장한 기록입니다. 바뀐 내용을 확인하고 저장해 주세요."),
                    code="recorded_before",
                )
            else:
                base = form.cleaned_data["base"]
                saved = edit_activity(
                    viewer, activity_id=activity.pk, record=record, base=base, now=now
                )
        except Unacceptable as refusal:
            form.refuse(refusal.parts)
        except Conflict as conflict:
            form.refuse([("", conflict.message)])
            if activity is not None:
                # They have been told: the next sending goes by the version that is there now.
                entry.data["base"] = str(activity.receipt)
        except IntegrityError:
            # Two sendings at the same moment: the other one was first.
            if first := _sent_before(request):
                return HttpResponseRedirect(reverse("activity", args=[first.pk]))
            raise NotHere(_("활동을 찾을 수 없습니다."), code="not_found") from None
        else:
            return _saved(request, saved, entry, new=activity is None)
    return _page(request, form, entry.kept, choices, activity=activity, entry=entry)


def _read(
    request: StaffRequest, choices: queries.Choices, activity: Activity | None, *, now: datetime
) -> _Entry:
    data = request.POST.copy()
    kept = KeptPhotos.sent(data)
    if activity is not None:
        data["id"] = str(activity.pk)
    form = ActivityForm(data, request.FILES, choices=choices)
    files = form.uploads()
    room = max(0, PHOTOS_PER_ACTIVITY - len(kept.photos))
    taken = take_in(request.viewer, files=files[:room], now=now)
    for name, _role, _file in files[room:][:1]:
        taken.refused.append((name, str(SENTENCES["too_many_photos"])))
    for role, photo in taken.photos:
        kept.add(photo.sha256, role)
    words = _fill_from_photos(form, data, taken, now=now) if activity is None else ""
    return _Entry(form, data, kept, taken, words)


def _fill_from_photos(form: ActivityForm, data: QueryDict, taken: TakenIn, *, now: datetime) -> str:
    """Time and place of the photos, where nobody has said otherwise; the sentence that says so."""
    time = place = False
    if (moment := taken.taken_at) and moment <= now and form.time_untouched:
        data["happened_at"] = localtime(moment).strftime("%Y-%m-%dT%H:%M")
        time = True
    if taken.place and not data.get("latitude") and not data.get("longitude"):
        data["latitude"], data["longitude"] = map(str, taken.place)
        place = True
    if time and place:
        return _("사진에서 시각과 위치를 가져왔습니다.")
    if time:
        return _("사진에서 시각을 가져왔습니다.")
    return _("사진에서 위치를 가져왔습니다.") if place else ""


def _saved(request: StaffRequest, saved: Activity, entry: _Entry, *, new: bool) -> HttpResponse:
    told = _("활동을 저장했습니다.") if new else _("고친 내용을 저장했습니다.")
    messages.success(request, f"{told} {entry.from_photos}".strip())
    if not new:
        return HttpResponseRedirect(reverse("activity", args=[saved.pk]))
    if request.POST.get("then") == ANOTHER:
        address = reverse("activity_new")
        if saved.outing_id:
            return HttpResponseRedirect(f"{address}?outing={saved.outing_id}")
        return HttpResponseRedirect(address)
    return HttpResponseRedirect(day_address(saved, request.viewer))


def _page(
    request: StaffRequest,
    form: ActivityForm,
    kept: KeptPhotos,
    choices: queries.Choices,
    *,
    activity: Activity | None = None,
    entry: _Entry | None = None,
) -> HttpResponse:
    viewer = request.viewer
    assert viewer.dong_id is not None
    shown = kept.in_order()
    files = queries.photo_files(
        viewer, dong_id=viewer.dong_id, shas=[sha256 for sha256, _role in shown]
    )
    context: dict[str, Any] = {
        "form": form,
        "activity": activity,
        "kept": present.kept_pictures(shown, files),
        "sounds": present.sounds(
            activity, queries.sound_files(viewer, activity), gone=request.POST.getlist("sound_gone")
        )
        if activity
        else [],
        "roles": [(role.value, word) for role, word in PHOTO_ROLES.items()],
        "from_photos": entry.from_photos if entry else "",
        "dong_code": choices.dong_code,
        "more_open": _more_open(form),
        "suggest": suggestions_address(viewer) if activity is None else "",
        "back": reverse("activity", args=[activity.pk]) if activity else reverse("activities"),
    }
    return render(
        request,
        "fieldwork/activity_form.html",
        context,
        status=422 if form.is_bound else 200,
    )


def _more_open(form: ActivityForm) -> bool:
    """Whether the part that is folded away has something in it that must be seen."""
    names = ("measure", "handover", "counted", "outing")
    return any(form[name].value() or form[name].errors for name in names)
