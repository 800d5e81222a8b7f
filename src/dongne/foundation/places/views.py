"""The office's tile package, a range at a time, for every map."""

from __future__ import annotations

import os
import re
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

MOST = 8 * 1024 * 1024
"""Bytes of one answer: a map asks for some kilobytes at a time."""
CACHE = "public, max-age=86400, no-transform"
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{1,15})")


@require_safe
def map_tiles(request: HttpRequest) -> HttpResponse:
    """`DONGNE_TILES`, a PMTiles archive: streets, waters and names, and nothing of an office.

    Answers one range with both ends (RFC 9110, 14.2), as such an archive is read: nobody takes all
    of it at once. Its ETag changes with the file, so that a map notices a new one.
    """
    if not settings.TILES:
        raise Http404
    try:
        with Path(settings.TILES).open("rb") as file:
            return _part(request.headers.get("Range", ""), file)
    except OSError as gone:
        raise Http404 from gone


def _part(asked: str, file: BinaryIO) -> HttpResponse:
    stat = os.fstat(file.fileno())
    match = RANGE.fullmatch(asked.strip())
    first, last = (int(one) for one in match.groups()) if match else (0, -1)
    last = min(last, stat.st_size - 1)
    if match and first <= last and last - first < MOST:
        file.seek(first)
        response = HttpResponse(file.read(last - first + 1), status=HTTPStatus.PARTIAL_CONTENT)
        response["Content-Range"] = f"bytes {first}-{last}/{stat.st_size}"
        response["Cache-Control"] = CACHE
    else:
        response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response["Content-Range"] = f"bytes */{stat.st_size}"
        response["Cache-Control"] = "no-store"
    response["Content-Type"] = "application/octet-stream"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
