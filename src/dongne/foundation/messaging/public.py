"""Messages to people: asked for in a transaction, sent once, followed to their end."""

from .models import Message
from .occasions import MessageEvent, Text, register_event, register_kind
from .queries.messages import messages_about, messages_for
from .services.asking import Recipient, ask
from .states import DUTY, Means, MessageState

__all__ = [
    "DUTY",
    "Means",
    "Message",
    "MessageEvent",
    "MessageState",
    "Recipient",
    "Text",
    "ask",
    "messages_about",
    "messages_for",
    "register_event",
    "register_kind",
]
