"""What is stored of a secret on a receipt."""

from __future__ import annotations

from uuid import UUID

from dongne.foundation.vault.public import lasting_digests

USE = "applications.application"


def digest_of(secret: bytes, application_id: UUID) -> bytes:
    """32 bytes; with the key that holds now."""
    return digests_of(secret, application_id)[0]


def digests_of(secret: bytes, application_id: UUID) -> list[bytes]:
    """With every key that ever held: what a receipt of years ago is found by."""
    return lasting_digests(application_id.bytes + secret, use=USE)
