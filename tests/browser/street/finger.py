"""The sensor of a phone, as Chromium plays it: it verifies its owner, and may know a secret."""

from __future__ import annotations

from playwright.sync_api import CDPSession, Page


class FingerPrint:
    """`secret`: whether its passkeys give one (WebAuthn's `prf`, CTAP's `hmac-secret`)."""

    tools: CDPSession

    def __init__(self, *, secret: bool) -> None:
        self.secret = secret
        self.id = ""

    def belongs_to(self, page: Page) -> None:
        self.tools = page.context.new_cdp_session(page)
        self.tools.send("WebAuthn.enable")
        self._begins()

    def _begins(self) -> None:
        options = {
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "hasPrf": self.secret,
            "automaticPresenceSimulation": True,
        }
        made = self.tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.id = made["authenticatorId"]

    def is_strange(self) -> None:
        """Somebody else's: the sensor tries until it trusts no finger any more."""
        told = {"authenticatorId": self.id, "isUserVerified": False}
        self.tools.send("WebAuthn.setUserVerified", told)

    def begins_anew(self) -> None:
        """With nothing on it, as phones do after somebody has unlocked them otherwise."""
        self.tools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})
        self._begins()

    def keys(self) -> int:
        """How many passkeys lie on the phone."""
        found = self.tools.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return len(found["credentials"])
