"""E-mail through the office's own mail server.

`Message-ID` is our id, so that mail servers and readers know a double for one. A mail server
answers for each step; only after the whole text is it its mail. What breaks before that is not
sent, what breaks while the answer is awaited is unknown. A mail server is asked for nothing
afterwards: SENT is the end, unless the letter comes back to the office's own mailbox.
"""

from __future__ import annotations

import contextlib
import os
import smtplib
from collections.abc import Sequence
from datetime import datetime
from email.utils import formataddr, formatdate
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext_lazy as _

from ...channels import Answer, Envelope, NotReached, register
from ...rules import CALL_SECONDS
from ...states import Means, Outcome
from ..bare import Quiet

_BEFORE = (ConnectionRefusedError, smtplib.SMTPConnectError, smtplib.SMTPHeloError)


class Smtp(Quiet):
    """Host, port, user and kind of connection are options; the password a secret."""

    name = "smtp"
    title = _("전자우편(SMTP)")
    means = frozenset({Means.EMAIL})

    def send(self, envelope: Envelope, *, now: datetime) -> Answer:
        sender = envelope.sender or os.environ.get("DONGNE_SMTP_FROM", "")
        if not sender:
            raise NotReached("no_sender")
        connection = get_connection(
            "django.core.mail.backends.smtp.EmailBackend", **_server(envelope)
        )
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as problem:
            raise NotReached(_code(problem)) from None
        try:
            return _hand_over(connection, _mail(envelope, sender, now))
        finally:
            _close(connection)


def _server(envelope: Envelope) -> dict[str, Any]:
    options = envelope.options
    security = options.get("security") or os.environ.get("DONGNE_SMTP_SECURITY", "starttls")
    return {
        "host": options.get("host") or os.environ.get("DONGNE_SMTP_HOST", "localhost"),
        "port": int(options.get("port") or os.environ.get("DONGNE_SMTP_PORT") or 587),
        "username": options.get("user") or os.environ.get("DONGNE_SMTP_USER", ""),
        "password": envelope.secret or os.environ.get("DONGNE_SMTP_PASSWORD", ""),
        "use_tls": security == "starttls",
        "use_ssl": security == "tls",
        "timeout": CALL_SECONDS,
    }


def _mail(envelope: Envelope, sender: str, now: datetime) -> EmailMessage:
    host = sender.rpartition("@")[2].strip(">") or "localhost"
    return EmailMessage(
        subject=" ".join(envelope.subject.split()),
        body=envelope.body,
        from_email=sender,
        to=[formataddr((envelope.name, envelope.to)) if envelope.name else envelope.to],
        headers={
            "Message-ID": f"<{envelope.id}@{host}>",
            "Date": formatdate(now.timestamp()),
            "Auto-Submitted": "auto-generated",
            "Content-Language": envelope.language,
        },
    )


def _hand_over(connection: Any, mail: EmailMessage) -> Answer:
    """What the server answered clearly, good or bad, is known; silence after the text is not."""
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as problem:
        refused: Sequence[tuple[int, bytes]] = list(problem.recipients.values())
        return _by_number(refused[0][0])
    except smtplib.SMTPResponseException as problem:
        # smtplib closes the connection itself and then says -1: nobody has answered.
        if problem.smtp_code < 0:
            return Answer(outcome=Outcome.UNKNOWN, code="no_answer")
        return _by_number(problem.smtp_code)
    return Answer(outcome=Outcome.ACCEPTED, reference=str(mail.extra_headers["Message-ID"]))


def _by_number(number: int) -> Answer:
    """RFC 5321: 4yz may work later, 5yz never will."""
    lasting = number >= 500
    return Answer(
        outcome=Outcome.PERMANENT if lasting else Outcome.TEMPORARY, code=f"smtp_{number}"
    )


def _code(problem: Exception) -> str:
    if isinstance(problem, smtplib.SMTPResponseException):
        return f"smtp_{problem.smtp_code}"
    return "refused" if isinstance(problem, _BEFORE) else "no_connection"


def _close(connection: Any) -> None:
    """The answer stands; a farewell that fails changes nothing."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        connection.close()


register(Smtp())
