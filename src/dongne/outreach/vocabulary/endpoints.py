"""JSON: the words of a dong in a month, so that a phone offers what its office uses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema

from dongne.foundation.places.public import dong_of
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import Month, seoul_day

from .document import Column, Word
from .queries import vocabulary_of

router = Router(tags=["forms"])


class WordOut(Schema):
    slug: str
    name: str
    name_en: str
    help: str
    help_en: str


class KindOut(WordOut):
    reported: bool
    counted: bool


class FieldOut(WordOut):
    """`standard` is the one of the six under which it counts above the dong."""

    standard: str


class ReportKindOut(WordOut):
    way: str
    title: str
    title_en: str


class ColumnOut(Schema):
    key: str
    name: str
    name_en: str


class FormOut(Schema):
    """What is offered, in the order of the form. `version` changes with every new form."""

    version: str
    holds_from: str
    kinds: list[KindOut]
    fields: list[FieldOut]
    report_kinds: list[ReportKindOut]
    report_columns: list[ColumnOut]
    rollup_columns: list[ColumnOut]


@router.get("/forms", response=FormOut, summary="The words of a dong in a month")
def get_form(request: HttpRequest, dong: str = "", month: str = "") -> Any:
    viewer: Viewer = request.auth  # type: ignore[attr-defined]
    found = dong_of(viewer, dong)
    try:
        when = Month.parse(month) if month else Month.of(seoul_day(timezone.now()))
    except ValueError:
        raise Refused(_("달은 2026-11처럼 적어 주세요."), code="not_a_month") from None
    words = vocabulary_of(found.pk, when.first)
    return {
        "version": str(words.version),
        "holds_from": str(words.holds_from),
        "kinds": [
            {**_word(kind), "reported": kind.reported, "counted": kind.counted}
            for kind in words.kinds.values()
        ],
        "fields": [{**_word(field), "standard": field.standard} for field in words.fields.values()],
        "report_kinds": [
            {**_word(one), "way": one.way, "title": one.title_ko, "title_en": one.title_en}
            for one in words.report_kinds.values()
        ],
        "report_columns": [_column(column) for column in words.report_columns],
        "rollup_columns": [_column(column) for column in words.rollup_columns],
    }


def _word(word: Word) -> dict[str, str]:
    names = ("slug", "name", "name_en", "help", "help_en")
    return {name: getattr(word, name) for name in names}


def _column(column: Column) -> dict[str, str]:
    return {"key": column.key, "name": column.name, "name_en": column.name_en}
