"""Reads: what goes out today, what is in the post, files of an application."""

from .files import download_by_token, downloads_of, file_bytes, setting_of
from .mail import in_post, mailing_of_number, out_today, settled

__all__ = [
    "download_by_token",
    "downloads_of",
    "file_bytes",
    "in_post",
    "mailing_of_number",
    "out_today",
    "setting_of",
    "settled",
]
