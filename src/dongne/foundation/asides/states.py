"""What can be moved out of a text."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
