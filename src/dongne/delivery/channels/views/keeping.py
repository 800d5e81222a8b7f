"""Channels of an office: what is on, where, when; changed by whoever keeps them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.delivery.catalogue.public import services_of
from dongne.delivery.ways.public import Service
from dongne.foundation.calendar.public import key_of_place, own_place, place_for, places_for
from dongne.foundation.organisations.public import (
    StaffRequest,
    done,
    undo_offer,
    viewer_required,
)
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from .. import queries
from ..forms import ClosingForm, SettingForm, SiteForm, setting_initial, site_initial
from ..models import ChannelSetting, ChannelSite, Place
from ..permissions import may_keep, require_keeping
from ..presenters import pages as present
from ..presenters.hours import closing_text, hours_of
from ..services import (
    add_site,
    add_site_closing,
    cancel_site_closing,
    edit_site,
    remove_site,
    set_channel,
)
from ..subjects import channels, words_of
from ..words import in_language

ask = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@viewer_required()
def channels_page(request: StaffRequest) -> HttpResponse:
    """`?at=` whose; nine statements at most, and what each supply needs."""
    viewer, now = request.viewer, timezone.now()
    place = chosen_place(viewer, request.GET.get("at", ""))
    key = key_of_place(place)
    keeps = may_keep(viewer, place)
    context: dict[str, Any] = {
        "title": present.place_title(place),
        "place": place,
        "key": key,
        "keeps": keeps,
        "offices": picker(viewer, key),
        "matrix_url": f"{reverse('channel_matrix')}?at={key}",
        "undo": undo_offer(request),
    }
    if isinstance(place, Dong):
        world = queries.world_of(place.pk, now=now)
        rows, settings = queries.rows_of(place.pk)
        context |= {
            "channels": present.shown(
                world=world, rows=rows, settings=settings, key=key, now=now, linked=True
            ),
            "points": present.markers(world.sites, now=now, world=world, linked=True),
            "dong": place,
            "public_url": f"{reverse('service_places')}?dong={place.code}",
        }
    else:
        context |= {
            "wide": True,
            "channels": present.wide(queries.sites_at(place), key=key, keeps=keeps),
        }
    return render(request, "channels/channels.html", context)


@ask
@viewer_required()
def site_new(request: StaffRequest) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    place = chosen_place(viewer, request.GET.get("at", ""))
    require_keeping(viewer, place)
    channel = request.GET.get("channel", "")
    if channel not in channels() or not words_of(channel).has_sites:
        raise NotHere(_("장소를 정하는 창구가 아닙니다."), code="not_found")
    services = offered(place, now=now)
    form = SiteForm(request.POST or None, services=services)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            row = add_site(viewer, place=place, given=form.given(channel), now=now)
        except Refused as problem:
            refusal = problem.message
        else:
            return done(viewer, page_of(place), subject=row)
    return _form_page(request, form, place, channel, refusal, back=page_of(place))


@ask
@viewer_required()
def site_edit(request: StaffRequest, site_key: UUID) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    row = queries.site_for(viewer, site_key)
    require_keeping(viewer, row.place)
    services = offered(row.place, now=now)
    form = SiteForm(request.POST or None, services=services, initial=site_initial(row))
    refusal = ""
    back = reverse("channel_site", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        try:
            edit_site(
                viewer,
                site_id=row.pk,
                given=form.given(row.channel),
                version=form.cleaned_data["version"],
                now=now,
            )
        except Refused as problem:
            if isinstance(problem, NotHere):
                raise
            refusal = problem.message
        else:
            return done(viewer, back, subject=row)
    return _form_page(request, form, row.place, row.channel, refusal, back=back, row=row)


@ask
@viewer_required()
def site_page(request: StaffRequest, site_key: UUID) -> HttpResponse:
    """One place: what it is, when it is closed. `deed` is `close`, `open` (with `closing`) or
    `remove` (with `version`)."""
    viewer, now = request.viewer, timezone.now()
    row = queries.site_for(viewer, site_key)
    keeps = may_keep(viewer, row.place)
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    form = ClosingForm(request.POST if deed == "close" else None)
    refusal = ""
    if request.method == "POST":
        require_keeping(viewer, row.place)
        try:
            answer = _deed(request, row, form, deed)
        except Refused as problem:
            if isinstance(problem, NotHere):
                raise
            refusal = problem.message
        else:
            if answer is not None:
                return answer
    world, site = queries.world_with(row, now=now)
    told = present.site_told(site, row, world=world, now=now, services=world.services)
    return render(
        request,
        "channels/site.html",
        {
            "row": row,
            "told": told,
            "week": hours_of(row),
            "keeps": keeps,
            "form": form,
            "refusal": refusal,
            "closings": [
                (one, closing_text(one)) for one in queries.closings_of(row, day=seoul_day(now))
            ],
            "point": present.markers([site], now=now, world=world, linked=False),
            "ground_dong": ground_of(viewer, row.place),
            "back": page_of(row.place),
            "back_label": present.place_title(row.place),
            "undo": undo_offer(request),
        },
        status=422 if refusal or form.errors else 200,
    )


def _deed(
    request: StaffRequest, row: ChannelSite, form: ClosingForm, deed: str
) -> HttpResponseRedirect | None:
    viewer, now = request.viewer, timezone.now()
    here = reverse("channel_site", args=[row.pk])
    if deed == "close":
        if not form.is_valid():
            return None
        said = form.cleaned_data
        opens, closes = form.hours()
        closing = add_site_closing(
            viewer,
            site_id=row.pk,
            first=said["first"],
            last=said["last"] or said["first"],
            opens=opens,
            closes=closes,
            reason=said["reason"],
            reason_en=said["reason_en"],
            now=now,
        )
        return done(viewer, here, subject=closing)
    if deed == "open":
        try:
            closing_id = UUID(request.POST.get("closing", ""))
        except ValueError as problem:
            raise NotHere(_("휴무를 찾을 수 없습니다."), code="not_found") from problem
        return done(
            viewer, here, subject=cancel_site_closing(viewer, closing_id=closing_id, now=now)
        )
    if deed == "remove":
        gone = remove_site(viewer, site_id=row.pk, now=now)
        return done(viewer, page_of(row.place), subject=gone)
    raise Refused(_("무엇을 할지 알 수 없습니다. 다시 눌러 주세요."), code="no_deed")


@ask
@viewer_required()
def channel_set(request: StaffRequest, channel_key: str) -> HttpResponse:
    """What a dong switches of one channel."""
    viewer, now = request.viewer, timezone.now()
    place = chosen_place(viewer, request.GET.get("at", ""))
    if not isinstance(place, Dong):
        raise NotHere(_("동을 골라 주세요."), code="not_a_dong")
    require_keeping(viewer, place)
    channel = channels().get(channel_key)
    if channel is None:
        raise NotHere(_("그런 창구가 없습니다."), code="not_found")
    setting = ChannelSetting.objects.for_viewer(SYSTEM)
    row = setting.filter(dong=place, channel=channel_key).first()
    form = SettingForm(request.POST or None, channel=channel, initial=setting_initial(row))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            kept = set_channel(viewer, dong=place, channel=channel_key, now=now, **form.values())
        except Refused as problem:
            refusal = problem.message
        else:
            return done(viewer, page_of(place), subject=kept)
    return render(
        request,
        "channels/setting.html",
        {
            "title": in_language(channel.names),
            "channel": channel,
            "form": form,
            "refusal": refusal,
            "back": page_of(place),
            "back_label": present.place_title(place),
        },
        status=422 if refusal or form.errors else 200,
    )


def _form_page(
    request: StaffRequest,
    form: SiteForm,
    place: Place,
    channel: str,
    refusal: str,
    *,
    back: str,
    row: ChannelSite | None = None,
) -> HttpResponse:
    name = in_language(channels()[channel].names) if channel in channels() else channel
    return render(
        request,
        "channels/site_form.html",
        {
            "title": row.name if row else _("%(channel)s 더하기") % {"channel": name},
            "eyebrow": name,
            "form": form,
            "refusal": refusal,
            "back": back,
            "back_label": row.name if row else present.place_title(place),
            "ground_dong": ground_of(request.viewer, place),
        },
        status=422 if refusal or form.errors else 200,
    )


def chosen_place(viewer: Viewer, key: str) -> Place:
    """Whose channels. Raises NotHere; the state has none."""
    place = place_for(viewer, key)
    if place is None:
        raise NotHere(_("기관을 찾을 수 없습니다."), code="not_found")
    return place


def picker(viewer: Viewer, key: str) -> list[dict[str, Any]]:
    return [
        {"key": own, "label": place.label, "current": own == key}
        for place in places_for(viewer)
        if place is not None and (own := key_of_place(place))
    ]


def page_of(place: Place) -> str:
    return f"{reverse('channels')}?at={key_of_place(place)}"


def offered(place: Place, *, now: Any) -> dict[str, Service]:
    """Services to choose from, as they hold there."""
    dong_id = place.pk if isinstance(place, Dong) else None
    found = services_of(dong_id, day=seoul_day(now))
    return {code: one for code, one in found.items() if one.offered}


def ground_of(viewer: Viewer, place: Place) -> str:
    """The code of a dong whose outlines the map draws: the place's, else the viewer's own."""
    if isinstance(place, Dong):
        return place.code
    own = own_place(viewer)
    return own.code if isinstance(own, Dong) else ""
