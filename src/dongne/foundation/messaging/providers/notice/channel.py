"""A notice is there as soon as its row is."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ...channels import Answer, Envelope, register
from ...models import Notice
from ...states import Means, Outcome
from ..bare import Quiet


class Notices(Quiet):
    """Writes the line that the officer's page and the bell in the header show."""

    name = "notice"
    title = _("프로그램 안 알림")
    means = frozenset({Means.NOTICE})
    usual_for = means
    in_house = True

    def send(self, envelope: Envelope, *, now: datetime) -> Answer:
        if envelope.officer_id is None:
            return Answer(outcome=Outcome.PERMANENT, code="not_an_officer")
        Notice.objects.create(message_id=envelope.id, officer_id=envelope.officer_id, at=now)
        return Answer(outcome=Outcome.DELIVERED, code="in_the_list")


register(Notices())
