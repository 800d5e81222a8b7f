"""A volunteer applies for somebody whose letter they hold."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dongne.foundation.scope.public import Viewer

from .. import rules
from ..models import Letter
from ..queries.receiving import VOLUNTEER, Way
from .submitting import submit


def apply_with_letter(viewer: Viewer, *, letter: Letter, way: Way, key: UUID, now: datetime) -> str:
    """All that the letter entrusts, once for each `key`; answers the application's number.

    Raises Refused, Conflict: the letter is used, revoked, has run out, or belongs to others.
    """
    submitted = submit(
        viewer,
        given=rules.Request(
            id=key,
            dong_id=letter.dong_id,
            items=tuple(
                rules.Wanted(
                    service=str(one["code"]),
                    copies=int(one.get("copies", 1)),
                    purpose=letter.purpose,
                )
                for one in letter.services
            ),
            principal=rules.Who(person_id=letter.principal_id),
            applicant=rules.Who(person_id=letter.proxy_id),
            # Codes and the bag are the person's whose paper it is; who may also fetch it with the
            # letter is the letter's matter.
            receiver=rules.Who(person_id=letter.principal_id),
            circle="proxy",
            channel=VOLUNTEER,
            receive=way.channel.key,
            receive_site=way.site.id if way.site else None,
            letter_id=letter.pk,
            promised_at=way.in_hand_at,
            identity="code",
            courier_id=viewer.courier_id,
        ),
        now=now,
    )
    return submitted.application.number
