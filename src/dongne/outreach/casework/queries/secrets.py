"""What is stored of a secret on a receipt."""

from __future__ import annotations

from uuid import UUID

from dongne.foundation.vault.public import lasting_digests

USE = "casework.reporter"


def digest_of(secret: bytes, case_id: UUID) -> bytes:
    """32 bytes; with the key that holds now."""
    return digests_of(secret, case_id)[0]


def digests_of(secret: bytes, case_id: UUID) -> list[bytes]:
    """With every key that ever held: what a receipt of years ago is found by."""
    return lasting_digests(case_id.bytes + secret, use=USE)
