"""What the addresses of this module share."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import Month

router = Router(tags=["fieldwork"])


def read_month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise Refused(_("달은 2026-11처럼 적어 주세요."), code="not_a_month") from None


def viewer_of(request: HttpRequest) -> Viewer:
    return request.auth  # type: ignore[attr-defined]


def key_of(digits: str) -> int:
    """A key as PostgreSQL can hold it; a longer number is nobody's."""
    return int(digits) if len(digits) <= 18 else -1
