"""One's own application: whose it is by number and contact, and all that its page shows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from dongne.delivery.channels.public import channels, sites_of
from dongne.delivery.ways.public import Channel, Service, Site
from dongne.foundation.gate.public import Reached
from dongne.foundation.organisations.public import OfficePhone, office_phone
from dongne.foundation.residents.public import Person, blocked_from
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.reference_numbers import tidy_number

from ..models import Application, Item, Move, Note, Payment, Supplement
from ..states import PaymentState
from .ground import application_by_secret, items_of, service_of_item, setting_of

_WITH = (
    "dong__district",
    "team",
    "officer__team",
    "principal",
    "applicant",
    "receiver",
    "letter",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """What somebody may know of their own application."""

    application: Application
    items: list[tuple[Item, Service | None]]
    moves: list[Move]
    notes: list[Note]
    """What the office wrote for them to read."""
    supplements: list[Supplement]
    payments: list[Payment]
    channel: Channel | None
    site: Site | None
    pays_online: bool
    phone: OfficePhone | None

    @property
    def supplement(self) -> Supplement | None:
        """What is asked of them now."""
        return next((one for one in self.supplements if one.supplied_at is None), None)


def own_application(application_id: UUID) -> Application | None:
    """None also for whoever has been kept from the person concerned since."""
    rows = Application.objects.for_viewer(SYSTEM).select_related(*_WITH)
    application = rows.filter(pk=application_id).first()
    return None if application is None or _kept_away(application) else application


def mine_of(application: Application) -> Mine:
    """A fixed number of statements, however much has happened."""
    found = channels().get(application.receive)
    site = None
    if application.receive_site:
        sites = sites_of(application.dong_id, channel=application.receive)
        site = next((one for one in sites if one.id == application.receive_site), None)
    return Mine(
        application=application,
        items=[(item, service_of_item(item)) for item in items_of(application)],
        moves=list(Move.objects.for_viewer(SYSTEM).filter(application=application)),
        notes=list(Note.objects.for_viewer(SYSTEM).filter(application=application, public=True)),
        supplements=list(Supplement.objects.for_viewer(SYSTEM).filter(application=application)),
        payments=list(
            Payment.objects.for_viewer(SYSTEM)
            .filter(application=application)
            .exclude(state=PaymentState.FAILED)
        ),
        channel=found,
        site=site,
        pays_online=setting_of(application.dong_id).pays_online,
        phone=office_phone(application.dong_id),
    )


def key_by_secret(number: str, secret: bytes) -> UUID | None:
    found = application_by_secret(number, secret)
    return found.pk if found is not None else None


def reached_by(number: str, contact: str) -> Reached | None:
    """The application of that number, for whoever has left this telephone or mailbox with it."""
    tidy = tidy_number(number)
    rows = Application.objects.for_viewer(SYSTEM).select_related(
        "principal", "applicant", "receiver"
    )
    found = rows.filter(number=tidy or "-").first()
    persons = [found.applicant, found.receiver, found.principal] if found else []
    phone, email = ("", contact.strip()) if "@" in contact else (contact, "")
    fits = [one for one in persons if one is not None and _has(one, phone, email)]
    if found is None or not fits or _kept_away(found):
        return None
    return Reached(
        key=found.pk, dong_id=found.dong_id, phone=phone, email=email, language=found.language
    )


def _has(person: Person, phone: str, email: str) -> bool:
    wanted = (
        [("email_key", email)] if email else [("phone_key", phone), ("second_phone_key", phone)]
    )
    for column, text in wanted:
        kept = getattr(person, column)
        if kept is not None and bytes(kept) in Person.keyed(column, text):
            return True
    return False


def _kept_away(application: Application) -> bool:
    """A block holds on every page, also one that came after the application."""
    principal = application.principal_id
    if principal is None:
        return False
    others = {application.applicant_id, application.receiver_id} - {principal, None}
    return any(blocked_from(person_id=principal, by_person_id=one) for one in others)
