"""Files for programs and spreadsheets, sent as they are read; and the catalogue that names them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import override
from django.views.decorators.http import require_safe

from dongne.foundation.gate.public import limit, too_many
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import SEOUL, seoul_day
from dongne.outreach.categories.public import Words, categories_anywhere, categories_of

from ..forms import read_choice
from ..presenters.catalog import catalog as written
from ..presenters.dictionary import CASES, FIGURES, Column
from ..queries import figures as figures_queries
from ..queries.files import all_cases, newest_change
from ..queries.listing import Where, dongs_on_map
from ..rules.cells import SCALE
from ..rules.table_files import BOM, line
from .sending import publicly

LIMIT = "opendata.files"
KEPT = 300
LINES_AT_ONCE = 200


@require_safe
def cases_csv(request: HttpRequest) -> HttpResponseBase:
    return _file(request, "dongne-cases.csv", "text/csv; charset=utf-8", _cases_lines)


@require_safe
def cases_geojson(request: HttpRequest) -> HttpResponseBase:
    return _file(request, "dongne-cases.geojson", "application/geo+json", _cases_features)


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponseBase:
    return _file(request, "dongne-figures.csv", "text/csv; charset=utf-8", _figures_lines)


@require_safe
def catalog(request: HttpRequest) -> HttpResponseBase:
    """What there is, as DCAT (JSON-LD)."""
    root = request.build_absolute_uri("/")[:-1]
    with override("ko"):
        told = written(root, as_of=figures_queries.as_of(), changed=newest_change())
    body = json.dumps(told, ensure_ascii=False, indent=1).encode()
    return publicly(request, body, content_type="application/ld+json", seconds=KEPT)


Lines = Callable[[HttpRequest], Iterator[str]]


def _file(request: HttpRequest, name: str, content_type: str, lines: Lines) -> HttpResponseBase:
    """Streamed in batches: no memory for all of it, no statement open while somebody reads."""
    now = timezone.now()
    verdict = limit(LIMIT, who=request.META.get("REMOTE_ADDR", ""), now=now)
    if not verdict.allowed:
        return too_many(request, wait_seconds=verdict.wait_seconds, now=now)
    modified, mark = _state()
    etag = f'"{name}-{mark}-{request.META.get("QUERY_STRING", "")[:100].encode().hex()}"'
    stamp = int(modified.timestamp()) if modified else None
    unchanged = get_conditional_response(request, etag=etag, last_modified=stamp)
    if unchanged is not None and unchanged.status_code == HTTPStatus.NOT_MODIFIED:
        response: HttpResponseBase = unchanged
    else:
        chunks = iter(()) if request.method == "HEAD" else _joined(lines(request))
        response = StreamingHttpResponse(chunks, content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = etag
    if stamp is not None:
        response["Last-Modified"] = http_date(stamp)
    response["Cache-Control"] = f"public, max-age={KEPT}"
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    response["Link"] = f'<{reverse("open_data_dictionary")}>; rel="describedby"'
    return response


def _state() -> tuple[datetime | None, str]:
    """When the files last changed, as far as that is told, and a mark that changes with them."""
    made, changed = figures_queries.as_of(), newest_change()
    mark = figures_queries.revision()
    newest = datetime.combine(changed, time.min, SEOUL) if changed else None
    dates = [at for at in (made, newest) if at is not None]
    return (max(dates) if dates else None), mark


def _joined(lines: Iterable[str]) -> Iterator[bytes]:
    waiting: list[str] = []
    for one in lines:
        waiting.append(one)
        if len(waiting) == LINES_AT_ONCE:
            yield "".join(waiting).encode()
            waiting = []
    yield "".join(waiting).encode()


def _asked(request: HttpRequest) -> tuple[Iterator[Any], dict[str, str]]:
    today = seoul_day(timezone.now())
    code = request.GET.get("dong", "")
    dong = next((one for one in dongs_on_map() if one.code == code), None)
    if code and dong is None:
        raise NotHere("no such dong", code="not_found")
    where = Where(dong_id=dong.pk if dong else None)
    kinds = categories_of(dong.pk, day=today).everything if dong else _anywhere(today)
    names = {words.code: words.name("ko") for words in kinds.values()}
    return all_cases(read_choice(request.GET), where, day=today), names


def _cases_lines(request: HttpRequest) -> Iterator[str]:
    rows, names = _asked(request)
    return _table(rows, CASES, names)


def _anywhere(day: date) -> Mapping[str, Words]:
    """Everybody's words first, then those of the offices that have more."""
    return {**categories_anywhere(day=day), **categories_of(None, day=day).everything}


def _figures_lines(request: HttpRequest) -> Iterator[str]:
    kinds = _anywhere(seoul_day(timezone.now()))
    names = {words.code: words.name("ko") for words in kinds.values()}
    return _table(figures_queries.all_published(), FIGURES, names)


def _table(
    rows: Iterable[Any], columns: tuple[Column, ...], names: dict[str, str]
) -> Iterator[str]:
    tree = figures_queries.tree()

    def written() -> Iterator[str]:
        yield BOM + line(column.name for column in columns)
        for row in rows:
            yield line(column.value(row, tree, names) for column in columns)

    return written()


def _cases_features(request: HttpRequest) -> Iterator[str]:
    rows, names = _asked(request)
    tree = figures_queries.tree()
    columns = [column for column in CASES if column.name not in ("latitude", "longitude")]

    def written() -> Iterator[str]:
        yield '{"type":"FeatureCollection","features":[\n'
        first = True
        for row in rows:
            point = None
            if row.latitude is not None:
                at = [row.longitude / SCALE, row.latitude / SCALE]
                point = {"type": "Point", "coordinates": at}
            told = {column.name: column.value(row, tree, names) for column in columns}
            feature = {"type": "Feature", "id": row.number, "geometry": point, "properties": told}
            text = json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
            yield text if first else f",\n{text}"
            first = False
        yield "\n]}\n"

    return written()
