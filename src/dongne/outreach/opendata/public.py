"""What everybody may see of cases."""

from .models import PublicCase
from .queries.wanting import Ground, ground_of, may_be_seen, wanted_row
from .states import Shows

__all__ = ["Ground", "PublicCase", "Shows", "ground_of", "may_be_seen", "wanted_row"]
