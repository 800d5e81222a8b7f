"""A letter is handed over when it lies among the letters of the day, to be printed and posted."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ...channels import Answer, Envelope, register
from ...states import Means, Outcome
from ..bare import Quiet


class Letter(Quiet):
    """Printed by the office itself. The page of the day's letters reads the rows."""

    name = "letter"
    title = _("우편(직접 인쇄)")
    means = frozenset({Means.LETTER})
    usual_for = means
    in_house = True

    def send(self, envelope: Envelope, *, now: datetime) -> Answer:
        return Answer(outcome=Outcome.ACCEPTED, code="to_be_printed")


register(Letter())
