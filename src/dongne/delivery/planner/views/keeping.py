"""Answers between two pages: on the person's own device, for an hour, and nowhere else."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from dongne.delivery.ways.public import Circle

from ..rules.answers import Answers

COOKIE = "dongne_ways"
SALT = "planner.ways"
HOUR = 3600


def answers_in(request: HttpRequest) -> Answers:
    """Nothing where nothing was answered, it is over, or was not written by us."""
    try:
        told: dict[str, Any] = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=HOUR
        )
        return Answers(
            **{
                **told,
                "who": Circle(told["who"]),
                **{key: tuple(told[key]) for key in ("when", "hard", "groups", "answered")},
                "hours": tuple(told["hours"]) if told["hours"] else None,
                "place": tuple(told["place"]) if told["place"] else None,
            }
        )
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return Answers()


def keep(request: HttpRequest, response: HttpResponse, answers: Answers) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(asdict(answers), salt=SALT, compress=True),
        max_age=HOUR,
        path="/ways",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path="/ways", samesite="Lax")
