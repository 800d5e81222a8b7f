"""What somebody who carries things for others may do."""

from __future__ import annotations

from enum import StrEnum


class Task(StrEnum):
    DELIVER = "deliver"
    """Carries sealed documents to a door or into a locker."""
    PROXY = "proxy"
    """Applies or fetches for somebody else, with a letter of attorney."""
