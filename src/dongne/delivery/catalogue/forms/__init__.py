"""What pages ask about a service: its parts, one line for each channel in each direction."""

from .editing import ServiceForm, Sheet, filled, sent

__all__ = ["ServiceForm", "Sheet", "filled", "sent"]
