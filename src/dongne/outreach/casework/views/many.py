"""The same done to several chosen cases: assigned, handed on, of another kind, made to wait."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import Categories, categories_in, categories_of

from ..forms.lists import ManyForm, chosen
from ..models import Case
from ..presenters import lists as present
from ..presenters.load import away_words, load_words
from ..queries.lists import for_rows
from ..queries.load import Load, loads, teams_to
from ..services.many import Many, do_to_all, give_back_assigned

GIVEN = "cases_given"
"""In the session, until the next time: what was assigned together, and who had it before."""
MOST_GIVEN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def cases_many(request: StaffRequest) -> HttpResponse:
    """What was ticked, and the one thing to be done to all of it."""
    viewer, now = request.viewer, timezone.now()
    sent = request.method == "POST"
    data = request.POST if sent else request.GET
    deed = data.get("deed", "")
    deed = deed if deed in ManyForm.FIELDS else ManyForm.TRANSFER
    cases = _cases(viewer, chosen(data.getlist("case")))
    found = loads(viewer, now=now) if deed == ManyForm.ASSIGN else None
    form = ManyForm(
        data if sent else None,
        deed=deed,
        officers=[one.officer for one in found.people] if found else (),
        teams=teams_to(viewer) if deed == ManyForm.TRANSFER else (),
        categories=_offered(viewer, cases) if deed == ManyForm.CATEGORY else None,
    )
    result = Many(done=[], refused=[])
    if sent and cases and form.is_valid():
        holders = {case.pk: (case.holder_team_id, case.holder_officer_id) for case in cases}
        result = do_to_all(
            viewer, case_ids=list(holders), deed=deed, said=form.cleaned_data, now=now
        )
        if not result.refused:
            if deed == ManyForm.ASSIGN:
                _remember(request, holders, form.cleaned_data["officer"])
            else:
                messages.success(request, _done(deed, len(result.done)))
            return HttpResponseRedirect(_back(request, data.get("back", "")))
    context = _page(cases, form, result, found.people if found else [], viewer, now)
    context["back"] = _back(request, data.get("back", "") or request.headers.get("Referer", ""))
    refused = sent and bool(form.errors or result.refused)
    return render(request, "casework/cases_many.html", context, status=422 if refused else 200)


@require_POST
@viewer_required()
def cases_many_undo(request: StaffRequest) -> HttpResponse:
    """What was just assigned together goes back to whoever had it."""
    given = request.session.pop(GIVEN, None)
    back = _back(request, request.POST.get("back", ""))
    if not given:
        messages.error(request, _("되돌릴 배정이 없습니다."))
        return HttpResponseRedirect(back)
    holders = {UUID(key): (team, person) for key, team, person in given["holders"]}
    result = give_back_assigned(
        request.viewer, holders=holders, officer_id=given["officer"], now=timezone.now()
    )
    if result.refused:
        messages.error(request, result.refused[0][1])
    else:
        words = ngettext("%(n)d건을 되돌렸습니다.", "%(n)d건을 되돌렸습니다.", len(result.done))
        messages.success(request, words % {"n": len(result.done)})
    return HttpResponseRedirect(back)


def given_offer(request: StaffRequest) -> dict[str, Any] | None:
    """What the list offers to take back, once."""
    given = request.session.get(GIVEN)
    if not given or given.get("shown"):
        return None
    request.session[GIVEN] = given | {"shown": True}
    n = len(given["holders"])
    words = ngettext("%(n)d건을 배정했습니다.", "%(n)d건을 배정했습니다.", n)
    return {"sentence": words % {"n": n}}


def _remember(request: StaffRequest, holders: dict[UUID, Any], officer_id: int) -> None:
    request.session[GIVEN] = {
        "officer": officer_id,
        "holders": [[str(key), *holder] for key, holder in holders.items()],
    }


def _cases(viewer: Viewer, ids: list[UUID]) -> list[Case]:
    """In the order of the list. One statement."""
    if not ids:
        return []
    found = Case.objects.for_viewer(viewer).filter(pk__in=ids)
    by_id = {case.pk: case for case in for_rows(found)}
    return [by_id[key] for key in ids if key in by_id]


def _offered(viewer: Viewer, cases: list[Case]) -> Categories:
    day = seoul_day(timezone.now())
    return categories_of(cases[0].dong_id if cases else viewer.dong_id, day=day)


def _page(
    cases: list[Case],
    form: ManyForm,
    result: Many,
    people: list[Load],
    viewer: Viewer,
    now: Any,
) -> dict[str, Any]:
    categories = categories_in({case.dong_id for case in cases}, day=seoul_day(now))
    refused = {str(key) for key, _sentence in result.refused}
    rows = [
        present.row_of(case, categories, now=now, dong=viewer.dong_id is None) for case in cases
    ]
    by_id = {case.pk: case for case in cases}
    most = max((one.held.open for one in people), default=0) or 1
    return {
        "form": form,
        "title": _titles()[form.deed],
        "verb": _titles()[form.deed],
        "chosen": present.chosen_title(len(rows)),
        "rows": [row | {"refused": row["id"] in refused} for row in rows],
        "refused": [
            (present.title_of(by_id[key]) if key in by_id else str(key), sentence)
            for key, sentence in result.refused
        ],
        "loads": [
            {
                "id": one.officer.pk,
                "name": one.officer.name,
                "team": one.officer.team.label,
                "words": load_words(one),
                "away": away_words(one.away),
                "width": round(100 * one.held.open / most),
                "chosen": str(form.data.get("officer", "")) == str(one.officer.pk),
            }
            for one in people
        ],
        "asked": [form[name] for name in form.fields if name != "officer"],
    }


def _titles() -> dict[str, str]:
    return {
        ManyForm.ASSIGN: _("배정하기"),
        ManyForm.TRANSFER: _("이관하기"),
        ManyForm.CATEGORY: _("종류 바꾸기"),
        ManyForm.WAIT: _("기다림으로 두기"),
    }


def _done(deed: str, n: int) -> str:
    words = {
        ManyForm.TRANSFER: ngettext(
            "%(n)d건을 이관했습니다. 받는 곳이 받아야 넘어갑니다.",
            "%(n)d건을 이관했습니다. 받는 곳이 받아야 넘어갑니다.",
            n,
        ),
        ManyForm.CATEGORY: ngettext(
            "%(n)d건의 종류를 바꾸었습니다.", "%(n)d건의 종류를 바꾸었습니다.", n
        ),
        ManyForm.WAIT: ngettext(
            "%(n)d건을 기다림으로 두었습니다.", "%(n)d건을 기다림으로 두었습니다.", n
        ),
    }
    return words[deed] % {"n": n}


def _back(request: StaffRequest, address: str) -> str:
    """The list that one came from, with its tabs and filters."""
    host = request.get_host()
    list_url = reverse("cases")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={host}):
        return list_url
    path, _mark, query = address.partition(host)[2 if host in address else 0].partition("?")
    return f"{list_url}?{query}" if path == list_url and query else list_url
