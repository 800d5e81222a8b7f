"""Every Korean sentence of the program has its English one, in its own module's catalogue.

`python -m tests.architecture.words [module …]` lists what is missing, ready to be filled in.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

from .exempt import OTHER_FIGURES
from .tree import ROOT, files, module_of, source, templates

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HANGUL = re.compile("[가-힣ㄱ-ㆎ]")
ON_PAPER = re.compile(r'\bword\("([^"]+)"\)')
"""How a template of Typst says a word of its form (`papers.services`)."""
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-+ 0-9.]*[a-zA-Z]")

Key = tuple[str, str, str]
"""Context, sentence, plural form; empty where there is none."""


@dataclass
class Catalogue:
    """What one module says, and what its .po holds."""

    path: Path
    used: dict[Key, list[str]] = field(default_factory=dict)
    entries: dict[Key, polib.POEntry] = field(default_factory=dict)
    twice: list[Key] = field(default_factory=list)

    def missing(self) -> Iterator[Key]:
        for key in self.used:
            entry = self.entries.get(key)
            if entry is None or not all(_english(entry)):
                yield key


def _english(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def said_in(path: Path) -> Iterator[tuple[int, Key]]:
    """Line and sentence of everything that goes through gettext in a Python file or a template."""
    text = path.read_text()
    if path.suffix == ".typ":
        for number, content in enumerate(text.splitlines(), 1):
            yield from ((number, ("", word, "")) for word in ON_PAPER.findall(content))
        return
    if path.suffix != ".py":
        # Django's own preparation for xgettext; Babel must not take its spaces for indents.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    found = extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)
    for line, message, _comments, context in found:
        one, many = message if isinstance(message, tuple) else (message, "")
        yield line, (context or "", one, many)


def catalogues(root: Path) -> dict[str, Catalogue]:
    found: dict[str, Catalogue] = {}

    def catalogue(module: str) -> Catalogue:
        folder = source(root) / module.replace(".", "/")
        path = folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
        return found.setdefault(module, Catalogue(path))

    for path in [*files(root, ".py"), *templates(root)]:
        for line, key in said_in(path):
            used = catalogue(module_of(root, path)).used
            used.setdefault(key, []).append(f"{path.relative_to(root)}:{line}")
    for path in files(root, ".po"):
        if "en" not in path.parts:
            continue  # other words than Django's own, in Korean
        of_module = catalogue(module_of(root, path))
        for entry in polib.pofile(str(path)):
            key = entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""
            if key in of_module.entries:
                of_module.twice.append(key)
            of_module.entries[key] = entry
    return found


def check(root: Path) -> list[str]:
    """Faults of all catalogues."""
    faults: list[str] = []
    english: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for module, catalogue in sorted(catalogues(root).items()):
        missing = list(catalogue.missing())
        faults += [
            f"{catalogue.used[key][0]}: has no English in {module}: {key[1]}" for key in missing
        ]
        place = catalogue.path.relative_to(root)
        faults += [f"{place}: stands there twice: {key[1]}" for key in catalogue.twice]
        if catalogue.used and not (source(root) / module.replace(".", "/") / "apps.py").exists():
            faults.append(f"{module}: is no Django app, so its translations are never found")
        for key, entry in catalogue.entries.items():
            where = f"{place}:{entry.linenum}"
            if entry.obsolete or key not in catalogue.used:
                faults.append(f"{where}: nobody says this any more: {key[1]}")
                continue
            if entry.fuzzy:
                faults.append(f"{where}: marked as uncertain (fuzzy): {key[1]}")
            if key not in missing:
                faults += [f"{where}: {fault}" for fault in _faults_of(entry)]
            other, words = english.setdefault(key[:2], (module, _english(entry)))
            if words != _english(entry):
                faults.append(f"{where}: {other} says the same differently: {key[1]}")
    return faults


def _faults_of(entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with one English sentence."""
    own_figures = any(part in entry.msgid for part in OTHER_FIGURES)
    for words in _english(entry):
        if HANGUL.search(words):
            yield f"the English has Korean in it: {words}"
        if _places(entry.msgid) != _places(words) and not own_figures:
            yield f"other placeholders than the Korean one: {words}"


def _places(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def stanzas(catalogue: Catalogue, keys: Iterable[Key]) -> str:
    """What is missing, as it goes into the .po."""
    lines = []
    for key in keys:
        context, one, many = key
        entry = polib.POEntry(
            msgid=one,
            msgctxt=context or None,
            msgid_plural=many,
            msgstr_plural={0: "", 1: ""} if many else {},
            comment=", ".join(sorted({place.split(":")[0] for place in catalogue.used[key]})),
        )
        lines.append(entry.__unicode__(wrapwidth=0))
    return "\n".join(lines)


def main(modules: list[str]) -> int:
    """List what has no English yet, by module."""
    number = 0
    for module, catalogue in sorted(catalogues(ROOT).items()):
        keys = list(catalogue.missing())
        if keys and (not modules or module in modules):
            number += len(keys)
            place = catalogue.path.relative_to(ROOT)
            sys.stdout.write(f"# {module}: {len(keys)} missing in {place}\n\n")
            sys.stdout.write(stanzas(catalogue, keys) + "\n")
    return 1 if number else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
