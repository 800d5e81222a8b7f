"""What the pages of a report share: whose draft it is, what is missing, where to go next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer, resident_viewer
from dongne.outreach.categories.public import Words

from .. import rules
from ..presenters import reporting as present
from ..queries.categories import asked_of, chosen
from ..queries.places import dong_named
from ..rules import Given, Step
from ..services.drafts import KEPT, Report, begin_draft, change_draft, open_draft

COOKIE = "dongne_report"


def actor_of(request: HttpRequest) -> Viewer:
    """A resident, also where a member of staff tries the page out."""
    return resident_viewer(address=request.META.get("REMOTE_ADDR", ""))


def token_of(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")[:64]


def keep_token(request: HttpRequest, response: HttpResponse, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(KEPT.total_seconds()),
        path="/report",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
    )


@dataclass
class Page:
    """One request for a step."""

    request: HttpRequest
    step: Step
    now: datetime
    report: Report | None

    @classmethod
    def of(cls, request: HttpRequest, step: Step) -> Page:
        now = timezone.now()
        return cls(request, step, now, open_draft(token_of(request), now=now))

    @cached_property
    def given(self) -> Given:
        return self.report.given if self.report else Given()

    @property
    def sent(self) -> bool:
        return self.report is not None and self.report.draft.sent_at is not None

    @property
    def then_check(self) -> bool:
        return "check" in (self.request.GET.get("then"), self.request.POST.get("then"))

    @cached_property
    def words(self) -> Words | None:
        return chosen(self.given, now=self.now)

    @cached_property
    def dong(self) -> Dong | None:
        return dong_named(self.given.dong_id) if self.given.dong_id else None

    def show(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        asked = asked_of(self.given, now=self.now)
        order = rules.steps(asked)
        back = rules.before(self.step, asked)
        missing = rules.missing_before(self.step, self.given, asked)
        frame = {
            "title": present.TITLES[self.step],
            "help": present.HELPS[self.step],
            "short": present.SHORT[self.step],
            "step_number": order.index(self.step) + 1 if self.step in order else 0,
            "step_total": len(order),
            "back": present.address_of(Step.CHECK)
            if self.then_check and self.step is not Step.CHECK
            else present.address_of(back)
            if back
            else "/report",
            "missing": present.missing_links(missing),
            "then": "check" if self.then_check else "",
            "given": self.given,
            "place": present.place_words(self.given, self.dong),
        }
        response = render(self.request, template, frame | context, status=status)
        # It shows what somebody is writing: no page of it stays in a shared browser's store.
        response["Cache-Control"] = "no-store"
        return response

    def keep(self, change: Callable[[Given], None]) -> HttpResponse:
        """Write it down and go on."""
        actor, token = actor_of(self.request), token_of(self.request)

        def put(given: Given) -> None:
            given.language = given.language or get_language() or "ko"
            change(given)

        report = change_draft(actor, token=token, change=put, now=self.now)
        if report is None:
            given = Given()
            put(given)
            token, _draft = begin_draft(actor, given=given, now=self.now)
        else:
            given = report.given
        response = self.onward(given)
        keep_token(self.request, response, token)
        return response

    def onward(self, given: Given) -> HttpResponseRedirect:
        asked = asked_of(given, now=self.now)
        following = rules.after(self.step, asked, answered=self.then_check)
        for step in rules.missing_before(following, given, asked):
            # What comes later in the order is asked when its turn comes.
            if self.then_check or step in (Step.WHERE, Step.WHAT, Step.DETAILS):
                following = step
                break
        return HttpResponseRedirect(
            present.address_of(following, then=self.then_check and following is not Step.CHECK)
        )


def to_receipt() -> HttpResponseRedirect:
    return redirect("report_receipt")
