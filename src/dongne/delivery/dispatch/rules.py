"""Whether bytes are a plain PDF: no scripts, nothing embedded, nothing that opens by itself."""

from __future__ import annotations

import re
import zlib

MOST_BYTES = 10 * 1024 * 1024
MOST_INFLATED = 64 * 1024 * 1024
"""Of all compressed parts together: what is more is no document of an office."""

NOT_A_PDF = "not_a_pdf"
TOO_LARGE = "too_large"
ACTIVE = "active"
EMBEDDED = "embedded"
LOCKED = "locked"
UNREADABLE = "unreadable"

_ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|GoToR|GoToE|RichMedia|XFA|AA|Movie|Sound"
    rb"|Rendition)(?![A-Za-z0-9])"
)
_EMBEDDED = re.compile(rb"/(?:EmbeddedFiles?|Filespec|FileAttachment|Collection)(?![A-Za-z0-9])")
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_LINES = re.compile(rb"/ObjStm|/XRef")
_OTHER_FILTERS = re.compile(rb"/(?:LZWDecode|ASCII85Decode|ASCIIHexDecode|RunLengthDecode)")
_PAGES = re.compile(rb"/Type\s*/Page(?![A-Za-z0-9])")


def fault_of(body: bytes) -> str:
    """A code; empty for a plain PDF. Names are read as readers of PDF read them (`/J#53`), and
    every compressed part is opened: a script in an object stream is found as well."""
    if len(body) > MOST_BYTES:
        return TOO_LARGE
    if not body.startswith(b"%PDF-") or b"%%EOF" not in body[-2048:]:
        return NOT_A_PDF
    parts = _parts(body)
    if parts is None:
        return UNREADABLE
    plain = [_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part) for part in parts]
    if any(_LOCKED.search(part) for part in plain):
        return LOCKED
    if any(_ACTIVE.search(part) for part in plain):
        return ACTIVE
    if any(_EMBEDDED.search(part) for part in plain):
        return EMBEDDED
    return "" if any(_PAGES.search(part) for part in plain) else NOT_A_PDF


def pages_of(body: bytes) -> int:
    """How many pages a plain PDF has."""
    return sum(len(_PAGES.findall(part)) for part in _parts(body) or [])


def _parts(body: bytes) -> list[bytes] | None:
    """What can hold objects: all outside of streams, and the streams that hold objects. None where
    they can't be read, or are a bomb."""
    outside: list[bytes] = []
    inside: list[bytes] = []
    left = MOST_INFLATED
    at = 0
    for found in _STREAM.finditer(body):
        if found.start() < at:
            continue
        outside.append(body[at : found.start()])
        end = body.find(b"endstream", found.end())
        if end < 0:
            return None
        head = body[max(body.rfind(b"obj", 0, found.start()), 0) : found.start()]
        head = _ESCAPED.sub(lambda sign: bytes([int(sign[1], 16)]), head)
        if _LINES.search(head):
            if _OTHER_FILTERS.search(head):
                return None
            told = body[found.end() : end]
            if b"/FlateDecode" in head or b"/Fl " in head:
                opened = _inflated(told, left)
                if opened is None:
                    return None
                told = opened
                left -= len(told)
            if b"/ObjStm" in head:
                inside.append(told)
        at = end + len(b"endstream")
    outside.append(body[at:])
    return [b"\n".join(outside), *inside]


def _inflated(told: bytes, most: int) -> bytes | None:
    opener = zlib.decompressobj()
    try:
        found = opener.decompress(told, max(most, 1))
    except zlib.error:
        return None
    return None if opener.unconsumed_tail else found


def tidy_registered(text: str) -> str:
    """A registered mail's number (등기번호, 13 digits) as it is stored: digits only."""
    return "".join(str(int(sign)) for sign in text[:40] if sign.isdecimal())


def registered_fault(number: str) -> bool:
    """Thirteen digits, as they stand on the slip."""
    return len(number) != 13
