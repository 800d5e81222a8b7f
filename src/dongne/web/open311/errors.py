"""What is refused, in the one form that the standard has for it: a list of codes and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

LONGEST_NAME = 60
"""Of an argument that somebody made up."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`description` is read by whoever sent the report, and names the argument that it is about."""

    code: int
    description: str


class Wrong(Exception):
    """Nothing was done. `status` is the one in the status line.

    The standard has 404 for what does not exist, 403 for a wrong key, 400 for anything else. 429
    and 503 are ours: a client that does not know them takes them for 400 and 500 (RFC 9110, 15).
    """

    def __init__(
        self, status: int, faults: Iterable[Fault], *, retry_after: int | None = None
    ) -> None:
        self.status, self.faults, self.retry_after = status, list(faults), retry_after
        super().__init__("; ".join(f"{one.code} {one.description}" for one in self.faults))


def wrong(status: int, description: str, *, retry_after: int | None = None) -> Wrong:
    return Wrong(status, [Fault(status, description)], retry_after=retry_after)


def not_provided(name: str) -> Fault:
    return Fault(
        400, _("%(name)s 값을 보내지 않았습니다 (%(name)s not provided).") % {"name": name}
    )


def not_found(name: str) -> Fault:
    return Fault(404, _("그런 %(name)s 값은 없습니다 (%(name)s not found).") % {"name": name})


def unreadable(name: str, why: str) -> Fault:
    """Of an argument that is there and cannot be taken; `why` is a whole sentence."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in name[:LONGEST_NAME])
    return Fault(400, f"{shown.strip() or '?'}: {why}")
