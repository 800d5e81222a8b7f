"""What the routes are asked for: one thing of every kind, all of one officer; and how to ask."""

from __future__ import annotations

import io
import pkgutil
from hashlib import sha256
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from PIL import Image

from dongne.config import schema
from dongne.config.models import Boot
from dongne.foundation.approvals.public import approve
from dongne.foundation.media.public import receive_photo
from dongne.foundation.organisations.public import Account, Officer, issue_token
from dongne.lib.ids import new_id
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    Record,
    draft_report,
    plan_outing,
    record_activity,
    remove_activity,
    submit_report,
)
from tests.cast import NOW, Cast, a_record

from . import made

API = "/api/v1"
BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
NAMES = {
    "own": "officer",
    "coll": "colleague",
    "lead": "lead",
    "head": "head",
    "wl": "welfare lead",
    "near": "other dong",
    "far": "other district",
    "desk": "district desk",
    "od": "other district desk",
    "road": "department",
    "city": "city desk",
    "sys": "system administrator",
    "priv": "privacy officer",
}


class Things:
    """Made once. `values[state]` holds what the addresses name, by the name of the parameter."""

    def __init__(self) -> None:
        self.cast = Cast()
        self.me = self.cast.viewer(self.cast.own.officer)
        Boot.objects.create(ready=True, version="", schema=schema.fingerprint(), demonstration="no")
        file = io.BytesIO()
        Image.new("RGB", (8, 6), "green").save(file, "JPEG")
        self.picture = file.getvalue()
        photo = receive_photo(self.me, data=self.picture, now=NOW)
        outing = plan_outing(self.me, day=seoul_day(NOW), purpose="순찰", now=NOW)
        always = {
            "photo_id": photo.pk,
            "variant": "thumb",
            "sha256": sha256(self.picture).hexdigest(),
            "month": "2026-11",
            "outing_id": outing.pk,
        }
        removed = self._activity(days=5)
        remove_activity(self.me, activity_id=removed, now=NOW)
        self.values: dict[str, dict[str, Any]] = {
            "": always | self._report(days=4),
            "submitted": always | self._report(days=3, submitted=True),
            "approved": always | self._report(days=2, submitted=True, approved=True),
            "removed": always | {"activity_id": removed},
        }
        self.bodies: dict[str, Any] = {}
        self.queries: dict[str, str] = {}
        states: list[dict[str, dict[str, Any]]] = []
        for module in pkgutil.iter_modules(made.__path__, f"{made.__name__}."):
            more = import_module(module.name).make(self)
            for values in self.values.values():
                values.update(more.always)
            states.append(more.states)
            self.bodies |= more.bodies
            self.queries |= more.queries
        # Last, so that no module's usual values take the place of what a state is about.
        for state, values in (pair for some in states for pair in some.items()):
            self.values[state] = self.values.get(state, self.values[""]) | values
        self.loose = self._activity(days=1)
        now = timezone.now()
        self.clients: dict[str, Client] = {"none": Client(raise_request_exception=False)}
        self.tokens: dict[str, str] = {}
        for column, name in NAMES.items():
            account = _account(self.cast.everybody[name])
            self.clients[column] = Client(raise_request_exception=False)
            self.clients[column].force_login(account, BACKEND)
            self.tokens[column] = issue_token(self.me, account=account, now=now)

    def _activity(self, days: int) -> UUID:
        moment = NOW.replace(day=NOW.day - days)
        return record_activity(self.me, record=a_record(happened_at=moment), now=NOW).pk

    def _report(
        self, days: int, submitted: bool = False, approved: bool = False
    ) -> dict[str, UUID]:
        activity = self._activity(days)
        day = seoul_day(NOW.replace(day=NOW.day - days))
        report = draft_report(self.me, day=day, now=NOW)
        if submitted:
            submit_report(self.me, report_id=report.pk, now=NOW)
        if approved:
            for officer in (self.cast.own.lead, self.cast.own.head):
                signer = self.cast.viewer(officer)
                approve(signer, subject_type=SUBJECT, subject_id=report.pk, now=NOW)
        return {"activity_id": activity, "report_id": report.pk, "subject_id": report.pk}

    def status(self, column: str, method: str, route: str, state: str) -> str:
        """What the column's person gets: the status, or `in` for being sent to sign in."""
        response = self.ask(column, method, route, state)
        to = response.headers.get("Location", "")
        if response.status_code == 302 and to.startswith(f"{reverse('sign_in')}?next="):
            return "in"
        return str(response.status_code)

    def ask(self, column: str, method: str, route: str, state: str) -> Any:
        """What the column's person gets; a stream is read to its end, into `told`."""
        api = route.startswith("/")
        values = self.values.get(state, self.values[""])
        url = API + route.format(**values) if api else page_url(route, values)
        client = self.clients["none" if api else column]
        cookies = client.cookies.output(header="", sep=";")
        given: dict[str, Any] = {}
        if method != "GET":
            body = self.body(method, route, values)
            given = {"data": body}
            if api:
                raw = isinstance(body, bytes)
                given["content_type"] = "image/jpeg" if raw else "application/json"
        if api and column in self.tokens:
            given["headers"] = {"Authorization": f"Bearer {self.tokens[column]}"}
        url += self.query(route, state)
        response = getattr(client, method.lower())(url, **given)
        # Whoever has just signed out, or chosen English, is as before for the next question.
        client.cookies = SimpleCookie(cookies)
        # To its end: closed before, a stream would close the connection that the test is in.
        self.told = b"".join(response) if response.streaming else response.content
        self.sent = given.get("data", {})
        return response

    def query(self, route: str, state: str) -> str:
        """Lists and sums are asked for own's dong by name, or for what the state says."""
        place = {"district": "?district=yangcheon", "city": "?city=seoul"}.get(state)
        if place or route.startswith("/rollups"):
            return place or "?dong=sinjeong4"
        listed = {"activities", "reports", "zones", "base_map", "month", "month_pdf"}
        asked = "?dong=sinjeong4" if route in {*listed, "/activities"} else ""
        return self.queries.get(f"{route}@{state}", self.queries.get(route, asked))

    def body(self, method: str, route: str, values: dict[str, Any]) -> Any:
        """What is sent along; whatever is not named here is sent with nothing."""
        bodies: dict[str, Any] = {
            "sign_in": {"username": "sinjeong4-01", "password": "wrong"},
            "set_language": {"language": "en"},
            "set_display": {"step": "l"},
            "activity_new": as_form(a_record()),
            "activity_edit": as_form(a_record(memo="고쳐 적음")),
            "month_notes": {"contents-welfare": "안부 확인"},
            "reports": {"day": str(seoul_day(NOW.replace(day=NOW.day - 1)))},
            "report_edit": {"place": "5통", "purpose": "순찰"},
            "outing_new": {"id": str(new_id()), "day": "2026-11-23", "purpose": "순찰"},
            "report_return": {"reason": "시각을 확인해 주세요."},
            "/auth/token": {"username": "sinjeong4-01", "password": "wrong"},
            "/field/sync": {"device": "phone", "records": []},
            "/field/photos/{sha256}": self.picture,
            "/reports": {"date": str(seoul_day(NOW.replace(day=NOW.day - 1)))},
            "/approvals/{report_id}/return": {"reason": "시각을 확인해 주세요."},
        }
        return self.bodies.get(route) or bodies.get(route, {})


def as_form(record: Record) -> dict[str, Any]:
    """The record as the page of an activity sends it."""
    return {
        "id": str(record.id),
        "kind": record.kind,
        "field": record.field,
        "happened_at": record.happened_at.astimezone().strftime("%Y-%m-%dT%H:%M"),
        "memo": record.memo,
    }


def page_url(route: str, values: dict[str, Any]) -> str:
    """The address of a page, its parameters taken from `values`."""
    [(_, names), *_rest] = (
        possible
        for possibilities, *_ in get_resolver().reverse_dict.getlist(route)
        for possible in possibilities
    )
    return reverse(route, kwargs={name: values[name] for name in names if name in values})


def _account(officer: Officer) -> Account:
    return Account.objects.get(officer=officer)
