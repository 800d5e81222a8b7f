"""업무분장표: the duties of a day as a paper."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.foundation.papers.public import Column, Document, Table
from dongne.foundation.scope.public import Viewer

from .queries import Office, duties_of


def duties_document(viewer: Viewer, *, office: Office, day: date) -> Document:
    """A table for each team: 담당자, 업무, 내용, 업무대행."""
    if office.dong is not None:
        found = duties_of(viewer, day=day, dong_id=office.dong.pk)
    else:
        found = duties_of(viewer, day=day, team_id=office.teams[0].pk)
    columns = [
        Column(label=_("직위"), width=1.0),
        Column(label=_("담당자"), width=1.0),
        Column(label=_("업무"), width=2.0),
        Column(label=_("내용"), width=4.0),
        Column(label=_("업무대행"), width=1.0),
    ]
    blocks = [
        Table(
            heading=team.name,
            caption=_("%(team)s 업무분장") % {"team": team.name},
            columns=columns,
            rows=[
                (
                    duty.officer.title,
                    duty.officer.name,
                    duty.title,
                    duty.details,
                    duty.deputy.name if duty.deputy else "–",
                )
                for duty in found
                if duty.team_id == team.pk
            ],
            empty=_("적어 둔 업무가 없습니다."),
        )
        for team in office.teams
    ]
    title = _("%(office)s 업무분장표") % {"office": office.name}
    on = date_format(day, _("Y. n. j."))
    return Document(
        name=f"{title} {day}",
        title=title,
        head=[(_("기준일"), on)],
        blocks=blocks,
    )
