"""What has time-limits. A higher module registers its kinds here when the apps start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from dongne.foundation.scope.public import Viewer
from dongne.lib.statute import StopKind

if TYPE_CHECKING:
    from .models import Deadline
    from .states import Deed


def _no_titles(viewer: Viewer, ids: Iterable[str]) -> Mapping[str, str]:
    del viewer, ids
    return {}


Shifted = tuple[str, "datetime | None", "datetime | None"]
"""A thing's id, its due time and its target, as they are now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineKind:
    """A kind of time-limit.

    `title` is its (lazy) word; `titles(viewer, subject ids)` the word of each thing, without
    personal data, in one statement (else the kind's word stands in lists); `link` the address of a
    thing's page. `tell(deadline, now)` sends the progress to whoever waits (영 제23조) and answers
    whether it did; without it a person is reminded on the page. `stops` are the reasons for which
    the clock may stand, `extendable` whether the limit may be made longer. `may` says who may
    change a time-limit of this kind (else its officer and the leads). `changed` runs in the
    transaction of every change of one row; when a holiday moves many, `moved` does, with
    `(subject id, due at, target at)` of each, in the transaction of a batch.
    """

    code: str
    title: str | Promise
    titles: Callable[[Viewer, Iterable[str]], Mapping[str, str]] = _no_titles
    link: Callable[[str], str] | None = None
    tell: Callable[[Deadline, datetime], bool] | None = None
    notices: bool = True
    stops: frozenset[StopKind] = field(default_factory=lambda: frozenset(StopKind))
    extendable: bool = True
    may: Callable[[Viewer, Deadline], bool] | None = None
    changed: Callable[[Viewer, Deadline, Deed, datetime], None] | None = None
    moved: Callable[[Sequence[Shifted], datetime], None] | None = None


_kinds: dict[str, DeadlineKind] = {}


def register_kind(kind: DeadlineKind) -> None:
    _kinds[kind.code] = kind


def kind_of(code: str) -> DeadlineKind:
    """Of a row whose module is gone: its slug, and nothing besides. Other rows do not suffer."""
    return _kinds.get(code) or DeadlineKind(code=code, title=code)


def registered(code: str) -> DeadlineKind:
    """For a new row. Raises KeyError for a kind nobody registered: a mistake in the program."""
    return _kinds[code]


def kinds() -> list[DeadlineKind]:
    return list(_kinds.values())
