"""Pages that a strict browser accepts: no inline styles or handlers; every form carries its token;
every page says what it is for; and nobody's template leans on one that stands above it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .exempt import NO_HELP
from .tree import Order, files, module_of, source, templates, tree_of

FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL | re.IGNORECASE)
POSTS = re.compile(r"""<form\b[^>]*\bmethod\s*=\s*["']?post""", re.IGNORECASE)
INLINE = {
    "an inline style": re.compile(r"""[\s"']style\s*=\s*["'{]""", re.IGNORECASE),
    "an inline handler": re.compile(r"""[\s"']on[a-z]+\s*=\s*["'{]""", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    # Or known to the browser by its hash: a page that phones keep has no nonce of its own.
    "a style sheet without nonce": re.compile(r"<style\b(?![^>]*(?:nonce|by-hash))", re.IGNORECASE),
    "a script without src or nonce": re.compile(
        r"<script\b(?![^>]*(?:\bsrc=|nonce|by-hash|application/json))", re.IGNORECASE
    ),
}
LEANS_ON = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""")
HEADER = re.compile(r"\{%\s*page_header\b.*?%\}", re.DOTALL)
SAYS_HELP = re.compile(r"\shelp=")
LOADS = re.compile(r"\{%\s*load\s+([^%]+?)\s*%\}")


def check(root: Path) -> list[str]:
    faults = []
    for path in templates(root):
        text = path.read_text()
        place = path.relative_to(root)
        for form in FORM.findall(text):
            if POSTS.match(form) and "csrf" not in form:
                faults.append(f"{place}: a form that posts without csrf_token: {form[:60]}")
        if path.suffix == ".html":
            faults += [f"{place}: {what}" for what, sign in INLINE.items() if sign.search(text)]
    for path in files(root, ".py"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "<" in node.value:
                faults += [
                    f"{path.relative_to(root)}:{node.lineno}: {what}"
                    for what, sign in INLINE.items()
                    if sign.search(node.value)
                ]
    return faults


def check_help(root: Path) -> list[str]:
    """Each header of a page says in its help what the page is for and what to do first."""
    faults = []
    silent: set[str] = set()
    for path in templates(root):
        name = str(path).rpartition("/templates/")[2]
        headers = [tag for tag in HEADER.findall(path.read_text()) if not SAYS_HELP.search(tag)]
        if headers and name in NO_HELP:
            silent.add(name)
        elif headers:
            faults += [f"{path.relative_to(root)}: a page without help: {tag}" for tag in headers]
    return faults + [
        f"exempt.py: {name} needs no exemption" for name in NO_HELP if name not in silent
    ]


def check_floors(root: Path) -> list[str]:
    """Templates and tags are used downwards only, and each name belongs to one module."""
    order = Order(root)
    faults: list[str] = []
    owners: dict[str, str] = {}
    for path in templates(root):
        name = str(path).rpartition("/templates/")[2]
        module = module_of(root, path)
        if owners.setdefault(name, module) != module:
            faults.append(f"{module}: has the template {name} of {owners[name]} again")
    tags = {
        path.stem: module_of(root, path)
        for path in source(root).rglob("templatetags/*.py")
        if path.stem != "__init__"
    }
    for path in [*templates(root), *files(root, ".py")]:
        module = module_of(root, path)
        for kind, name in _used_by(path):
            owner = (owners if kind == "template" else tags).get(name)
            if owner and not order.may_use(module, owner):
                place = path.relative_to(root)
                faults.append(f"{place}: uses the {kind} {name} of {owner}, which is not below")
    return faults


def _used_by(path: Path) -> Iterator[tuple[str, str]]:
    if path.suffix == ".py":
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield "template", node.value
        return
    text = path.read_text()
    for name in LEANS_ON.findall(text):
        yield "template", name
    for libraries in LOADS.findall(text):
        for name in libraries.rpartition(" from ")[2].split():
            yield "tag library", name
