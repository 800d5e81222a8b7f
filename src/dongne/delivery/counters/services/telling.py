"""Whoever has an appointment hears of it: booked, moved, tomorrow, called off. Each once."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from dongne.delivery.applications.public import moment_word
from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.organisations.public import office_phone
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Refused

from .. import occasions
from ..models import Appointment, Session
from ..queries.sessions import next_sessions
from ..rules import moment_of


def place_word(session: Session, language: str) -> str:
    site = session.outreach.site
    return site.name_en if language != "ko" and site.name_en else site.name


def tell_booked(appointment: Appointment, session: Session, *, now: datetime) -> bool:
    return _tell(appointment, session, occasions.BOOKED, mark="", now=now)


def tell_moved(appointment: Appointment, session: Session, *, now: datetime) -> bool:
    mark = f":{session.pk}:{appointment.begins}:{now.timestamp():.0f}"
    return _tell(appointment, session, occasions.CHANGED, mark=mark, now=now)


def remind(appointment: Appointment, session: Session, *, now: datetime) -> bool:
    with translation.override(_language(appointment)):
        bring = _("신분증")
    mark = f":{session.day}:{appointment.begins}"
    return _tell(appointment, session, occasions.REMINDER, mark=mark, now=now, bring=bring)


def tell_cancelled(
    appointment: Appointment, session: Session, *, begins: int, now: datetime
) -> bool:
    """The session is off, or no longer as long. Names the next one there, if there is one."""
    language = _language(appointment)
    following = next_sessions([session.outreach_id], after=session.day).get(session.outreach_id)
    with translation.override(language):
        next_word = ""
        if following is not None and following.pk != session.pk:
            moment = moment_of(following.day, following.starts)
            next_word = _("다음 창구는 %(when)s입니다.") % {
                "when": moment_word(moment, appointment.language)
            }
        reason = session.reason_en if language != "ko" and session.reason_en else session.reason
        reason = reason or _("주민센터 사정")
    return _tell(
        appointment,
        session,
        occasions.CANCELLED,
        mark=f":{session.pk}:{begins}",
        now=now,
        reason=reason,
        next=next_word,
    )


def _language(appointment: Appointment) -> str:
    return "ko" if appointment.language == "ko" else "en"


def _tell(
    appointment: Appointment,
    session: Session,
    event: str,
    *,
    mark: str,
    now: datetime,
    **values: str,
) -> bool:
    """Whether there is a message. Nobody hears the same twice."""
    if appointment.person_id is None:
        return False
    dong = session.outreach.dong
    phone = office_phone(dong.pk)
    try:
        ask(
            SYSTEM,
            event=event,
            to=Recipient(person_id=appointment.person_id, language=appointment.language),
            values={
                "office": str(dong),
                "phone": phone.call if phone else "",
                "place": place_word(session, appointment.language),
                "when": moment_word(
                    moment_of(session.day, appointment.begins), appointment.language
                ),
                "number": appointment.number,
                **values,
            },
            dong_id=dong.pk,
            about=appointment,
            concerns=appointment.person_id,
            once=f"{event}:{appointment.pk}{mark}",
            now=now,
        )
    except Refused as problem:
        if problem.code != "no_way":
            raise
        return False
    return True
