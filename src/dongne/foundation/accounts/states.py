"""What sessions, links, events and the rule about second factors can be."""

from __future__ import annotations

from enum import StrEnum


class SessionKind(StrEnum):
    """Where somebody works: at a desk, or on the street with a phone (ends later)."""

    DESK = "desk"
    FIELD = "field"


class SignedInBy(StrEnum):
    PASSWORD = "password"  # noqa: S105 - a word, not a secret
    PASSKEY = "passkey"
    OFFICE = "office"
    LINK = "link"
    SET_UP = "set_up"


class LinkPurpose(StrEnum):
    """FIRST: somebody new sets a first password. RECOVER: somebody has lost everything."""

    FIRST = "first"
    RECOVER = "recover"


class EventKind(StrEnum):
    """What the grant history keeps of an account besides its roles."""

    CREATED = "created"
    DISABLED = "disabled"
    ENABLED = "enabled"
    LINK_MADE = "link_made"
    LINK_USED = "link_used"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a word, not a secret
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    CODES_RENEWED = "codes_renewed"
    OFFICE_LINKED = "office_linked"


class Required(StrEnum):
    """Who of an office must have a second factor."""

    NOBODY = "nobody"
    LEADS = "leads"
    EVERYBODY = "everybody"
