"""Whether a step's sources are the same as when it was last done."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from dongne.config.runtime.folders import build_folder

SKIPPED = {"node_modules", "__pycache__", ".vite"}


def files_below(folder: Path) -> Iterator[Path]:
    """In a stable order, without what tools put there themselves."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            if path.name not in SKIPPED:
                yield from files_below(path)
        elif path.is_file():
            yield path


def digest(files: Iterable[Path], *words: str) -> str:
    """Of names and contents; the time of a file says nothing after a fresh checkout."""
    summed = hashlib.sha256("\0".join(words).encode())
    for path in files:
        summed.update(f"\0{path}\0".encode())
        summed.update(hashlib.sha256(path.read_bytes()).digest())
    return summed.hexdigest()


def _stamp(step: str) -> Path:
    return build_folder() / "stamps" / step


def is_done(step: str, state: str) -> bool:
    stamp = _stamp(step)
    return stamp.exists() and stamp.read_text() == state


def done(step: str, state: str) -> None:
    stamp = _stamp(step)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state)
