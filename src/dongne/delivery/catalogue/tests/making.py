"""Whole contents to start from, for tests that say one thing otherwise."""

from __future__ import annotations

from typing import Any

from ..rules.content import DEFAULTS
from ..standard import STANDARD


def content_of(code: str, **otherwise: Any) -> dict[str, Any]:
    """As everybody has it; `apply_kiosk` is the part `apply.kiosk`."""
    told = {
        key.replace("_", ".", 1) if key.startswith(("apply_", "receive_")) else key: value
        for key, value in otherwise.items()
    }
    return {**DEFAULTS, **STANDARD[code], **told}


def way(*circles: str, identity: str = "card", **more: Any) -> dict[str, Any]:
    return {
        "circles": list(circles),
        "identity": identity,
        "basis": {"kind": "office", "text": "시범"},
        **more,
    }
