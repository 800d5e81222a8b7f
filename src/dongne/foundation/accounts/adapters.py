"""What django-allauth and Django's sign-in call: stages of the way in, secrets, single sign-on."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from axes.helpers import get_client_ip_address
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.organisations.events import OfficerLeft, officer_left
from dongne.foundation.organisations.public import Account, Officer, viewer_of
from dongne.lib.seoul import seoul_day

from .models import SignedIn
from .presenters import link_told, short_day
from .queries import factor_needed_from
from .services import begin, end_all, keep_office_link, tell_links
from .states import SignedInBy

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
# What a session that is being opened came by; set where a way in begins, read where it ends.
CAME_BY = "came_by"


def password_was_right(request: HttpRequest, *, account: Account, back: str) -> HttpResponse:
    """The first step is done: on to the second factor if there is one, else in and to `back`."""
    request.session[CAME_BY] = SignedInBy.PASSWORD.value
    login = Login(user=account, redirect_url=back or None)
    return perform_password_login(request, {"username": account.username}, login)


def count_wrong_factor(request: HttpRequest, account: Account) -> None:
    """A wrong second factor counts as a wrong password does."""
    credentials = {"username": account.username}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)


def locked_out(
    request: HttpRequest,
    original_response: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """What axes shows: a page; programs keep the answer that the interface has given them."""
    if original_response is not None and original_response.status_code == 429:
        return original_response
    return render(request, "accounts/locked_out.html", status=429)


class SecondFactorStage(AuthenticateStage):
    """After password or single sign-on: no session before the second factor is given."""

    urlname = "sign_in_second"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if not self._should_handle(self.request):
            return None, True
        self.state["authentication_required"] = True
        return redirect(self.urlname), True


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by whoever looks after the office, never by oneself."""
        return False

    def get_login_stages(self) -> list[str]:
        return [f"{__name__}.{SecondFactorStage.__name__}"]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Our own pages ask before sensitive changes (`views.confirming`)."""
        return False

    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse | None:
        officer: Officer | None = getattr(user, "officer", None)
        if user.is_active and officer is not None and officer.is_active:
            return None
        return self.respond_user_inactive(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        messages.error(request, _("사용이 멈춘 아이디입니다. 담당자에게 문의해 주세요."))
        return redirect("sign_in")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        # Our own backend loads the account at every request; axes' has no such method.
        user.backend = BACKEND
        super().login(request, user)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened in their own words."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """There is no e-mail."""


def _box() -> Fernet:
    """The key of second factors, derived from that of the installation."""
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"dongne second factors")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("패스키를 확인하지 못했습니다. 다시 해 주세요."),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("패스키 %(n)s") % {"n": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Dongne"}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        officer: Officer | None = getattr(user, "officer", None)
        name = officer.name if officer else user.get_username()
        return super().get_public_key_credential_user_entity(user) | {"display_name": name}


class OfficeAdapter(DefaultSocialAccountAdapter):
    """Single sign-on: the account of the same name, never a new one."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[Any]:
        apps = office_apps()
        return [app for app in apps if provider in (None, app.provider, app.provider_id)]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        request.session[CAME_BY] = SignedInBy.OFFICE.value
        if sociallogin.is_existing:
            return
        username = claim_of(sociallogin.account.extra_data)
        account = Account.objects.filter(username=username, is_active=True).first()
        if not username or account is None:
            raise ImmediateHttpResponse(_stranger(request, username))
        with transaction.atomic():
            sociallogin.connect(request, account)
            keep_office_link(viewer_of(account), account=account, now=timezone.now())

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        text = _(
            "기관 로그인에서 답을 받지 못했습니다. "
            "잠시 뒤에 다시 하거나 비밀번호로 로그인해 주세요."
        )
        raise ImmediateHttpResponse(_not_in(request, text, status=502))


def office_apps() -> list[Any]:
    """The single sign-on that the environment names, as allauth wants it; none without one."""
    given = settings.OFFICE_SIGN_IN
    if not (given["issuer"] and given["client_id"]):
        return []
    app = SocialApp(
        provider="openid_connect",
        provider_id="office",
        name=office_name(),
        client_id=given["client_id"],
        secret=given["secret"],
        settings={"server_url": given["issuer"], "oauth_pkce_enabled": True},
    )
    return [app]


def office_offered() -> bool:
    """Whether this installation has single sign-on."""
    return bool(office_apps())


def office_name() -> str:
    return str(settings.OFFICE_SIGN_IN["name"] or _("기관 계정"))


def claim_of(data: dict[str, Any]) -> str:
    """The username that the provider's answer names, wherever in it it stands."""
    name = settings.OFFICE_SIGN_IN["claim"]
    for part in (data.get("userinfo"), data.get("id_token"), data):
        if isinstance(part, dict) and isinstance(part.get(name), str):
            return str(part[name])
    return ""


def _stranger(request: HttpRequest, username: str) -> HttpResponse:
    text = _(
        "‘%(username)s’ 아이디는 동네에 등록되어 있지 않습니다. "
        "행정팀장이나 시스템 관리자에게 같은 아이디로 계정을 만들어 달라고 말씀해 주세요."
    ) % {"username": username or "–"}
    return _not_in(request, text, status=403)


def _not_in(request: HttpRequest, text: str, *, status: int) -> HttpResponse:
    return render(request, "accounts/not_in.html", {"text": text}, status=status)


def _signed_in(sender: Any, *, request: HttpRequest, user: Account, **kwargs: Any) -> None:
    """A session has begun, by whichever way: keep it, and say what its owner has to know."""
    now = timezone.now()
    by = SignedInBy(request.session.pop(CAME_BY, SignedInBy.PASSWORD))
    begin(
        request.session,
        account=user,
        by=by,
        address=get_client_ip_address(request) if request.META else None,
        user_agent=request.headers.get("User-Agent", ""),
        now=now,
    )
    if not hasattr(request, "_messages"):
        return
    # Whoever comes in by the link knows of it; the next one to sign in hears of it.
    if by is not SignedInBy.LINK:
        for link in tell_links(user, now=now):
            messages.warning(request, link_told(link))
    if until := factor_needed_from(user, now=now):
        request.session["factor_until"] = until.isoformat()
        if until > now:
            messages.warning(
                request,
                _("%(day)s까지 2단계 인증을 설정해 주세요. 내 계정에서 할 수 있습니다.")
                % {"day": short_day(seoul_day(until))},
            )


def _signed_out(sender: Any, *, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    SignedIn.objects.filter(session_key=request.session.session_key).delete()


def _officer_left(event: OfficerLeft) -> None:
    """Whoever is gone is signed out at once; who goes later, by the nightly sweep."""
    if event.last_day >= seoul_day(event.now):
        return
    account = Account.objects.filter(officer=event.officer_id).first()
    if account is not None:
        end_all(account.pk)


def listen() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="accounts")
    user_logged_out.connect(_signed_out, dispatch_uid="accounts")
    officer_left.listen(_officer_left)
