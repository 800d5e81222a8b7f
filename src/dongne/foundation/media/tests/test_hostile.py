"""Hostile files: none is kept as it is, none is shown as anything but a picture of ours."""

from __future__ import annotations

import gzip
import io
import re
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from django.test import Client
from PIL import ExifTags, Image

from dongne.foundation.media.models import Photo
from dongne.foundation.media.public import PhotoRefused, PhotoState, receive_photo
from dongne.foundation.media.services.pictures import derive_pictures
from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib import darkroom

from .conftest import NOW, encoded, jpeg

pytestmark = pytest.mark.django_db

SCRIPT = b"<script>alert(1)</script>"
HTML = b"<!doctype html><html>" + SCRIPT + b"</html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
PHP = b"<?php system($_GET['c']); ?>"
# What every scanner for viruses takes for one, in two halves: else this file were one to them.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
RED = Image.new("RGB", (40, 30), "red")


def zipped(name: str = "../../evil.html") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, HTML)
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png(
    width: int,
    height: int,
    *,
    data: bytes = b"",
    colour: int = 2,
    more: bytes = b"",
) -> bytes:
    """A PNG that says what it likes of itself."""
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    pixels = zlib.compress(data, 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + more
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


def resized(data: bytes, width: int, height: int) -> bytes:
    """The JPEG with other figures in its frame header."""
    for marker in (b"\xff\xc0", b"\xff\xc2"):
        at = data.find(marker)
        if at > 0:
            return data[: at + 5] + struct.pack(">HH", height, width) + data[at + 9 :]
    raise AssertionError


def webp_canvas(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def scan_bomb() -> bytes:
    """A progressive JPEG whose last scan comes back thousands of times."""
    data = encoded(Image.new("RGB", (6000, 5000), "red"), progressive=True)
    last = data[data.rfind(b"\xff\xda") : -2]
    return data[:-2] + last * (1_000_000 // len(last)) + data[-2:]


def marked(segment: int, data: bytes) -> bytes:
    """A JPEG with one more segment at its start."""
    whole = jpeg()
    return whole[:2] + bytes([0xFF, segment]) + struct.pack(">H", len(data) + 2) + data + whole[2:]


def exif_of(**tags: object) -> bytes:
    exif = Image.Exif()
    for name, value in tags.items():
        exif[getattr(ExifTags.Base, name)] = value
    return jpeg(exif=exif.tobytes())


def noisy() -> bytes:
    return encoded(Image.effect_noise((200, 150), 90).convert("RGB"))


def wmf() -> bytes:
    return b"\xd7\xcd\xc6\x9a" + bytes(60)


HOSTILE: dict[str, bytes] = {
    # Other things under a photo's name.
    "nothing": b"",
    "one byte": b"\xff",
    "zeros": bytes(5000),
    "svg with script": SVG,
    "svg behind a bom": b"\xef\xbb\xbf" + SVG,
    "svgz": gzip.compress(SVG),
    "html": HTML,
    "html in utf-16": HTML.decode().encode("utf-16"),
    "xml with entities": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    "javascript": b"alert(1)//",
    "php": PHP,
    "shell": b"#!/bin/sh\nrm -rf /\n",
    "elf": b"\x7fELF" + bytes(200),
    "exe": b"MZ" + bytes(200),
    "virus": EICAR,
    "zip with ../ names": zipped(),
    "gzip": gzip.compress(HTML),
    "pdf": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run\n",
    "gif": encoded(RED, "GIF"),
    "gif with script": b"GIF89a/*" + SCRIPT + b"*/=1;",
    "moving gif": encoded(RED, "GIF", save_all=True, append_images=[RED.rotate(90)]),
    "bmp": encoded(RED, "BMP"),
    "tiff": encoded(RED, "TIFF"),
    "icon": encoded(RED.resize((16, 16)), "ICO"),
    "jpeg 2000": encoded(RED, "JPEG2000"),
    "avif": encoded(RED, "AVIF"),
    "tga": encoded(RED, "TGA"),
    "ppm": encoded(RED, "PPM"),
    "pcx": encoded(RED, "PCX"),
    "eps": encoded(RED, "EPS"),
    "psd": b"8BPS\0\1" + bytes(200),
    "wmf": wmf(),
    "heic": b"\0\0\0\x1cftypheix" + bytes(40),
    "mp4": b"\0\0\0\x18ftypmp42" + bytes(40),
    "hwp": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "riff that is sound": b"RIFF\x24\0\0\0WAVEfmt " + bytes(40),
    "imagemagick script": b"push graphic-context\nfill 'url(https://127.0.0.1/;ls)'\n",
    # The start of a photo, and then something else.
    "jpeg's first bytes": b"\xff\xd8\xff\xe0",
    "jpeg start, then html": b"\xff\xd8\xff\xe0" + HTML,
    "png start, then html": b"\x89PNG\r\n\x1a\n" + HTML,
    "webp start, then html": b"RIFF\xff\0\0\0WEBPVP8 " + HTML,
    "webp of nothing": b"RIFF\x04\0\0\0WEBP",
    "png without pixels": png(40, 30),
    "png with wrong sums": png(40, 30, data=bytes(30 * 121)).replace(b"IDAT", b"IDAT", 1)[:-6],
    "png of no size": png(0, 0),
    "png with half its pixels": png(400, 300, data=bytes(1201 * 150)),
    "cut jpeg": noisy()[:2000],
    "cut png": encoded(Image.effect_noise((99, 99), 90), "PNG")[:900],
    "cut webp": encoded(Image.effect_noise((99, 99), 90).convert("RGB"), "WEBP")[:300],
    "jpeg of noise": jpeg()[:300] + bytes(range(256)) * 20,
    # Photos that are something else as well.
    "jpeg and zip": jpeg() + zipped(),
    "jpeg and html": jpeg() + HTML,
    "jpeg and php": jpeg() + PHP,
    "jpeg and virus": jpeg() + EICAR,
    "jpeg with virus as comment": marked(0xFE, EICAR),
    "jpeg and jar": jpeg() + zipped("META-INF/MANIFEST.MF"),
    "jpeg with html comment": marked(0xFE, HTML),
    "jpeg with html app1": marked(0xE1, b"Exif\0\0" + HTML),
    "jpeg with script in xmp": marked(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SVG),
    "jpeg with php in iptc": marked(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + PHP),
    "jpeg with script as profile": jpeg(icc_profile=HTML * 20),
    "jpeg that is javascript": marked(0xE0, b"/**/=alert(1)/*"),
    "png and html": encoded(RED, "PNG") + HTML,
    "png with script in text": png(
        4, 3, data=bytes(3 * 13), more=chunk(b"tEXt", b"Comment\0" + HTML)
    ),
    "png with packed text bomb": png(
        4, 3, data=bytes(39), more=chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000), 9))
    ),
    "webp and html": encoded(RED, "WEBP") + HTML,
    # Too much.
    "png of 50,000 squared": png(50_000, 50_000, data=bytes(2_000_000)),
    "png of 2^31 squared": png(2**31 - 1, 2**31 - 1),
    "png of 6,000 squared, packed": png(6000, 6000, data=bytes(6000 * 6001), colour=0),
    "png one pixel high": png(39_000_000, 1, data=bytes(39_000_001), colour=0),
    "png with more pixels than it says": png(40, 30, data=bytes(60_000_000)),
    "jpeg of 65,535 squared": resized(jpeg(), 65_535, 65_535),
    "jpeg of 7,000 squared with pixels for 64": resized(jpeg(), 7_000, 7_000),
    "jpeg of no height": resized(jpeg(), 64, 0),
    "webp of 16,384 squared": webp_canvas(16_384, 16_384),
    "webp of 2^24 squared": webp_canvas(2**24, 2**24),
    "moving webp": encoded(RED, "WEBP", save_all=True, append_images=[RED.rotate(9)] * 50),
    "moving png": encoded(RED, "PNG", save_all=True, append_images=[RED.rotate(9)] * 50),
    "jpeg with scans without end": scan_bomb(),
    # Odd, but photos.
    "cmyk jpeg": encoded(RED.convert("CMYK")),
    "16-bit png": encoded(Image.new("I;16", (40, 30), 40_000), "PNG"),
    "png of one bit": encoded(Image.new("1", (40, 30)), "PNG"),
    "exif full of nonsense": marked(0xE1, b"Exif\0\0MM\0*" + b"\xff" * 4000),
    "exif that points at itself": marked(
        0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\1\x87\x69\0\4\0\0\0\1\0\0\0\x08"
    ),
    "exif with script as artist": exif_of(Artist=SCRIPT.decode(), ImageDescription=HTML.decode()),
    "exif with ../ name": exif_of(DocumentName="../../../../etc/passwd"),
    "exif of the year 9999": exif_of(DateTime="9999:99:99 99:99:99"),
    "exif turned 77 times": exif_of(Orientation=77),
}


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 60
    assert all(len(data) < 3_000_000 for data in HOSTILE.values()), "small files, big trouble"


