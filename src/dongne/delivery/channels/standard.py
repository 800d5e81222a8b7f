"""What a dong's own office is called where nobody has given it another name."""

from __future__ import annotations

from collections.abc import Mapping


def office_names(name: str, name_en: str) -> Mapping[str, str]:
    return {
        "ko": f"{name} 주민센터",
        "en": f"{name_en or name} Community Centre",
    }
