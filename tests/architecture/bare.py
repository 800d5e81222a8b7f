"""No words outside gettext: neither Korean ones in code, nor any on pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

from .exempt import KOREAN_BY_NATURE, NAMES, SAID_IN_BOTH
from .tree import ROOT, files, source, templates, tree_of
from .words import HANGUL, KEYWORDS, ON_PAPER

SHOWN = {"alt", "aria-description", "aria-label", "content", "label", "placeholder", "title"}
"""Attributes that are read out or shown."""
WORD = re.compile(r"[A-Za-z]{2,}")
QUOTED = re.compile(r"""_\(\s*("[^"]*"|'[^']*')\s*\)""")


def check(root: Path) -> list[str]:
    faults = []
    for path in files(root, ".py"):
        name = str(path.relative_to(source(root)))
        if not any(fnmatch(name, known) for known in KOREAN_BY_NATURE):
            place = path.relative_to(root)
            faults += [
                f"{place}:{line}: Korean outside gettext: {text}"
                for line, text in _bare_korean(tree_of(path))
            ]
    for path in templates(root):
        place = path.relative_to(root)
        if place.name in SAID_IN_BOTH:
            continue
        faults += [
            f"{place}:{line}: words outside a translation: {text}"
            for line, text in _bare_words(path)
        ]
    scripts = root / "frontend" / "src"
    for path in [*scripts.rglob("*.ts"), *files(root, ".js")]:
        if path.name.endswith(".test.ts"):
            continue
        for line, text in enumerate(path.read_text().splitlines(), 1):
            if HANGUL.search(re.sub(r"//.*|^\s*\*.*|/\*.*", "", text)):
                faults.append(f"{path.relative_to(root)}:{line}: Korean in a script")
    return faults


def unused_exemptions(root: Path) -> list[str]:
    """Files that are let pass and have no Korean (any more)."""
    names = {
        str(path.relative_to(source(root)))
        for path in files(root, ".py")
        if list(_bare_korean(tree_of(path)))
    }
    return [
        f"exempt.py: {known} needs no exemption"
        for known in KOREAN_BY_NATURE
        if not any(fnmatch(name, known) for name in names)
    ]


def _bare_korean(tree: ast.Module) -> Iterator[tuple[int, str]]:
    said: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in KEYWORDS:
                said |= {id(part) for argument in node.args for part in ast.walk(argument)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said.add(id(node.value))  # a docstring
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in said
            and HANGUL.search(node.value)
        ):
            yield node.lineno, node.value


def _bare_words(path: Path) -> Iterator[tuple[int, str]]:
    """Hangul anywhere outside a translation, and English that is shown."""
    if path.suffix == ".typ":
        for number, line in enumerate(path.read_text().splitlines(), 1):
            # In Typst a call and a plain word look alike: only Korean is told for certain.
            if HANGUL.search(ON_PAPER.sub("", line.split("//")[0])):
                yield number, line.strip()
        return
    rest: list[str] = []
    inside = ""
    for token in Lexer(path.read_text()).tokenize():
        text = token.contents
        lines = "\n" * text.count("\n")
        if token.token_type is TokenType.BLOCK:
            first = text.split()[0]
            if first in ("blocktranslate", "blocktrans", "comment"):
                inside = f"end{first}"
            elif first == "block" and text.endswith("_class"):
                inside = "endblock"
            elif first == inside:
                inside = ""
            if first not in ("translate", "trans") and HANGUL.search(QUOTED.sub("", text)):
                yield token.lineno, text
        elif token.token_type is TokenType.VAR and HANGUL.search(QUOTED.sub("", text)):
            yield token.lineno, text
        if token.token_type is TokenType.TEXT and not inside:
            rest.append(text)
        else:
            # What a tag writes is no word of the template; it may be the name of an element.
            opens = rest and rest[-1].endswith(("<", "</"))
            rest.append("x" if opens else lines or "\u00b7")
    page = _Page()
    page.feed("".join(rest))
    page.close()
    yield from page.found


class _Page(HTMLParser):
    """Collects what a reader would read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._silent += 1
        if tag == "meta" and dict(attrs).get("name") != "description":
            return
        for name, value in attrs:
            if name in SHOWN or HANGUL.search(value or ""):
                self._read(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if not self._silent or HANGUL.search(data):
            self._read(data)

    def _read(self, text: str) -> None:
        words = [word for word in WORD.findall(text) if word.upper() not in NAMES]
        if words or HANGUL.search(text):
            self.found.append((self.getpos()[0], " ".join(text.split())))


if __name__ == "__main__":
    print("\n".join(check(ROOT) + unused_exemptions(ROOT)))  # noqa: T201
