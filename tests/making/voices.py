"""Recordings made byte by byte, as browsers write them, and what may hide in one."""

from __future__ import annotations

import struct

from dongne.lib.sound_header import _crc

SCRIPT = b"<html><script>alert(1)</script></html>"


def ebml(id_: int, body: bytes, *, unknown: bool = False) -> bytes:
    name = id_.to_bytes((id_.bit_length() + 7) // 8, "big")
    length = b"\x01" + (b"\xff" * 7 if unknown else len(body).to_bytes(7, "big"))
    return name + length + body


def track(kind: int = 2, codec: bytes = b"A_OPUS") -> bytes:
    return ebml(0xAE, ebml(0x83, bytes([kind])) + ebml(0x86, codec))


def webm(
    *, tracks: bytes | None = None, more: bytes = b"", doc: bytes = b"webm", streamed: bool = True
) -> bytes:
    head = ebml(0x1A45DFA3, ebml(0x4282, doc))
    cluster = ebml(0x1F43B675, ebml(0xE7, b"\0") + ebml(0xA3, b"\x81\0\0\x80voice"), unknown=True)
    inside = ebml(0x1549A966, b"") + ebml(0x1654AE6B, track() if tracks is None else tracks)
    return head + ebml(0x18538067, inside + more + cluster, unknown=streamed)


def page(body: bytes, number: int = 0) -> bytes:
    lacing = bytes([255] * (len(body) // 255) + [len(body) % 255])
    head = b"OggS\0" + bytes([2 if number == 0 else 0]) + bytes(8) + struct.pack("<II", 7, number)
    whole = head + bytes(4) + bytes([len(lacing)]) + lacing + body
    return whole[:22] + struct.pack("<I", _crc(whole)) + whole[26:]


def ogg(*, first: bytes = b"OpusHead\x01\x01", tags: bytes = b"") -> bytes:
    told = b"OpusTags" + struct.pack("<I", 0) + struct.pack("<I", 1) + tags
    return page(first) + page(told, 1) + page(b"voice", 2)


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def mp4(*, handler: bytes = b"soun", more: bytes = b"", brand: bytes = b"M4A ") -> bytes:
    media = box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12)))
    moov = box(b"moov", box(b"trak", media) + box(b"udta", b"37.5229,126.8561"))
    return box(b"ftyp", brand + bytes(8)) + moov + more + box(b"mdat", b"voice")


VOICES = {
    "webm": webm(),
    "webm, its length known": webm(streamed=False),
    "ogg": ogg(),
    "mp4": mp4(),
}

LIES: dict[str, bytes] = {
    "a page": SCRIPT,
    "a page that begins like WebM": b"\x1aE\xdf\xa3" + SCRIPT,
    "a page that begins like Ogg": b"OggS" + SCRIPT,
    "a page that begins like MPEG-4": b"\0\0\0\x18ftypM4A " + SCRIPT,
    "a page behind WebM": webm() + SCRIPT,
    "a page behind WebM whose length is known": webm(streamed=False) + SCRIPT,
    "a page behind Ogg": ogg() + SCRIPT,
    "a page behind MPEG-4": mp4() + SCRIPT,
    "a page within MPEG-4": mp4(more=box(b"html", SCRIPT)),
    "a page within WebM": webm(more=ebml(0x1941A469, SCRIPT)),
    "WebM with a film": webm(tracks=track() + track(kind=1, codec=b"V_VP8")),
    "WebM with subtitles": webm(tracks=track() + track(kind=17, codec=b"S_TEXT")),
    "WebM without a track": webm(tracks=b""),
    "WebM of an unknown codec": webm(tracks=track(codec=b"A_EVIL")),
    "Matroska of another kind": webm(doc=b"evil"),
    "Ogg with a film": ogg(first=b"\x80theora"),
    "Ogg with a wrong checksum": ogg()[:-1] + b"X",
    "half of Ogg": ogg()[:-3],
    "MPEG-4 with a film": mp4(handler=b"vide"),
    "MPEG-4 of a film's brand": mp4(brand=b"qt  "),
    "half of MPEG-4": mp4()[:-2],
    "a box longer than the file": mp4()[:-13] + struct.pack(">I", 1 << 30) + b"mdatvoice",
    "boxes in boxes in boxes": box(b"ftyp", b"M4A " + bytes(8))
    + box(b"moov", box(b"trak", b"") * 3 + b"".join([box(b"trak")] * 2)),
    "only a name": b"OggS",
    "four letters": b"\x1aE\xdf\xa3",
    "a photo": b"\xff\xd8\xff\xe0" + bytes(40),
    "a program": b"MZ" + bytes(200),
    "an archive": b"PK\x03\x04" + bytes(200),
}
