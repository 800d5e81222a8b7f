from __future__ import annotations

from typing import Any

from . import Made


def make(_things: Any) -> Made:
    """Everybody's resident copy; each role's own place, and sinjeong4 by name."""
    sent: dict[str, Any] = {
        "name_ko": "큰글씨 서식",
        "name_en": "Large-print forms",
        "group": "living",
        "kind": "certificate",
        "issuer": "dong",
        "form": "either",
        "circles": ["self"],
        "letter": "paper",
        "single_use": "on",
        "limit": "now",
        "usual_minutes": "10",
        "fee": "0",
        "exempt": ["basic_livelihood", "veteran"],
        "most_copies": "10",
        "pdf_link": "on",
        "heeds_blocks": "on",
        "offered": "on",
        "basis_kind": "office",
        "basis_text": "시범",
        "position": "10",
        "valid_from": "2027-01-04",
        "reason": "시범",
        "seen": "0",
        "step": "preview",
    }
    counter = {
        f"{direction}.counter-{name}": value
        for direction in ("apply", "receive")
        for name, value in (
            ("state", "open"),
            ("circles", ["self"]),
            ("identity", "card"),
            ("basis_kind", "office"),
            ("basis_text", "시범"),
        )
    }
    every = ["self", "household", "spouse", "lineal", "proxy"]
    named = "?at=dong.sinjeong4"
    return Made(
        always={"service_slug": "resident_copy"},
        bodies={
            "office_service_edit": {**sent, "circles": every},
            "office_service_new": {**sent, **counter, "code": "large_print_forms"},
        },
        queries={
            "services": "?dong=sinjeong4",
            "service_page": "?dong=sinjeong4",
            "office_services@named": named,
            "office_service@named": named,
            "office_service_history@named": named,
            "office_service_table@named": named,
            "office_service_table_csv@named": named,
            "office_service_edit@named": named,
            "office_service_new@named": named,
        },
    )
