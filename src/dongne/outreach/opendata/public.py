"""What everybody may see of cases."""

from .models import PublicCase
from .states import Shows

__all__ = ["PublicCase", "Shows"]
