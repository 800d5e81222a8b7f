"""An application is handed in: by residents, by staff for them, by volunteers, from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from dongne.delivery.catalogue.public import services_of
from dongne.delivery.channels.public import channels_of
from dongne.delivery.ways.public import (
    Circle,
    Identity,
    Service,
    fee_of,
    fits,
    may_ask_there,
    may_be_given_there,
)
from dongne.delivery.ways.public import Letter as LetterRule
from dongne.foundation.audit import public as audit
from dongne.foundation.calendar.public import calendar_of
from dongne.foundation.residents.public import Person, blocked_from, note_contact, persons_for
from dongne.foundation.residents.public import Source as PersonSource
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.ids import new_id
from dongne.lib.readable_secrets import new_secret
from dongne.lib.reference_numbers import new_number
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day
from dongne.lib.statute import Limit, due

from .. import rules
from ..events import ApplicationSubmitted, application_submitted
from ..models import Application, Letter
from ..queries.ground import setting_of
from ..queries.matching import match_of
from ..queries.receiving import asker_of
from ..queries.secrets import digest_of
from ..states import ApplicationState, Made
from ..words import REFUSALS
from .destinations import keep_destination
from .ground import move, refuse
from .items import keep_items
from .letter_uses import letter_for, use_letter


class Unacceptable(Refused):
    """It cannot be taken in as it is; `parts` says which entries are wrong and why."""

    def __init__(self, parts: Sequence[tuple[str, str]]) -> None:
        self.parts = [(part, str(REFUSALS[code])) for part, code in parts]
        super().__init__(self.parts[0][1], code=parts[0][1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """`secret` leads the applicant back to it, told once. `created` is False for what was sent
    twice."""

    application: Application
    secret: bytes | None
    created: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _People:
    principal: Person
    applicant: Person
    receiver: Person | None


def submit(viewer: Viewer, *, given: rules.Request, now: datetime) -> Submitted:
    """Keep a new application. What was sent before with the same `id` answers as it did.

    Raises Unacceptable, Refused, Conflict, `residents.Unsound`.
    """
    try:
        with transaction.atomic():
            return _submit(viewer, given, now)
    except IntegrityError as clash:
        if given.id is None or "applications_application_pkey" not in str(clash):
            raise
        rows = Application.objects.for_viewer(SYSTEM).select_related("dong")
        return Submitted(application=rows.get(pk=given.id), secret=None, created=False)


def _submit(viewer: Viewer, given: rules.Request, now: datetime) -> Submitted:
    own = viewer.dong_id if viewer.kind is ViewerKind.OFFICER else None
    dong_id = own or given.dong_id
    if dong_id is None:
        raise Unacceptable([("dong", "no_dong")])
    services = _services(given, dong_id, now)
    people = _people(viewer, given, dong_id, now)
    circle = _circle(given, people)
    _unblocked(viewer, services, people)
    letter = _letter(viewer, given, people, services, now) if circle is Circle.PROXY else None
    _lawful(given, services, circle, letter, dong_id)
    application = _application(viewer, given, dong_id, people, circle, letter, now)
    application.fee = sum(
        fee_of(service, given.channel, copies=wanted.copies, groups=frozenset(given.groups))
        for service, wanted in zip(services, given.items, strict=True)
    )
    if given.outside_channel:
        application.fee = 0
    application.settled = application.fee == 0
    secret = new_secret().bits
    application.secret_digest = digest_of(secret, application.pk)
    if any(service.heeds_blocks for service in services):
        application.match = match_of(viewer, people.principal, circle)
    application.save(force_insert=True)
    keep_destination(application, given.receiver, given.applicant, given.principal, now=now)
    keep_items(application, given, services, now)
    move(viewer, application, before="", why="", now=now)
    if letter is not None:
        use_letter(viewer, letter, application=application, what="apply", now=now)
    audit.record(
        viewer,
        action="application.submitted",
        subject=application,
        now=now,
        dong_id=dong_id,
        changes={
            "number": application.number,
            "services": [one.code for one in services],
            "channel": application.channel,
            "receive": application.receive,
            "circle": application.circle,
            "fee": application.fee,
        },
    )
    application_submitted.announce(
        ApplicationSubmitted(actor=viewer, application=application, now=now)
    )
    return Submitted(application=application, secret=secret, created=True)


def _services(given: rules.Request, dong_id: int, now: datetime) -> list[Service]:
    if not given.items:
        raise Unacceptable([("items", "no_items")])
    if len(given.items) > rules.MOST_ITEMS:
        raise Unacceptable([("items", "too_many_items")])
    known = services_of(dong_id, day=seoul_day(now))
    found: list[Service] = []
    wrong: list[tuple[str, str]] = []
    for place, wanted in enumerate(given.items):
        service = known.get(wanted.service)
        if service is None or not service.offered:
            wrong.append((f"items.{place}", "service_unknown"))
            continue
        found.append(service)
        if wanted.copies < 1:
            wrong.append((f"items.{place}.copies", "no_copies"))
        elif wanted.copies > service.most_copies:
            wrong.append((f"items.{place}.copies", "too_many_copies"))
        texts = [wanted.purpose, *(one for one in wanted.answers.values() if isinstance(one, str))]
        if any(len(text) > rules.LONGEST_TEXT for text in texts):
            wrong.append((f"items.{place}.purpose", "too_long"))
    if wrong:
        raise Unacceptable(wrong)
    return found


def _people(viewer: Viewer, given: rules.Request, dong_id: int, now: datetime) -> _People:
    if not given.principal.is_somebody:
        raise Unacceptable([("principal", "no_principal")])
    if given.circle != Circle.SELF and not given.applicant.is_somebody:
        raise Unacceptable([("applicant", "no_applicant")])
    own = given.circle == Circle.SELF
    shown = identity_of(given.identity) is not Identity.NONE
    principal = person_of(
        viewer, given.principal, dong_id, now, language=given.language, shown=shown and own
    )
    applicant = (
        person_of(viewer, given.applicant, dong_id, now, language=given.language, shown=shown)
        if given.circle != Circle.SELF
        else principal
    )
    receiver = (
        person_of(viewer, given.receiver, dong_id, now, language=given.language)
        if given.receiver.is_somebody
        else None
    )
    return _People(principal=principal, applicant=applicant, receiver=receiver)


def person_of(
    viewer: Viewer,
    who: rules.Who,
    dong_id: int,
    now: datetime,
    *,
    language: str = "ko",
    shown: bool = False,
) -> Person:
    """The person of the list, or the one that was noted of what was typed; of somebody who has
    `shown` who they are, what the list lacks is filled in. Raises Refused."""
    if who.person_id is not None:
        # Whoever is no officer names nobody: the caller read the key from what is theirs, a letter.
        own = viewer.kind in (ViewerKind.VOLUNTEER, ViewerKind.RESIDENT)
        known = SYSTEM if own else viewer
        person = persons_for(known).filter(pk=who.person_id, destroyed_at=None).first()
    else:
        person = note_contact(
            viewer,
            dong_id=dong_id,
            name=who.name,
            phone=who.phone,
            email=who.email,
            address=who.address,
            address_detail=who.address_detail,
            birth_date=who.birth_date.isoformat() if who.birth_date else "",
            language=language,
            source=PersonSource.APPLICATION,
            shown=shown,
            now=now,
        )
    if person is None:
        raise Unacceptable([("principal", "no_principal")])
    return person


def _circle(given: rules.Request, people: _People) -> Circle:
    try:
        circle = Circle(given.circle)
    except ValueError:
        raise Unacceptable([("circle", "circle_unknown")]) from None
    if circle is not Circle.SELF and people.applicant.pk == people.principal.pk:
        raise Unacceptable([("circle", "own_as_proxy")])
    return circle


def _unblocked(viewer: Viewer, services: Sequence[Service], people: _People) -> None:
    """A block holds on every channel (주민등록법 제29조제6항). Whoever is kept away is told nothing
    that says so."""
    if not any(service.heeds_blocks for service in services):
        return
    principal = people.principal.pk
    for one in (people.applicant, people.receiver):
        if one is None or one.pk == principal:
            continue
        if blocked_from(person_id=principal, by_person_id=one.pk):
            refuse("blocked" if viewer.kind is ViewerKind.OFFICER else "ask_office")
    if viewer.officer_id and blocked_from(person_id=principal, officer_id=viewer.officer_id):
        refuse("ask_office")


def _letter(
    viewer: Viewer,
    given: rules.Request,
    people: _People,
    services: Sequence[Service],
    now: datetime,
) -> Letter | None:
    if not any(service.letter is not LetterRule.NONE for service in services):
        return None
    if given.letter_id is None:
        refuse("letter_needed")
    wanted: Mapping[str, int] = {one.service: one.copies for one in given.items}
    return letter_for(
        viewer,
        letter_id=given.letter_id,
        dong_id=people.principal.dong_id,
        principal_id=people.principal.pk,
        proxy_id=people.applicant.pk,
        courier_id=given.courier_id,
        wanted=wanted,
        now=now,
    )


def _lawful(
    given: rules.Request,
    services: Sequence[Service],
    circle: Circle,
    letter: Letter | None,
    dong_id: int,
) -> None:
    """What the catalogue's rows and the channels say of asking here and receiving there."""
    known = channels_of(dong_id)
    if not given.outside_channel and given.channel not in known:
        raise Unacceptable([("channel", "channel_unknown")])
    if given.receive not in known:
        raise Unacceptable([("receive", "receive_unknown")])
    # Whoever takes the paper shows who they are then, on every channel.
    takes = asker_of(given.channel, circle, letter=letter is not None)
    asks = replace(takes, identity=identity_of(given.identity))
    for place, (service, wanted) in enumerate(zip(services, given.items, strict=True)):
        if given.outside_channel:
            verdict = may_be_given_there(known, service, given.receive, takes, copies=wanted.copies)
        else:
            verdict = fits(
                known, service, given.channel, given.receive, takes, copies=wanted.copies
            )
            asking = may_ask_there(known, service, given.channel, asks)
            if verdict.allowed and not asking.allowed:
                raise Unacceptable([("identity", "identity_needed")])
        if not verdict.allowed:
            raise Unacceptable([(f"items.{place}", "not_this_way")])


