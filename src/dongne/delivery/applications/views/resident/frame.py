"""What the pages of an application share: whose draft it is, what is missing, where to go next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from dongne.delivery.ways.public import Service
from dongne.foundation.organisations.public import office_phone
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer, resident_viewer

from ...presenters.resident import applying as present
from ...queries import steps as order
from ...queries.offering import asked_of, chosen, dong_named, dongs
from ...queries.steps import Asked, Given, Step
from ...services.drafts import KEPT, Written, begin_draft, change_draft, open_draft

COOKIE = "dongne_apply"


def actor_of(request: HttpRequest) -> Viewer:
    """A resident, also where a member of staff tries the page out."""
    return resident_viewer(address=request.META.get("REMOTE_ADDR", ""))


def token_of(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")[:64]


def sent_form(request: HttpRequest) -> QueryDict | None:
    """Also a form without anything in it was sent."""
    return request.POST if request.method == "POST" else None


def keep_cookie(
    request: HttpRequest, response: HttpResponse, name: str, token: str, *, age: int, path: str
) -> None:
    response.set_cookie(
        name,
        token,
        max_age=age,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
    )
    response["Cache-Control"] = "no-store"


def keep_token(request: HttpRequest, response: HttpResponse, token: str) -> None:
    age = int(KEPT.total_seconds())
    keep_cookie(request, response, COOKIE, token, age=age, path="/apply")


def show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """No page of it stays in a shared browser's store."""
    form = context.get("form")
    wrong = bool(form is not None and form.is_bound and form.errors)
    code = 422 if wrong else status
    response = render(request, f"applications/resident/{template}", context, status=code)
    response["Cache-Control"] = "no-store"
    return response


@dataclass
class Page:
    """One request for a step."""

    request: HttpRequest
    step: Step
    now: datetime
    written: Written | None

    @classmethod
    def of(cls, request: HttpRequest, step: Step) -> Page:
        now = timezone.now()
        return cls(request, step, now, open_draft(token_of(request), now=now))

    @cached_property
    def given(self) -> Given:
        given = self.written.given if self.written else Given()
        if given.dong_id is None and len(self.dongs) == 1:
            given.dong_id = self.dongs[0].pk
        return given

    @property
    def sent(self) -> bool:
        return self.written is not None and self.written.draft.sent_at is not None

    @property
    def then_check(self) -> bool:
        return "check" in (self.request.GET.get("then"), self.request.POST.get("then"))

    @cached_property
    def dongs(self) -> list[Dong]:
        return dongs()

    @cached_property
    def dong(self) -> Dong | None:
        return dong_named(self.given.dong_id) if self.given.dong_id else None

    @cached_property
    def services(self) -> list[Service]:
        return chosen(self.given, now=self.now)

    @cached_property
    def asked(self) -> Asked:
        return asked_of(self.given, offices=len(self.dongs), now=self.now)

    def misses_before(self) -> list[Step]:
        return order.missing_before(self.step, self.given, self.asked)

    def show(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        steps = order.steps(self.given, self.asked)
        back = order.before(self.step, self.given, self.asked)
        if self.then_check and self.step is not Step.CHECK:
            back = Step.CHECK
        frame = {
            "title": present.TITLES[self.step],
            "help": present.HELPS[self.step],
            "short": present.SHORT[self.step],
            "step_number": steps.index(self.step) + 1 if self.step in steps else 0,
            "step_total": len(steps),
            "back": present.address_of(back) if back else "/apply",
            "missing": present.missing_links(self.misses_before()),
            "then": "check" if self.then_check else "",
            "given": self.given,
            "office": self.dong,
            "phone": office_phone(self.given.dong_id) if self.given.dong_id else None,
        }
        return show(self.request, template, status=status, **(frame | context))

    def keep(self, change: Callable[[Given], None]) -> HttpResponse:
        """Write it down and go on."""
        given, token = self.write(change)
        self.__dict__.update(given=given)
        for name in ("asked", "services", "dong"):
            self.__dict__.pop(name, None)
        step = order.after(self.step, given, self.asked, answered=self.then_check)
        response: HttpResponse = HttpResponseRedirect(
            present.address_of(step, then=self.then_check and step is not Step.CHECK)
        )
        keep_token(self.request, response, token)
        return response

    def write(self, change: Callable[[Given], None]) -> tuple[Given, str]:
        """Write it down; what is written now, and what the cookie says."""
        actor, token = actor_of(self.request), token_of(self.request)
        only = self.dongs[0].pk if len(self.dongs) == 1 else None

        def put(given: Given) -> None:
            given.language = given.language or get_language() or "ko"
            given.dong_id = given.dong_id or only
            change(given)

        written = change_draft(actor, token=token, change=put, now=self.now)
        if written is not None:
            return written.given, token
        given = Given()
        put(given)
        token, _draft = begin_draft(actor, given=given, now=self.now)
        return given, token


def to_receipt() -> HttpResponseRedirect:
    return redirect("apply_receipt")
