"""The words of a message: the office's own version, else the event's built-in text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Refused

from ..models import Template
from ..occasions import MessageEvent, event_of, filled
from ..states import Means


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What goes out by one means. `version` is 0 for the built-in text, `code` of a template."""

    subject: str
    body: str
    version: int = 0
    code: str = ""


def own_templates(*, dong_id: int | None, event: str, language: str) -> dict[str, Template]:
    """The office's current texts of an event by means ("" for every short one)."""
    if dong_id is None:
        return {}
    rows = Template.objects.for_viewer(SYSTEM).filter(
        dong_id=dong_id, event=event, language=language, current=True
    )
    return {row.means: row for row in rows}


def words_of(
    event: MessageEvent,
    *,
    means: Means,
    language: str,
    values: Mapping[str, str],
    own: Mapping[str, Template],
) -> Words:
    """The text of `event` with its values. Raises Refused where one is missing.

    A version that names a field which the event does not have any more does not stop a message:
    the built-in text goes.
    """
    mine = own.get(means) or (own.get("") if means is not Means.LETTER else None)
    if mine is not None and mine.text:
        try:
            return Words(
                subject=filled(mine.subject or event.text(language).subject, values),
                body=filled(mine.text, values),
                version=mine.version,
                code=mine.code,
            )
        except (KeyError, ValueError):
            pass
    text = event.text(language)
    try:
        return Words(subject=filled(text.subject, values), body=filled(text.said(means), values))
    except KeyError as missing:
        raise Refused(
            _("메시지에 들어갈 값이 없습니다: %(field)s") % {"field": missing.args[0]},
            code="field_missing",
        ) from None


def said_of(
    event: str,
    *,
    means: Means,
    language: str,
    values: Mapping[str, str],
    dong_id: int | None,
) -> str:
    """What somebody would read, before anything is asked for: for previews. One statement."""
    own = own_templates(dong_id=dong_id, event=event, language=language)
    return words_of(event_of(event), means=means, language=language, values=values, own=own).body
