"""발송사: which provider carries what, for the system administrator."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages as toasts
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import Role
from dongne.lib.refusals import NotHere, Refused

from .. import providers as folders
from ..channels import Channel, channel_of, channels
from ..models import ProviderSetting
from ..presenters.words import MEANS
from ..queries.standing import Hour, last_hour, provider_settings, set_aside
from ..services.providing import remove_provider, set_provider
from ..services.setting import move_provider
from ..states import Means


@require_safe
@viewer_required(Role.SYSTEM_ADMINISTRATOR)
def providers(request: StaffRequest) -> HttpResponse:
    """Every setting with how its provider did in the last hour, and what can be added."""
    hours, aside = last_hour(now=timezone.now()), set_aside()
    rows = []
    for row in provider_settings():
        channel = channel_of(row.provider)
        rows.append(
            {
                "row": row,
                "means": MEANS[row.means],
                "title": channel.title if channel else row.provider,
                "place": _place(row),
                "hour": hours.get(row.account, Hour()),
                "ill": row.account in aside,
            }
        )
    offered = [
        {"label": f"{MEANS[means]}: {channel.title}", "name": channel.name, "means": means}
        for channel in channels()
        if form_of(channel) is not None
        for means in sorted(channel.means)
    ]
    return render(request, "messaging/providers.html", {"rows": rows, "offered": offered})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required(Role.SYSTEM_ADMINISTRATOR)
def provider(request: StaffRequest, provider_means: str, provider_name: str) -> HttpResponse:
    """The settings of one provider for one means, for the whole installation."""
    means, name = provider_means, provider_name
    channel = channel_of(name)
    made = form_of(channel) if channel else None
    if channel is None or made is None or means not in channel.means:
        raise NotHere(_("그런 발송사는 없습니다."), code="not_found")
    kept = next(
        (
            row
            for row in provider_settings()
            if row.provider == name
            and row.means == means
            and (row.dong_id, row.district_id, row.city_id) == (None, None, None)
        ),
        None,
    )
    initial = {"sender": kept.sender, **kept.options} if kept else {}
    form = made(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        sender, secret = said.pop("sender", ""), said.pop("secret", "")
        try:
            set_provider(
                request.viewer,
                means=Means(means),
                provider=name,
                position=kept.position if kept else 99,
                sender=sender,
                options=said,
                secret=secret or None,
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            toasts.success(request, _("발송사를 정했습니다."))
            return HttpResponseRedirect(reverse("message_providers"))
    title = f"{MEANS[means]}: {channel.title}"
    context = {"form": form, "title": title, "kept": kept}
    return render(request, "messaging/provider.html", context, status=422 if form.errors else 200)


@require_POST
@viewer_required(Role.SYSTEM_ADMINISTRATOR)
def provider_change(request: StaffRequest, setting_id: UUID) -> HttpResponse:
    """`do=up`, `on`, `off` or `remove`."""
    viewer, now, deed = request.viewer, timezone.now(), request.POST.get("do", "")
    if deed == "remove":
        remove_provider(viewer, setting_id=setting_id, now=now)
    elif deed in {"up", "on", "off"}:
        is_on = None if deed == "up" else deed == "on"
        move_provider(viewer, setting_id=setting_id, up=deed == "up", is_on=is_on, now=now)
    else:
        raise NotHere(_("할 일을 골라 주세요."), code="not_found")
    return HttpResponseRedirect(reverse("message_providers"))


def form_of(channel: Channel) -> type[forms.Form] | None:
    """The form in the provider's own folder; in-house ones have none."""
    try:
        module: Any = import_module(f"{folders.__name__}.{channel.name}.form")
    except ModuleNotFoundError:
        return None
    found = [
        one
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, forms.Form) and one is not forms.Form
    ]
    return found[0] if found else None


def _place(row: ProviderSetting) -> str:
    place = row.dong or row.district or row.city
    return place.label if place is not None else _("모든 곳")
