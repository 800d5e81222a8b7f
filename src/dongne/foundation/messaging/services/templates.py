"""An office's own texts: a new version for each change, and the ways back."""

from __future__ import annotations

import string
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from ..models import Template
from ..occasions import MessageEvent, event_of, events
from ..permissions import may_set
from ..states import Means

FORMS = ("", Means.LETTER, Means.ALIMTALK)
"""Short messages of every means, letters, and business messages that need an approved text."""
SUBJECT_LENGTH = 120
TEXT_LENGTH = 4000


def known_event(code: str) -> MessageEvent:
    """Raises NotHere."""
    if code not in {event.code for event in events()}:
        raise NotHere(_("그런 메시지는 없습니다."), code="not_found")
    return event_of(code)


def forms_of(event: MessageEvent) -> list[str]:
    """Which forms of its text an event has: notices to officers are short, a code is no letter."""
    if event.staff:
        return [""]
    return [form for form in FORMS if not form or not event.means or form in event.means]


def standard_text(event: MessageEvent, language: str, means: str) -> tuple[str, str]:
    """Subject and text that come with the program."""
    text = event.text(language)
    return text.subject, text.said(means)


def checked(event: MessageEvent, text: str) -> set[str]:
    """The fields that a text names. Refused, with the field's name, where it has no such field."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        raise Refused(
            _("중괄호 { } 의 짝이 맞지 않습니다. 항목은 {name}처럼 적어 주세요."), code="open_brace"
        ) from None
    named = set()
    for _before, name, form, way in parts:
        if name is None:
            continue
        if name not in event.fields or form or way:
            raise Refused(
                _("“{%(field)s}” 항목은 이 메시지에 없습니다. 쓸 수 있는 항목: %(known)s")
                % {
                    "field": name,
                    "known": ", ".join(f"{{{field}}}" for field in event.fields) or _("없음"),
                },
                code="unknown_field",
            )
        named.add(name)
    return named


def missing_fields(event: MessageEvent, language: str, means: str, text: str) -> list[str]:
    """Fields that the standard text names and this one leaves out."""
    _subject, standard = standard_text(event, language, means)
    left_out = checked(event, standard) - checked(event, text)
    return [field for field in event.fields if field in left_out]


@transaction.atomic
def save_template(
    viewer: Viewer,
    *,
    event: str,
    language: str,
    means: str,
    subject: str,
    text: str,
    code: str = "",
    without_missing: bool = False,
    now: datetime,
) -> Template:
    """The office's text from now on. Refused for unknown fields, and, unless the writer has said
    that they may be left out, for missing ones; Conflict where nothing changed.
    """
    occasion = _settable(viewer, event, language, means)
    subject, text = " ".join(subject.split()), text.replace("\r\n", "\n").strip()
    if not text:
        raise Refused(_("보낼 글을 적어 주세요."), code="empty")
    if len(subject) > SUBJECT_LENGTH or len(text) > TEXT_LENGTH:
        raise Refused(_("제목은 120자, 글은 4,000자까지 적을 수 있습니다."), code="too_long")
    checked(occasion, subject)
    missing = missing_fields(occasion, language, means, f"{subject} {text}")
    if missing and not without_missing:
        raise Refused(
            _("기본 글에 있는 항목이 빠졌습니다: %(fields)s")
            % {"fields": ", ".join(f"{{{field}}}" for field in missing)},
            code="missing_field",
        )
    return _keep(viewer, event, language, means, subject, text, code.strip(), now)


@transaction.atomic
def restore_template(
    viewer: Viewer, *, event: str, language: str, means: str, version: int, now: datetime
) -> Template:
    """An earlier version again, as a new one."""
    _settable(viewer, event, language, means)
    rows = _versions(viewer, event, language, means)
    if (old := rows.filter(version=version).first()) is None or not old.text:
        raise NotHere(_("그 판을 찾을 수 없습니다."), code="not_found")
    return _keep(viewer, event, language, means, old.subject, old.text, old.code, now)


@transaction.atomic
def to_standard(
    viewer: Viewer, *, event: str, language: str, means: str, now: datetime
) -> Template:
    """The text that comes with the program again; the office's versions stay in the history."""
    _settable(viewer, event, language, means)
    current = _versions(viewer, event, language, means).filter(current=True).first()
    if current is None or not current.text:
        raise Conflict(_("이미 기본 글을 쓰고 있습니다."), code="standard_already")
    return _keep(viewer, event, language, means, "", "", "", now)


def _settable(viewer: Viewer, event: str, language: str, means: str) -> MessageEvent:
    occasion = known_event(event)
    if language not in occasion.texts or means not in forms_of(occasion):
        raise NotHere(_("그런 메시지는 없습니다."), code="not_found")
    if not may_set(viewer):
        raise Forbidden(_("동장과 행정팀장만 바꿀 수 있습니다."), code="not_the_lead")
    return occasion


def _versions(viewer: Viewer, event: str, language: str, means: str):  # type: ignore[no-untyped-def]
    return Template.objects.for_viewer(viewer).filter(
        dong_id=viewer.dong_key, event=event, language=language, means=means
    )


def _keep(
    viewer: Viewer,
    event: str,
    language: str,
    means: str,
    subject: str,
    text: str,
    code: str,
    now: datetime,
) -> Template:
    # Two who save at once take their turns.
    Dong.objects.for_viewer(viewer).select_for_update(no_key=True).get(pk=viewer.dong_key)
    rows = _versions(viewer, event, language, means)
    current = rows.filter(current=True).first()
    if current is not None and (current.subject, current.text, current.code) == (
        subject,
        text,
        code,
    ):
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    last: int = rows.aggregate(last=Max("version"))["last"] or 0
    rows.filter(current=True).update(current=False)
    row = Template.objects.create(
        dong_id=viewer.dong_key,
        event=event,
        language=language,
        means=means,
        version=last + 1,
        subject=subject,
        text=text,
        code=code,
        changed_at=now,
        changed_by_id=viewer.officer_id,
    )
    record(
        viewer,
        action="template.kept",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"event": event, "language": language, "means": means, "version": row.version},
    )
    return row
