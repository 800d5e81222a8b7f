"""Calls of Solapi through its own library."""

from __future__ import annotations

import json
import os
import unicodedata
from datetime import timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any

import httpx
from solapi import SolapiMessageService
from solapi.error.MessageNotReceiveError import MessageNotReceivedError
from solapi.lib import fetcher
from solapi.model import KakaoOption, RequestMessage, SendRequestConfig
from solapi.model.message_type import MessageType
from solapi.model.request.messages.get_messages import GetMessagesRequest

from dongne.lib.seoul import SEOUL

from ...channels import Answer, Envelope, NotReached
from ...states import Means, Outcome
from .answers import OUR_ID, answer_of

SMS_BYTES, LMS_BYTES, SUBJECT_BYTES = 90, 2_000, 40
KOREA = "82"
MOST_PAGES = 5

# Clear refusals that are about the message. Any other refusal is about the account, the money in
# it or the hour, and passes: the message waits or goes by another provider.
ABOUT_THE_MESSAGE = frozenset(
    {"ValidationError", "InvalidParameter", "FailedToAddMessage", "MessageTooLong", "InvalidNumber"}
)
NOT_TAKEN = frozenset({"TooManyRequests", "ServiceUnavailable", "InternalMaintenance"})
"""Codes of a server's error (5xx) that say that nothing was taken. Any other leaves it open."""

tls = cache(httpx.create_ssl_context)
"""The authorities that are trusted, read once a process: 25 ms."""


def _transport(**told: Any) -> httpx.HTTPTransport:
    return httpx.HTTPTransport(verify=tls(), **told)


# The library would read them for every call. Connections stay its own, one for each call: one kept
# open may be closed from the other side while a message goes out, and nobody knew of it then.
fetcher.httpx = SimpleNamespace(Client=httpx.Client, HTTPTransport=_transport)


def plain(text: str) -> str:
    """What telephones can show: characters of CP949; others, as emoji, become a mark."""
    composed = unicodedata.normalize("NFC", text)
    return composed.encode("cp949", "replace").decode("cp949")


def length(text: str) -> int:
    """Bytes as operators count them."""
    return len(text.encode("cp949", "replace"))


def cut(text: str, most: int) -> str:
    """The longest beginning of `text` that fits, never half of a syllable."""
    return text.encode("cp949", "replace")[:most].decode("cp949", "ignore")


def message_of(envelope: Envelope) -> RequestMessage:
    """SMS where the text fits into 90 bytes, else LMS with a subject; or a business message."""
    body = plain(envelope.body)
    told = {
        "to": "".join(filter(str.isdecimal, envelope.to)),
        "from_": "".join(filter(str.isdecimal, envelope.sender)),
        "auto_type_detect": False,
        "custom_fields": {OUR_ID: str(envelope.id)},
    }
    if envelope.means is Means.ALIMTALK:
        options = KakaoOption(
            pf_id=str(envelope.options.get("pf_id", "")),
            template_id=envelope.template,
            variables=dict(envelope.values),
            # Which means comes next is for the program to say, and to record.
            disable_sms=True,
        )
        return RequestMessage(**told, text=body, type=MessageType.ATA, kakao_options=options)
    if length(body) <= SMS_BYTES:
        return RequestMessage(**told, text=body, type=MessageType.SMS)
    subject = cut(plain(" ".join(envelope.subject.split())), SUBJECT_BYTES) or None
    return RequestMessage(**told, text=body, subject=subject, type=MessageType.LMS)


def hand_over(envelope: Envelope, key: str, secret: str) -> Answer:
    """Raises NotReached before anything was handed over; what else is raised leaves it open."""
    if not key or not secret:
        raise NotReached("no_key")
    if envelope.means is Means.SMS and length(plain(envelope.body)) > LMS_BYTES:
        return Answer(outcome=Outcome.PERMANENT, code="too_long")
    message = message_of(envelope)
    try:
        answer = _service(key, secret).send(message, SendRequestConfig(show_message_list=True))
    except MessageNotReceivedError as problem:
        code = problem.failed_messages[0].status_code
        return Answer(outcome=Outcome.PERMANENT, code=f"solapi_{code}"[:48])
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
        raise NotReached("no_connection") from None
    except httpx.HTTPError:
        raise
    except Exception as problem:
        return _refusal(problem)
    taken = (answer.message_list or [None])[0]
    price = answer.group_info.price.get(KOREA)
    cost = getattr(price, str(message.type).lower(), None) if price is not None else None
    return Answer(
        outcome=Outcome.ACCEPTED,
        code="solapi_2000",
        reference=taken.message_id if taken else answer.group_info.group_id,
        cost=round(cost or 0),
    )


def look_up(envelope: Envelope, key: str, secret: str) -> Answer | None:
    """What Solapi has under our id; None where it has nothing."""
    if not key or not secret:
        return None
    service, start = _service(key, secret), None
    since = (envelope.asked_at - timedelta(hours=1)).astimezone(SEOUL)
    for _page in range(MOST_PAGES):
        found = service.get_messages(
            GetMessagesRequest(
                to="".join(filter(str.isdecimal, envelope.to)),
                start_date=since.isoformat(timespec="seconds"),
                limit=100,
                start_key=start,
            )
        )
        for reference, message in found.message_list.items():
            if (message.custom_fields or {}).get(OUR_ID) == str(envelope.id):
                return answer_of(message.status_code or "2000", reference=reference)
        if not (start := found.next_key):
            return None
    return None


def _service(key: str, secret: str) -> SolapiMessageService:
    service = SolapiMessageService(key, secret)
    if url := os.environ.get("DONGNE_SOLAPI_URL"):
        service.base_url = url.rstrip("/")
    return service


def _refusal(problem: Exception) -> Answer:
    """The library raises bare `Exception(code, text)` for what Solapi refused, and for 5xx.

    Anything else, an answer that makes no sense among them, is raised again: it stays open.
    """
    if type(problem) is not Exception or len(problem.args) != 2:
        raise problem
    code, text = (str(part) for part in problem.args)
    if code == "UnknownError":
        try:
            code = str(json.loads(text)["errorCode"])
        except (ValueError, KeyError, TypeError):
            raise problem from None
        if code not in NOT_TAKEN:
            raise problem
    outcome = Outcome.PERMANENT if code in ABOUT_THE_MESSAGE else Outcome.TEMPORARY
    return Answer(outcome=outcome, code=code[:48])
