"""Whether bytes are a recording of a voice, judged by what they are and never by a name.

What browsers record: WebM (Matroska), Ogg, and MPEG-4 audio. The whole file is walked from end to
end, so that nothing else hides before, between or behind; what a recorder may say of the person or
the place (tags, `udta`, `meta`) is blanked where it stands, the lengths staying the same.

Sources: RFC 8794 (EBML), RFC 9559 (Matroska), RFC 3533 (Ogg), RFC 7845 (Opus in Ogg),
ISO/IEC 14496-12 (boxes).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

UNKNOWN = -1


class NotASound(ValueError):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """`data` is the recording without what was said of it beside the sound."""

    format: str
    """`webm`, `ogg` or `mp4`."""
    data: bytes


def read_sound(data: bytes) -> Sound:
    """Raises `NotASound`."""
    try:
        if data.startswith(b"\x1aE\xdf\xa3"):
            return Sound(format="webm", data=_webm(data))
        if data.startswith(b"OggS"):
            return Sound(format="ogg", data=_ogg(data))
        if data[4:8] == b"ftyp":
            return Sound(format="mp4", data=_mp4(data))
    except (IndexError, ValueError) as error:
        raise NotASound(str(error)) from None
    raise NotASound("nothing that we know")


# --- WebM ----------------------------------------------------------------------------------------


class _Element(NamedTuple):
    id: int
    head: int
    start: int
    end: int
    """`UNKNOWN`: a recorder that streams does not know how long it will be."""


_EBML, _SEGMENT, _CLUSTER, _TRACKS, _TAGS, _VOID = (
    0x1A45DFA3,
    0x18538067,
    0x1F43B675,
    0x1654AE6B,
    0x1254C367,
    0xEC,
)
_INFO, _CUES, _SEEK_HEAD, _CRC = 0x1549A966, 0x1C53BB6B, 0x114D9B74, 0xBF
_IN_SEGMENT = frozenset({_CLUSTER, _TRACKS, _TAGS, _VOID, _INFO, _CUES, _SEEK_HEAD, _CRC})
# Timecode, SimpleBlock, BlockGroup, PrevSize, Position.
_IN_CLUSTER = frozenset({0xE7, 0xA3, 0xA0, 0xAB, 0xA7, _VOID, _CRC})
_DOC_TYPE, _TRACK_ENTRY, _TRACK_TYPE, _CODEC = 0x4282, 0xAE, 0x83, 0x86
_AUDIO = b"\x02"
_CODECS = frozenset({b"A_OPUS", b"A_VORBIS", b"A_PCM/FLOAT/IEEE", b"A_PCM/INT/LIT"})


def _webm(data: bytes) -> bytes:
    head = _element(data, 0, len(data))
    if head.end == UNKNOWN or _child(data, head, _DOC_TYPE) not in (b"webm", b"matroska"):
        raise NotASound("no WebM")
    segment = _element(data, head.end, len(data))
    if segment.id != _SEGMENT or segment.end not in (UNKNOWN, len(data)):
        raise NotASound("not one segment to the end")
    blank: list[_Element] = []
    heard = False
    for one in _in_segment(data, segment.start):
        if one.id == _TRACKS:
            heard = heard or _only_voices(data, one)
        elif one.id == _TAGS:
            blank.append(one)
    if not heard:
        raise NotASound("no track")
    return _voided(data, blank)


def _in_segment(data: bytes, at: int) -> Iterator[_Element]:
    """The parts of the segment; of those whose length nobody knew, the parts within."""
    inside = False
    while at < len(data):
        one = _element(data, at, len(data))
        if one.id not in _IN_SEGMENT and not (inside and one.id in _IN_CLUSTER):
            raise NotASound(f"a stranger in the segment: {one.id:x}")
        if one.end == UNKNOWN and one.id != _CLUSTER:
            raise NotASound("a length nobody knows")
        yield one
        inside = one.id == _CLUSTER or (inside and one.id in _IN_CLUSTER)
        # A cluster is walked whichever way it is written: what may stand in it is known.
        at = one.start if one.id == _CLUSTER else one.end


def _only_voices(data: bytes, tracks: _Element) -> bool:
    found = False
    for track in _children(data, tracks):
        if track.id in (_VOID, _CRC):
            continue
        if track.id != _TRACK_ENTRY or _child(data, track, _TRACK_TYPE) != _AUDIO:
            raise NotASound("a track that is no sound")
        if _child(data, track, _CODEC).rstrip(b"\0") not in _CODECS:
            raise NotASound("a sound no browser records")
        found = True
    return found


def _child(data: bytes, parent: _Element, wanted: int) -> bytes:
    return next((data[c.start : c.end] for c in _children(data, parent) if c.id == wanted), b"")


def _children(data: bytes, parent: _Element) -> Iterator[_Element]:
    at = parent.start
    while at < parent.end:
        one = _element(data, at, parent.end)
        if one.end == UNKNOWN:
            raise NotASound("a length nobody knows")
        yield one
        at = one.end


def _element(data: bytes, at: int, limit: int) -> _Element:
    id_, start = _number(data, at, keep_marker=True)
    size, begin = _number(data, start, keep_marker=False)
    end = UNKNOWN if size == (1 << 7 * (begin - start)) - 1 else begin + size
    if end > limit:
        raise NotASound("longer than what holds it")
    return _Element(id_, at, begin, end)


def _number(data: bytes, at: int, *, keep_marker: bool) -> tuple[int, int]:
    """A number of variable length (RFC 8794, 4), and where it ends."""
    first = data[at]
    length = 9 - first.bit_length()
    if length > (4 if keep_marker else 8) or at + length > len(data):
        raise NotASound("no number")
    value = int.from_bytes(data[at : at + length], "big")
    return (value if keep_marker else value & ((1 << 7 * length) - 1)), at + length


def _voided(data: bytes, blank: list[_Element]) -> bytes:
    """A Void of the same length in the place of each (RFC 8794, 11.3.2)."""
    changed = bytearray(data)
    for one in blank:
        room = one.end - one.head - 9
        if room < 0:
            # Too short to say anything, but also for the long form of a length: nothing in it.
            changed[one.start : one.end] = bytes(one.end - one.start)
            continue
        head = bytes([_VOID, 0x01]) + room.to_bytes(7, "big")
        changed[one.head : one.end] = head + bytes(room)
    return bytes(changed)


# --- Ogg -----------------------------------------------------------------------------------------


def _ogg(data: bytes) -> bytes:
    """Pages from end to end, each with the checksum it says; the comments of Opus blanked."""
    changed, at, pages = bytearray(data), 0, 0
    while at < len(data):
        if data[at : at + 5] != b"OggS\0":
            raise NotASound("no page")
        segments = data[at + 26]
        body = at + 27 + segments
        end = body + sum(data[at + 27 : body])
        if end > len(data):
            raise NotASound("half a page")
        page = data[at:end]
        if int.from_bytes(page[22:26], "little") != _crc(page):
            raise NotASound("another checksum")
        if pages == 0 and not data[body:end].startswith((b"OpusHead", b"\x01vorbis")):
            raise NotASound("no sound")
        if data[body:end].startswith(b"OpusTags"):
            changed[at:end] = _without_tags(page, body - at)
        at, pages = end, pages + 1
    return bytes(changed)


def _without_tags(page: bytes, body: int) -> bytes:
    """No vendor, no comments, padding to the end (RFC 7845, 5.2)."""
    room = len(page) - body
    bare = b"OpusTags" + bytes(8)
    if room < len(bare):
        raise NotASound("half a comment")
    told = page[:22] + bytes(4) + page[26:body] + bare + bytes(room - len(bare))
    return told[:22] + _crc(told).to_bytes(4, "little") + told[26:]


def _table() -> list[int]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _bit in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
        table.append(value & 0xFFFFFFFF)
    return table


_TABLE = _table()


def _crc(page: bytes) -> int:
    """Ogg's own: not reflected, begun with nought, its own field taken as nought."""
    value = 0
    for byte in page[:22] + bytes(4) + page[26:]:
        value = ((value << 8) & 0xFFFFFFFF) ^ _TABLE[(value >> 24) ^ byte]
    return value


