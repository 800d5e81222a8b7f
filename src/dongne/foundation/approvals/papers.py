"""The register as a paper: what an office prints, or takes into a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dongne.foundation.papers.public import Column, Document, Form, Table

from .presenters.register import Entry

FORMS: tuple[Form, ...] = ("pdf", "hwpx", "xlsx", "csv")


def register_document(entries: Sequence[Entry], *, dong: str, span: str) -> Document:
    return Document(
        name=f"{dong} {_('문서등록대장')} {span}".strip(),
        title=_("문서등록대장"),
        head=[(_("기관"), dong), *([(_("기간"), span)] if span else [])],
        landscape=True,
        blocks=[
            Table(
                columns=[
                    Column(label=_("등록번호"), width=1.4),
                    Column(label=_("등록일"), align="center", width=0.9),
                    Column(label=_("제목"), width=3.0),
                    Column(label=_("기안자"), align="center", width=0.8),
                    Column(label=_("공개 구분"), align="center", width=0.9),
                    Column(label=_("온나라 번호"), width=1.4),
                ],
                rows=[
                    (
                        one.number,
                        one.registered,
                        one.title,
                        one.drafter,
                        one.openness,
                        one.outside,
                    )
                    for one in entries
                ],
                empty=_("등록한 문서가 없습니다."),
            )
        ],
    )
