"""Nothing leaves. The row is the outbox: what would have gone, and when."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ...channels import Answer, Envelope, register
from ...states import Means, Outcome
from ..bare import Quiet


class Outbox(Quiet):
    """For offices without a contract, and for demonstrations."""

    name = "outbox"
    title = _("보낼 편지함(밖으로 나가지 않음)")
    means = frozenset(Means) - {Means.NOTICE}
    in_house = True

    def send(self, envelope: Envelope, *, now: datetime) -> Answer:
        return Answer(outcome=Outcome.ACCEPTED, code="shown_only")


register(Outbox())
