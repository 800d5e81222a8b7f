"""Pytest plugin: a throw-away embedded PostgreSQL for the whole run, unless DATABASE_URL is set.

Named in pyproject's `addopts` (`-p`), because the settings are read before any conftest.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dongne.config.runtime import cluster, folders, server

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

CONFIG = "src/dongne/config/"
PART = re.compile(r"\[(part-\d+)\]$")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Before pytest-django reads the settings."""
    # Tests neither touch the data of a program that runs here nor need the collected files.
    folder = Path(tempfile.mkdtemp(prefix="dongne-test-"))
    folder.chmod(0o711)
    early_config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["DONGNE_DATA"] = str(folder)
    os.environ.setdefault("DONGNE_STATIC", "found")
    os.environ.pop("DONGNE_DEMO", None)
    if "DATABASE_URL" not in os.environ:
        folders.prepare(folder)
        early_config.add_cleanup(lambda: cluster.remove(folder))
        throwaway = server.prepared(folder, cluster.THROWAWAY)
        early_config.add_cleanup(throwaway.close)
        throwaway.start()
        os.environ["DATABASE_URL"] = throwaway.url
    yield


def pytest_configure() -> None:
    """No example fails for having taken long: that tells of the machine, never of a rule."""
    from hypothesis import HealthCheck, settings

    slow = [HealthCheck.too_slow]
    settings.register_profile(
        "patient", settings.default, deadline=None, suppress_health_check=slow
    )
    settings.load_profile("patient")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """The longest first, so that with `pytest -n` no process waits long for the last one.

    In between pytest-django sorts: whoever empties the tables comes after all who need their rows.
    """
    items.sort(key=lambda item: _turn(item.nodeid))
    yield
    items.sort(key=lambda item: not _starts_the_program(item.nodeid))


def _turn(nodeid: str) -> int:
    """What crosses modules, then what loads a demonstration, then all others."""
    return next((n for n, folder in enumerate(("tests/", CONFIG)) if nodeid.startswith(folder)), 2)


def _starts_the_program(nodeid: str) -> bool:
    return nodeid.startswith(("tests/browser/", "tests/runtime/"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """How `pytest -n` shares the tests out.

    A scheduler of our own: pytest-xdist 3.8 hands its groups on by `Item._nodeid`, which pytest 9
    does not read, so that each test stood alone and the fixtures of a file were made in every
    process.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        _units: dict[str, str] | None = None

        def _split_scope(self, nodeid: str) -> str:
            if self._units is None:
                self._units = units(self.collection or [])
            return self._units[nodeid]

    # The order in which they were collected, which begins with the longest.
    config.option.loadscopereorder = False
    return ByFile(config, log)


def units(nodeids: Iterable[str]) -> dict[str, str]:
    """The unit of each test. One process runs a unit, as a whole and in its turn.

    A file stays together as far as its tests follow one another: those that empty the tables come
    later, in a unit of their own. Whatever starts the whole program is one unit. A test in parts
    (parameters `part-1`, `part-2` …) may have each of them in another process.
    """
    found: dict[str, str] = {}
    begun: Counter[str] = Counter()
    last = ""
    for nodeid in nodeids:
        name = _unit(nodeid)
        begun[name] += name != last
        last = name
        found[nodeid] = f"{name} {begun[name]}"
    return found


def _unit(nodeid: str) -> str:
    if _starts_the_program(nodeid):
        return "program"
    path, _, rest = nodeid.partition("::")
    part = PART.search(rest)
    return f"{path} {part[1]}" if part else path
