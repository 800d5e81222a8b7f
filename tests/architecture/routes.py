"""Every address of the program with the methods that it takes, and the table of permissions."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.views.decorators.http import require_http_methods


def routes() -> set[tuple[str, str]]:
    """`("GET", "report")` for pages, `("POST", "/reports")` for programs, under /api/v1."""
    return {*_pages(get_resolver().url_patterns), *_operations()}


def _pages(patterns: list[Any], before: str = "") -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for pattern in patterns:
        address = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "api":
                yield from _pages(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern) and address not in seen:
            # A second name of the same address is not another page.
            seen.add(address)
            for method in methods_of(pattern.callback):
                yield method, pattern.name or address


def _operations() -> Iterator[tuple[str, str]]:
    from dongne.web.jsonapi.api import api

    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    address = "/" + "/".join(filter(None, [prefix, path.strip("/")]))
                    yield method, re.sub(r"\{\w+:", "{", address)
    yield "GET", "/openapi.json"


def methods_of(view: Callable[..., Any]) -> set[str]:
    """What a page's view takes: what its decorators say, else what its body reads."""
    if cls := getattr(view, "view_class", None):
        handled = {"GET", "POST"} & {name.upper() for name in dir(cls)}
        return handled & {name.upper() for name in cls.http_method_names}
    layer: Callable[..., Any] | None = view
    while layer is not None:
        if layer.__code__.co_filename == require_http_methods.__code__.co_filename:
            told = inspect.getclosurevars(layer).nonlocals.get("request_method_list")
            if told:
                return set(told) & {"GET", "POST", "PUT", "DELETE"}
        view, layer = layer, getattr(layer, "__wrapped__", None)
    reads = inspect.getsource(view)
    return {"GET", "POST"} if "request.POST" in reads or '"POST"' in reads else {"GET"}


def table() -> dict[tuple[str, str, str], dict[str, str]]:
    """`permissions/*.txt`: `(method, route, state)` → column → what is expected."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    columns: list[str] = []
    files = sorted(Path(__file__).with_name("permissions").glob("*.txt"))
    for line in (line for file in files for line in file.read_text().splitlines()):
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            columns = line.split()
            continue
        method, label, *expected = line.split()
        route, _, state = label.partition("@")
        if (method, route, state) in found:
            raise ValueError(f"two rows for {method} {label}")
        found[method, route, state] = dict(zip(columns, expected, strict=True))
    return found


def check() -> list[str]:
    """Routes without a row, and rows without a route."""
    known = {(method, route) for method, route, _state in table()}
    return [
        f"{method} {route}: no row in tests/architecture/permissions; write down what each of "
        "the cast may do there, and in made/ what is sent along"
        for method, route in sorted(routes() - known)
    ] + [
        f"{method} {route}: a row in tests/architecture/permissions without a route"
        for method, route in sorted(known - routes())
    ]
