"""Signing in with a password, signing out, choosing the language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from dongne.foundation.accounts.public import office_name, office_offered, password_was_right
from dongne.foundation.organisations.public import Account, Officer


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("아이디나 비밀번호가 맞지 않습니다. 다시 확인해 주세요."),
        "inactive": _("사용이 멈춘 아이디입니다. 담당자에게 문의해 주세요."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("아이디")
        self.fields["password"].label = _("비밀번호")

    def confirm_login_allowed(self, user: Account) -> None:
        """Whoever works here no longer is told so, also when the account itself still exists."""
        super().confirm_login_allowed(user)
        officer: Officer | None = getattr(user, "officer", None)
        if officer is None or not officer.is_active:
            raise ValidationError(self.error_messages["inactive"], code="inactive")


class SignIn(auth_views.LoginView):
    """The first step. What follows it (a second factor, a session) is decided in `accounts`."""

    template_name = "shell/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        return password_was_right(
            self.request, account=form.get_user(), back=self.get_redirect_url()
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if office_offered():
            context["office"] = office_name()
        return context


class SignOut(auth_views.LogoutView):
    pass


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie and go back to where one was."""
    language = request.POST.get("language", "")
    target = request.POST.get("next") or "/"
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
