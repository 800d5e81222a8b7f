"""A list of applications as the columns of a table."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ...models import Application, Item
from ...words import CIRCLES, MADE, STATES
from .words import channel_name, service_name


def heads() -> list[str]:
    return [
        _("신청번호"), _("민원"), _("부수"), _("상태"), _("동"), _("신청한 길"), _("받는 길"),
        _("누구의 서류"), _("신청한 곳"), _("신청한 곳의 번호"), _("수수료"), _("정산"),
        _("맡은 사람"), _("도착"), _("접수"), _("처리기한"), _("발급"), _("받을 곳에 놓음"),
        _("전달"), _("마침"),
    ]  # fmt: skip


def row(application: Application, items: list[Item]) -> list[Any]:
    return [
        application.number,
        ", ".join(service_name(one.edition, one.service) for one in items),
        sum(one.copies for one in items),
        str(STATES[application.state]),
        application.dong.name,
        channel_name(application.channel),
        channel_name(application.receive),
        str(CIRCLES[application.circle]),
        str(MADE[application.made]),
        application.outside_number,
        application.fee,
        "O" if application.settled else "",
        application.officer.name if application.officer else "",
        application.arrived_at,
        application.accepted_at,
        application.due_at,
        application.issued_at,
        application.ready_at,
        application.handed_at,
        application.closed_at,
    ]
