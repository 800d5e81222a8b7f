"""From the bytes of a file to a book; whatever is no sheet of an office is turned away."""

from __future__ import annotations

import codecs

from . import packed, separated
from .book import MOST_BYTES, Book, Unreadable

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_NO_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def read(data: bytes) -> Book:
    """Raises Unreadable. What a file is is told by its bytes, never by its name."""
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable("empty_file")
    if len(data) > MOST_BYTES:
        raise Unreadable("too_big")
    if data.startswith(_OLE):
        raise Unreadable(_in_ole(data))
    if data.startswith(b"PK"):
        return packed.read(data)
    head = data[:2048].lstrip(codecs.BOM_UTF8).lstrip().lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        raise Unreadable("web_page")
    if data.startswith(_NO_TEXT):
        raise Unreadable("no_sheet")
    return separated.read(data)


def _in_ole(data: bytes) -> str:
    """Old Office containers look alike; the names of their streams say what is inside."""
    for stream, code in (
        ("EncryptedPackage", "password"),
        ("FileHeader", "hwp_file"),
        ("HwpSummaryInformation", "hwp_file"),
        ("Workbook", "old_xls"),
        ("Book", "old_xls"),
    ):
        if stream.encode("utf-16-le") in data:
            return code
    return "no_sheet"
