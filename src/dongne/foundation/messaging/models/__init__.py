"""Messages, what became of them, their texts, and the settings of an office."""

from .calls import Call
from .choices import NoticeChoice
from .health import ProviderHealth
from .letters import LetterBatch, LetterSetting, LetterSlip
from .messages import Attempt, Message, Move
from .receipts import Receipt
from .received import Notice, PushKeys, PushSubscription
from .settings import OptOut, ProviderSetting, QuietHours
from .texts import Template

__all__ = [
    "Attempt",
    "Call",
    "LetterBatch",
    "LetterSetting",
    "LetterSlip",
    "Message",
    "Move",
    "Notice",
    "NoticeChoice",
    "OptOut",
    "ProviderHealth",
    "ProviderSetting",
    "PushKeys",
    "PushSubscription",
    "QuietHours",
    "Receipt",
    "Template",
]