def identity_of(text: str) -> Identity:
    try:
        return Identity(text)
    except ValueError:
        return Identity.NONE


def _application(
    viewer: Viewer,
    given: rules.Request,
    dong_id: int,
    people: _People,
    circle: Circle,
    letter: Letter | None,
    now: datetime,
) -> Application:
    if given.outside_channel:
        _outside(given, dong_id)
    taker = people.receiver or people.applicant
    return Application(
        id=given.id or new_id(),
        number=new_number(),
        dong_id=dong_id,
        state=ApplicationState.SUBMITTED,
        principal=people.principal,
        applicant=people.applicant,
        receiver=people.receiver,
        circle=circle,
        letter=letter,
        channel=given.outside_channel or given.channel,
        apply_site=given.apply_site,
        receive=given.receive,
        receive_site=given.receive_site,
        made=Made.ELSEWHERE if given.outside_channel else Made.HERE,
        outside_number=given.outside_number.strip()[:60],
        courier=given.courier_id or viewer.courier_id,
        groups=sorted(set(given.groups)),
        lacks=sorted(set(given.lacks)),
        language=given.language,
        reachable=bool(taker.phone or taker.email or taker.address),
        wants=given.wants,
        identity_seen="",
        team_id=setting_of(dong_id).team_id,
        officer_id=viewer.officer_id,
        entered_by_id=viewer.officer_id,
        arrived_at=now,
        accept_by=due(Limit.parse(f"{rules.ACCEPT_WITHIN_HOURS}h"), now, calendar_of(dong_id)),
        promised_at=given.promised_at,
        updated_at=now,
    )


def _outside(given: rules.Request, dong_id: int) -> None:
    number = given.outside_number.strip()
    if not number:
        raise Unacceptable([("outside_number", "outside_number")])
    if given.outside_channel not in channels_of(dong_id):
        raise Unacceptable([("channel", "channel_unknown")])
    rows = Application.objects.for_viewer(SYSTEM).filter(
        dong=dong_id, outside_number=number, channel=given.outside_channel
    )
    if rows.exclude(state=ApplicationState.WITHDRAWN).exists():
        refuse("outside_there")


def submitted_as(application_id: UUID) -> Application | None:
    """What was sent before with this id, if anything."""
    rows = Application.objects.for_viewer(SYSTEM).select_related("dong__district")
    return rows.filter(pk=application_id).first()
