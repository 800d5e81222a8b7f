"""Identifiers that can be made anywhere: on a phone without network, at a kiosk, on the server."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): roughly in order of time, so that B-tree pages stay together."""
    return uuid7()
