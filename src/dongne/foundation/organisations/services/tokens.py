"""Tokens of the JSON interface."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import Viewer

from ..identity import token_digest
from ..models import Account, ApiToken

TOKEN_LIFE = timedelta(days=30)


@transaction.atomic
def issue_token(viewer: Viewer, *, account: Account, now: datetime) -> str:
    """A new bearer token for the account; returned once, kept only as a hash."""
    token = secrets.token_urlsafe(32)
    row = ApiToken(
        account=account,
        digest=token_digest(token),
        created_at=now,
        expires_at=now + TOKEN_LIFE,
    )
    row.save()
    record(viewer, action="token.issued", subject=row, now=now)
    return token