# --- MPEG-4 --------------------------------------------------------------------------------------

_BRANDS = frozenset(
    {b"M4A ", b"M4B ", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"dash"}
)
_TOP = frozenset(
    {b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"free", b"skip", b"sidx", b"styp", b"wide"}
)
_SAID = frozenset({b"udta", b"meta", b"uuid"})
_HOLDERS = frozenset({b"trak", b"mdia", b"minf", b"edts", b"mvex", b"stbl", b"dinf"})


def _mp4(data: bytes) -> bytes:
    changed = bytearray(data)
    handlers: list[bytes] = []
    for kind, start, end in _boxes(data, 0, len(data)):
        if kind == b"ftyp" and data[start : start + 4] not in _BRANDS:
            raise NotASound("another brand")
        if kind in _SAID or kind in (b"free", b"skip"):
            _blank(changed, start, end)
        elif kind not in _TOP:
            raise NotASound("a stranger among the boxes")
        elif kind == b"moov":
            _in_moov(data, changed, start, end, handlers, deep=0)
    if not handlers or set(handlers) != {b"soun"}:
        raise NotASound("a track that is no sound")
    return bytes(changed)


def _in_moov(
    data: bytes, changed: bytearray, start: int, end: int, handlers: list[bytes], *, deep: int
) -> None:
    if deep > 8:
        raise NotASound("too deep")
    for kind, begin, close in _boxes(data, start, end):
        if kind in _SAID:
            _blank(changed, begin, close)
        elif kind == b"hdlr":
            handlers.append(data[begin + 8 : begin + 12])
        elif kind in _HOLDERS:
            _in_moov(data, changed, begin, close, handlers, deep=deep + 1)


def _blank(changed: bytearray, start: int, end: int) -> None:
    """What was said becomes free room; a long length stays where it stands, before `start`."""
    name = start - 4 if changed[start - 8 : start - 4] != b"\0\0\0\1" else start - 12
    if bytes(changed[name : name + 4]) in _SAID:
        changed[name : name + 4] = b"free"
    changed[start:end] = bytes(end - start)


def _boxes(data: bytes, at: int, limit: int) -> Iterator[tuple[bytes, int, int]]:
    while at < limit:
        size, kind, start = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], at + 8
        if size == 1:
            size, start = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        elif size == 0:
            size = limit - at
        end = at + size
        if len(kind) < 4 or end < start or end > limit:
            raise NotASound("half a box")
        yield kind, start, end
        at = end
