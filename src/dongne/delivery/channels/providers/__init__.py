"""A folder for each channel: what it is, its words, its limits, its test. Deleted, it is gone.

Every folder has a `channel` module that registers what it is.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module


def discover() -> None:
    """Load every channel. Called once, when the apps start."""
    for folder in pkgutil.iter_modules(__path__, f"{__name__}."):
        if folder.ispkg:
            import_module(f"{folder.name}.channel")
