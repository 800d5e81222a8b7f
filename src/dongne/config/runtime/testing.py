"""Pytest plugin: a throw-away embedded PostgreSQL for the whole run, unless DATABASE_URL is set.

Named in pyproject's `addopts` (`-p`), because the settings are read before any conftest.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dongne.config.runtime import cluster, folders, server


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


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """How `pytest -n` shares the tests out: a file stays together, and whatever starts the whole
    program stays in one process, which begins with it, since it takes longest.

    Around the other hooks: pytest-xdist reads the groups in one that comes before any plain hook.
    """
    whole = {"browser", "runtime"}
    items.sort(key=lambda item: item.path.parent.name not in whole)
    for item in items:
        alone = item.path.parent.name in whole
        item.add_marker(pytest.mark.xdist_group("program" if alone else str(item.path)))
    yield
