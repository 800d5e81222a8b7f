"""Answers that anybody's cache may keep for a little while."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response


def publicly(
    request: HttpRequest, body: bytes, *, content_type: str, seconds: int
) -> HttpResponseBase:
    """The same for everybody, in whatever language: no cookie is looked at. Sent if it is new."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        body, content_type=content_type
    )
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    return response
