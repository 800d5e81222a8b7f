"""Decorators of pages: signed in, and in one of these roles."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Role, Viewer


class StaffRequest(HttpRequest):
    """A request that passed `viewer_required`: somebody is signed in."""

    viewer: Viewer
    waiting: int | None = None
    """How many papers wait for the viewer, where the page has asked for it before its menu does."""


def viewer_required(*roles: Role) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Only for officers who are signed in and, if roles are named, have one of them.

    Whoever is not signed in is sent to sign in and comes back; another role gets 403.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.viewer.signed_in:
                return redirect_to_login(request.get_full_path())
            if roles and not request.viewer.has(*roles):
                raise PermissionDenied(_("이 화면은 담당자만 볼 수 있습니다."))
            return view(request, *args, **kwargs)

        guarded.viewer_roles = roles  # type: ignore[attr-defined]
        return guarded

    return decorate
