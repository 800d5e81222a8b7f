"""Writes: letters into the post and what became of them; files behind links that end."""

from .files import destroy_over, fetch_file, put_file, set_link_days, take_back
from .posting import came_back, delivered, hand_to_post, print_letters

__all__ = [
    "came_back",
    "delivered",
    "destroy_over",
    "fetch_file",
    "hand_to_post",
    "print_letters",
    "put_file",
    "set_link_days",
    "take_back",
]
