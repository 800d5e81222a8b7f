"""A form of own's dong that is to hold from next month, and a draft that changes it again."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.vocabulary.public import publish, start_draft, vocabulary_of, write_word

from . import Made


def make(things: Any) -> Made:
    lead, now = things.cast.viewer(things.cast.own.lead), timezone.now()
    coming = Month.of(seoul_day(now)).next()

    def draft(name: str) -> Any:
        version = start_draft(lead, now=now)
        write_word(
            lead,
            version_id=version.pk,
            section="fields",
            slug="general",
            values={"name": name},
            now=now,
        )
        return version

    published = publish(lead, version_id=draft("그 밖에").pk, month=coming, now=now)
    changed = draft("나머지")
    return Made(
        always={
            "version_id": vocabulary_of(None).version,
            "section": "fields",
            "slug": "welfare",
            "part": "rollup_columns",
        },
        states={"draft": {"version_id": changed.pk}, "published": {"version_id": published.pk}},
        bodies={
            "form_word": {"name": "복지와 돌봄", "standard": "welfare"},
            "form_word_new": {"name": "통학로", "name_en": "School roads", "standard": "safety"},
            "form_retire": {"deed": "retire"},
            "form_move": {"by": "down"},
            "form_publish": {"month": str(coming.next())},
        },
        queries={"/forms": "?dong=sinjeong4"},
    )