@pytest.fixture
def browser(officer: Viewer, client: Client) -> Client:
    client.force_login(Account.objects.get(pk=officer.account_id))
    return client


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file(
    officer: Viewer,
    browser: Client,
    media_root: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.setattr(darkroom, "CPU_SECONDS", 3)  # so that the bombs take no longer here
    data = HOSTILE[name]
    try:
        photo = receive_photo(officer, data=data, now=NOW)
    except PhotoRefused:
        assert not [path for path in media_root.rglob("*") if path.is_file()]
        return
    assert browser.get(f"/photos/{photo.pk}/full").headers["Content-Type"] == "image/svg+xml"
    assert browser.get(f"/photos/{photo.pk}/original").status_code == 404
    derive_pictures(SYSTEM, photo_id=photo.pk, now=NOW)
    photo = Photo.objects.for_viewer(officer).get(pk=photo.pk)
    assert photo.state != PhotoState.RECEIVED
    for path in media_root.rglob("*"):
        if path.is_file():
            _is_ours(path.read_bytes(), data)
    for variant in ("full", "thumb"):
        answer = browser.get(f"/photos/{photo.pk}/{variant}")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if photo.state == PhotoState.READY:
            assert answer.headers["Content-Type"] == "image/jpeg"
            _is_ours(b"".join(answer), data)
        else:
            assert answer.status_code == 410
            assert b"script" not in answer.content


OURS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}


