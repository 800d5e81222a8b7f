"""Messages, what became of them, their texts, and the settings of an office."""

from .health import ProviderHealth
from .messages import Attempt, Message, Move
from .receipts import Receipt
from .received import Notice, PushKeys, PushSubscription
from .settings import OptOut, ProviderSetting, QuietHours
from .texts import Template

__all__ = [
    "Attempt",
    "Message",
    "Move",
    "Notice",
    "OptOut",
    "ProviderHealth",
    "ProviderSetting",
    "PushKeys",
    "PushSubscription",
    "QuietHours",
    "Receipt",
    "Template",
]
