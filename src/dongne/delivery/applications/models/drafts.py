"""What somebody without an account is writing: an application, or a letter of attorney."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.vault.public import SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import About, Holds


class Draft(SealedModel):
    """Found by the digest of what the browser's cookie says, by nothing else.

    `purpose` is `apply`, `letter` or `errand`; the id is that of the application that it becomes,
    so that it becomes one however often it is sent. `given` is JSON in the form of
    `services.drafts.Given`; `secret` the compact secret of the receipt, once it was sent.
    """

    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "given": "services, names, telephone, birth date and address of what is being written",
            "secret": "the secret on the receipt",
        },
        sealed=frozenset({"given", "secret"}),
        until="a day after it was begun, or when whoever writes it says so",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=8)
    given = SealedField()
    secret = SealedField()
    number = models.CharField(max_length=16, blank=True)
    """Of the application or the letter that it became."""
    started_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["started_at"], name="application_draft_age")]
