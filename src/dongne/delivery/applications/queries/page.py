"""Everything that the office's page of one application shows, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from dongne.foundation.deadlines.public import Deadline, deadlines_for
from dongne.foundation.residents.public import persons_for
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere

from ..models import Application, Item, Letter, LetterUse, Move, Note, Payment, Supplement
from ..states import RUNNING
from ..words import REFUSALS

WITH = (
    "dong__district", "team", "officer", "entered_by", "letter", "letter__checked_by",
    "principal", "applicant", "receiver",
)  # fmt: skip
MOST_OTHERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`known`: keys of the persons whom the viewer may know of. `others`: what else runs for the
    same person."""

    application: Application
    items: list[Item]
    deadlines: dict[UUID, Deadline]
    moves: list[Move]
    notes: list[Note]
    supplements: list[Supplement]
    payments: list[Payment]
    uses: list[LetterUse]
    known: frozenset[UUID]
    others: list[Application]

    @property
    def open_supplement(self) -> Supplement | None:
        return next((one for one in self.supplements if one.supplied_at is None), None)


def seen(viewer: Viewer, application_key: UUID) -> Application:
    """The application, if the viewer may read it. One statement. Raises NotHere."""
    rows = Application.objects.for_viewer(viewer).select_related(*WITH)
    found = rows.filter(pk=application_key).first()
    if found is None:
        raise NotHere(str(REFUSALS["not_found"]), code="not_found")
    return found


def page_of(viewer: Viewer, application: Application) -> Page:
    """Nine statements, whatever it holds."""
    key = application.pk
    items = list(
        Item.objects.for_viewer(SYSTEM).filter(application=key).select_related("decided_by")
    )
    clocks = [one.deadline for one in items if one.deadline]
    persons = {application.principal_id, application.applicant_id, application.receiver_id}
    uses = LetterUse.objects.for_viewer(SYSTEM).filter(letter=application.letter_id)
    return Page(
        application=application,
        items=items,
        deadlines={row.pk: row for row in deadlines_for(SYSTEM).filter(pk__in=clocks)},
        moves=list(
            Move.objects.for_viewer(SYSTEM).filter(application=key).select_related("officer")
        ),
        notes=list(
            Note.objects.for_viewer(SYSTEM).filter(application=key).select_related("officer")
        ),
        supplements=list(
            Supplement.objects.for_viewer(SYSTEM).filter(application=key).select_related("asked_by")
        ),
        payments=list(
            Payment.objects.for_viewer(SYSTEM).filter(application=key).select_related("officer")
        ),
        uses=list(uses) if application.letter_id else [],
        known=frozenset(
            persons_for(viewer)
            .filter(pk__in=[one for one in persons if one])
            .values_list("pk", flat=True)
        ),
        others=running_of(viewer, application.principal_id, but=key),
    )


def item_in(application: Application, item_key: UUID) -> Item:
    """Raises NotHere."""
    found = Item.objects.for_viewer(SYSTEM).filter(application=application, pk=item_key).first()
    if found is None:
        raise NotHere(str(REFUSALS["item_unknown"]), code="item_unknown")
    return found


def running_of(
    viewer: Viewer, person_id: UUID | None, *, but: UUID | None = None
) -> list[Application]:
    """What runs for that person, the newest first. One statement, or none."""
    if person_id is None:
        return []
    rows = Application.objects.for_viewer(viewer).filter(
        Q(principal=person_id) | Q(applicant=person_id), state__in=sorted(RUNNING)
    )
    rows = rows.exclude(pk=but) if but else rows
    return list(rows.order_by("-arrived_at")[:MOST_OTHERS])


def running_same(viewer: Viewer, person_id: UUID, services: set[str]) -> list[Application]:
    """What runs for that person and asks for one of these: perhaps the same. One statement."""
    rows = Application.objects.for_viewer(viewer).filter(
        Q(principal=person_id), state__in=sorted(RUNNING), items__service__in=services
    )
    return list(rows.distinct().order_by("-arrived_at")[:MOST_OTHERS])


def letter_page(viewer: Viewer, letter_key: UUID) -> Letter:
    """Raises NotHere."""
    rows = Letter.objects.for_viewer(viewer).select_related(
        "dong__district", "principal", "proxy", "checked_by"
    )
    found = rows.filter(pk=letter_key).first()
    if found is None:
        raise NotHere(str(REFUSALS["letter_not_found"]), code="letter_not_found")
    return found


def uses_of(letter: Letter) -> list[LetterUse]:
    return list(LetterUse.objects.for_viewer(SYSTEM).filter(letter=letter))
