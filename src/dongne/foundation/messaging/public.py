"""Messages to people: asked for in a transaction, sent once, followed to their end."""

from .models import Message
from .occasions import MessageEvent, Text, register_event, register_kind
from .queries.messages import messages_about, messages_for
from .queries.notices import UNREAD
from .queries.texts import said_of
from .reasons import Addressee, register_stop
from .services.asking import Recipient, ask
from .services.letters import make_batch, post_batch, print_batch
from .services.remembering import Past, remember_messages
from .services.templates import save_template
from .states import DUTY, Means, MessageState

__all__ = [
    "DUTY",
    "UNREAD",
    "Addressee",
    "Means",
    "Message",
    "MessageEvent",
    "MessageState",
    "Past",
    "Recipient",
    "Text",
    "ask",
    "make_batch",
    "messages_about",
    "messages_for",
    "post_batch",
    "print_batch",
    "register_event",
    "register_kind",
    "register_stop",
    "remember_messages",
    "said_of",
    "save_template",
]
