"""Bearer tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.security import HttpBearer

from dongne.foundation.accounts.public import (
    check_code,
    count_wrong_factor,
    factor_needed_from,
    has_factor,
)
from dongne.foundation.organisations.public import (
    Account,
    issue_token,
    viewer_of,
    viewer_of_token,
)
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden, Refused


class ApiRequest(HttpRequest):
    """A request whose token holds."""

    auth: Viewer


class Bearer(HttpBearer):
    """The viewer of `Authorization: Bearer …`; None, hence 401, where it doesn't hold."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        if request.content_type == "application/json":
            # Slow phones: the body is here before a database connection is taken.
            _ = request.body
        address = request.META.get("REMOTE_ADDR", "")
        return viewer_of_token(token, now=timezone.now(), address=address)


class Credentials(Schema):
    username: str
    password: str
    otp: str | None = None


class Token(Schema):
    token: str


class NotSignedIn(Refused):
    status = 401  # type: ignore[assignment]


router = Router(tags=["auth"])


@router.post("/auth/token", response=Token, auth=None, summary="A token for a name and a password")
def make_token(request: HttpRequest, body: Credentials) -> Any:
    """`otp` is needed (401 `otp_needed`) where the account has a second factor: a code of the app
    or a recovery code. Wrong ones are counted as wrong passwords are (429 `locked_out`)."""
    account = authenticate(request, username=body.username, password=body.password)
    if not isinstance(account, Account):
        if getattr(request, "axes_locked_out", False):
            raise _locked()
        raise NotSignedIn(
            _("아이디나 비밀번호가 맞지 않습니다. 다시 확인해 주세요."), code="wrong_password"
        )
    now = timezone.now()
    loaded = Account.objects.select_related(
        "officer__team__district", "officer__team__city", "officer__dong__district"
    ).get(pk=account.pk)
    _second_factor(request, loaded, body.otp, now=now)
    return {"token": issue_token(viewer_of(loaded), account=account, now=now)}


def _second_factor(
    request: HttpRequest, account: Account, otp: str | None, *, now: datetime
) -> None:
    """Refuse unless the code is right, or none is asked of this account."""
    if not has_factor(account.pk):
        needed_from = factor_needed_from(account, now=now)
        if needed_from is not None and needed_from < now:
            raise Forbidden(
                _("2단계 인증이 필요한 계정입니다. 먼저 웹에서 설정해 주세요."),
                code="factor_needed",
            )
        return
    if not otp:
        raise NotSignedIn(
            _("2단계 인증 번호가 필요합니다. 인증 앱의 번호나 복구 코드를 함께 보내 주세요."),
            code="otp_needed",
        )
    if check_code(account, otp) is None:
        count_wrong_factor(request, account)
        if getattr(request, "axes_locked_out", False):
            raise _locked()
        raise NotSignedIn(_("번호가 맞지 않거나 이미 쓴 번호입니다."), code="otp_wrong")


def _locked() -> Refused:
    locked = Refused(_("여러 번 틀려 15분 동안 로그인할 수 없습니다."), code="locked_out")
    locked.status = 429  # type: ignore[assignment]
    return locked
