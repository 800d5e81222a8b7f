"""A folder for each channel: settings form, calls, receipts, tests. Deleted, the channel is gone.

Every folder has a `channel` module that registers what it carries.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module


def discover() -> None:
    """Load every channel. Called once, when the apps start."""
    for folder in pkgutil.iter_modules(__path__, f"{__name__}."):
        if folder.ispkg:
            import_module(f"{folder.name}.channel")
