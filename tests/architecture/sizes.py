"""No source file passes 400 lines without a named reason."""

from __future__ import annotations

from pathlib import Path

from .exempt import LONG_FILES

LONGEST = 400
PLACES = {
    "src": (".py", ".html", ".typ"),
    "tests": (".py",),
    "bench": (".py",),
    "frontend/src": (".ts", ".css"),
    "frontend/build-steps": (".js", ".mjs", ".ts"),
}


def check(root: Path) -> list[str]:
    faults = []
    for folder, endings in PLACES.items():
        for path in sorted((root / folder).rglob("*")):
            place = str(path.relative_to(root))
            if path.suffix not in endings or "migrations" in path.parts:
                continue
            length = len(path.read_text().splitlines())
            if length > LONGEST and place not in LONG_FILES:
                faults.append(f"{place}: {length} lines; over {LONGEST}, make it a folder of nouns")
            if length <= LONGEST and place in LONG_FILES:
                faults.append(f"exempt.py: {place} is short enough now")
    return faults + [
        f"exempt.py: {place} is not there" for place in LONG_FILES if not (root / place).exists()
    ]
