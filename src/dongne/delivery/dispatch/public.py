"""Results in the post, and as files that are fetched by a link that ends."""

from .models import Download, Mailing
from .services import (
    came_back,
    delivered,
    fetch_file,
    hand_to_post,
    print_letters,
    put_file,
    set_link_days,
    take_back,
)

__all__ = [
    "Download",
    "Mailing",
    "came_back",
    "delivered",
    "fetch_file",
    "hand_to_post",
    "print_letters",
    "put_file",
    "set_link_days",
    "take_back",
]
