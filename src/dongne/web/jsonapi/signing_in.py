"""Bearer tokens."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.security import HttpBearer

from dongne.foundation.organisations.public import (
    Account,
    issue_token,
    viewer_of,
    viewer_of_token,
)
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused


class ApiRequest(HttpRequest):
    """A request whose token holds."""

    auth: Viewer


class Bearer(HttpBearer):
    """The viewer of `Authorization: Bearer …`; None, hence 401, where it doesn't hold."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        if request.content_type == "application/json":
            # Slow phones: the body is here before a database connection is taken.
            _ = request.body
        return viewer_of_token(token, now=timezone.now())


class Credentials(Schema):
    username: str
    password: str
    otp: str | None = None


class Token(Schema):
    token: str


class WrongPassword(Refused):
    status = 401  # type: ignore[assignment]


router = Router(tags=["auth"])


@router.post("/auth/token", response=Token, auth=None, summary="A token for a name and a password")
def make_token(request: HttpRequest, body: Credentials) -> Any:
    account = authenticate(request, username=body.username, password=body.password)
    if not isinstance(account, Account):
        if getattr(request, "axes_locked_out", False):
            locked = Refused(_("여러 번 틀려 15분 동안 로그인할 수 없습니다."), code="locked_out")
            locked.status = 429  # type: ignore[assignment]
            raise locked
        raise WrongPassword(
            _("아이디나 비밀번호가 맞지 않습니다. 다시 확인해 주세요."), code="wrong_password"
        )
    now = timezone.now()
    loaded = Account.objects.select_related(
        "officer__team__district", "officer__team__city", "officer__dong__district"
    ).get(pk=account.pk)
    return {"token": issue_token(viewer_of(loaded), account=account, now=now)}