def _is_ours(kept: bytes, sent: bytes) -> None:
    assert kept != sent
    image = Image.open(io.BytesIO(kept), formats=["JPEG"])
    image.load()
    assert image.mode == "RGB"
    assert max(image.size) <= 2560
    assert not image.getexif()
    assert set(image.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    assert kept.endswith(b"\xff\xd9")
    for trace in (b"script", b"<?php", b"PK\x03\x04", b"passwd", b"EICAR"):
        assert trace not in kept


def test_none_of_them_costs_much_memory(tmp_path: Path) -> None:
    """The largest that are still taken, each in the darkroom: under 500 MB."""
    big = {
        "jpeg": "Image.new('CMYK', (8000, 7500))",
        "png": "Image.new('RGBA', (8000, 5000))",
        "webp": "Image.new('RGBA', (6000, 4000))",
    }
    for kind, picture in big.items():
        path = tmp_path / kind
        options = ", lossless=True, method=0" if kind == "webp" else ""
        made = f"from PIL import Image; {picture}.save({str(path)!r}, {kind!r}{options})"
        subprocess.run([sys.executable, "-c", made], check=True)
        watched = (
            "import sys; from dongne.lib import darkroom; code = darkroom.main();"
            "print(open('/proc/self/status').read()); sys.exit(code)"
        )
        full = tmp_path / "full"
        child = subprocess.run(
            [sys.executable, "-c", watched, path, full, full, "20"],
            capture_output=True,
            check=False,
        )
        assert child.returncode == 0, child.stderr
        peak = re.search(rb"VmHWM:\s*(\d+) kB", child.stdout)
        assert peak
        assert int(peak[1]) < 500 * 1024, kind


def test_the_web_process_decodes_nothing(officer: Viewer, media_root: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    image = png(6000, 6000, data=bytes(6000 * 18_001))
    receive_photo(officer, data=image, now=NOW)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 200 * 1024
