"""The accounts of an office: for its lead, and for system administrators."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import islice

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.organisations.public import Account, StaffRequest, viewer_required
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM, Role, Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..forms import ReasonForm
from ..models import FactorRule
from ..presenters import account_row, history_row, moment, qr
from ..queries import (
    accounts_for,
    factors_of,
    history,
    listed_accounts,
    may_look_after_accounts,
    rules_for,
)
from ..services import disable_account, enable_account, make_link, require_factors
from ..states import Required

SLIP = "link_slip"
PAGE = 50


def _may(viewer: Viewer) -> None:
    if not may_look_after_accounts(viewer):
        raise Forbidden(_("계정은 행정팀장, 동장, 시스템 관리자가 봅니다."), code="not_a_lead")


@require_safe
@viewer_required()
def accounts(request: StaffRequest) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    _may(viewer)
    words = request.GET.get("q", "").strip()
    rows = [account_row(row, now=now) for row in listed_accounts(viewer, words=words)]
    places = _places(viewer)
    rules = rules_for(viewer, places=places)
    choices = FactorRule._meta.get_field("required").choices
    context = {
        "rows": rows,
        "words": words,
        "without": sum(not row.has_factor and row.in_use for row in rows),
        "choices": choices,
        "places": [
            {
                "place": place,
                "level": type(place).__name__.lower(),
                "required": rules[place].required if place in rules else Required.NOBODY.value,
            }
            for place in places
        ],
    }
    return render(request, "accounts/accounts.html", context)


def _places(viewer: Viewer) -> list[City | District | Dong]:
    """The offices whose rule the viewer sets."""
    dongs = Dong.objects.for_viewer(SYSTEM if viewer.administers else viewer)
    if not viewer.administers:
        return list(dongs.filter(pk=viewer.dong_key))
    return [
        *City.objects.order_by("name"),
        *District.objects.order_by("name"),
        *dongs.order_by("name"),
    ]


def _account(viewer: Viewer, account_id: int) -> Account:
    _may(viewer)
    account = accounts_for(viewer).filter(pk=account_id).first()
    if account is None:
        raise NotHere(_("계정을 찾을 수 없습니다."), code="not_found")
    return account


@require_safe
@viewer_required()
def account(request: StaffRequest, account_id: int) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    found = _account(viewer, account_id)
    context = {
        "row": account_row(found, now=now),
        "officer": found.officer,
        "found": found,
        "factors": factors_of(found.pk),
        "form": ReasonForm(),
        "untouchable": Role.SYSTEM_ADMINISTRATOR in found.officer.roles and not viewer.administers,
        "own": found.pk == viewer.account_id,
        "first": not found.has_usable_password(),
        "history": [
            history_row(entry) for entry in islice(history(viewer, account_id=found.pk), 20)
        ],
    }
    return render(request, "accounts/office_account.html", context)


@require_POST
@viewer_required()
def disable(request: StaffRequest, account_id: int) -> HttpResponse:
    viewer = request.viewer
    disable_account(
        viewer,
        account_id=account_id,
        reason=request.POST.get("reason", ""),
        now=timezone.now(),
    )
    messages.success(request, _("계정을 멈추었습니다. 로그인해 있던 기기에서도 바로 나갔습니다."))
    return redirect("office_account", account_id)


@require_POST
@viewer_required()
def enable(request: StaffRequest, account_id: int) -> HttpResponse:
    enable_account(
        request.viewer,
        account_id=account_id,
        reason=request.POST.get("reason", ""),
        now=timezone.now(),
    )
    messages.success(request, _("계정을 다시 쓰게 했습니다."))
    return redirect("office_account", account_id)


@require_POST
@viewer_required()
def link(request: StaffRequest, account_id: int) -> HttpResponse:
    row, token = make_link(request.viewer, account_id=account_id, now=timezone.now())
    request.session[SLIP] = {"account": account_id, "token": token, "until": moment(row.expires_at)}
    return redirect("office_account_slip", account_id)


@never_cache
@require_safe
@viewer_required()
def slip(request: StaffRequest, account_id: int) -> HttpResponse:
    """The link on a slip of paper: shown once, to whoever made it."""
    found = _account(request.viewer, account_id)
    made: dict[str, str] | None = request.session.pop(SLIP, None)
    if made is None or made["account"] != account_id:
        messages.info(request, _("링크는 한 번만 보여 드립니다. 필요하면 새로 만들어 주세요."))
        return redirect("office_account", account_id)
    url = request.build_absolute_uri(reverse("sign_in_link", args=[made["token"]]))
    context = {
        "found": found,
        "officer": found.officer,
        "url": url,
        "until": made["until"],
        "qr": qr(url, label=_("로그인 링크의 QR 코드")),
        "recover": found.has_usable_password(),
    }
    return render(request, "accounts/slip.html", context)


@require_POST
@viewer_required()
def rule(request: StaffRequest) -> HttpResponse:
    """Who must have a second factor, for one office."""
    viewer = request.viewer
    _may(viewer)
    given = (request.POST.get("level", ""), request.POST.get("place", ""))
    places = {(type(place).__name__.lower(), str(place.pk)): place for place in _places(viewer)}
    if given not in places:
        raise NotHere(_("찾을 수 없습니다."), code="not_found")
    try:
        required = Required(request.POST.get("required", ""))
    except ValueError as problem:
        raise Refused(_("누구에게 필요한지 골라 주세요."), code="unreadable") from problem
    require_factors(viewer, place=places[given], required=required, now=timezone.now())
    messages.success(request, _("2단계 인증을 누가 써야 하는지 정했습니다."))
    return redirect("office_accounts")


@require_safe
@viewer_required()
def grants(request: StaffRequest) -> HttpResponse:
    """Three years of who was given what by whom."""
    viewer = request.viewer
    _may(viewer)
    words = request.GET.get("q", "").strip()
    before = request.GET.get("before", "")
    entries = list(islice(history(viewer, words=words, before=before), PAGE + 1))
    more = entries[PAGE - 1].key if len(entries) > PAGE else ""
    context = {
        "rows": [history_row(entry) for entry in entries[:PAGE]],
        "words": words,
        "more": more,
        "newest": not before,
    }
    return render(request, "accounts/grants.html", context)


@require_safe
@viewer_required()
def grants_csv(request: StaffRequest) -> HttpResponse:
    """Written as a whole: a slow reader shall not hold a database connection meanwhile."""
    viewer = request.viewer
    _may(viewer)
    out = StringIO()
    # Excel takes a file for UTF-8 by this mark alone.
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(
        [_("때"), _("이름"), _("아이디"), _("소속"), _("한 일"), _("내용"), _("한 사람")]
    )
    for entry in history(viewer, words=request.GET.get("q", "").strip()):
        row = history_row(entry)
        values = (row.when, row.who, row.username, row.place, row.what, row.detail, row.actor)
        writer.writerow([_harmless(value) for value in values])
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    day = seoul_day(timezone.now())
    response["Content-Disposition"] = f'attachment; filename="grants-{day}.csv"'
    return response


def _harmless(value: str) -> str:
    """A cell that a spreadsheet would take for a formula is marked as text."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
