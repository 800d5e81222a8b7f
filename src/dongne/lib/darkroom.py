"""Makes the two pictures that are kept of a photo, in a process of its own.

A picture may be made to eat memory or time (bombs, progressive scans without end) or to break
the decoder. Here it can only end a child with small limits. Run by `develop`; the child is
`python -m dongne.lib.darkroom`.
"""

from __future__ import annotations

import contextlib
import io
import os
import resource
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageCms, ImageFile

from dongne.lib import photo_header
from dongne.lib.seoul import SEOUL

FULL_SIDE, FULL_QUALITY = 2560, 88
THUMB_SIDE, THUMB_QUALITY = 480, 80
MEMORY_MAX = 450 * 1024 * 1024
# A photo of 60 megapixels takes two.
CPU_SECONDS = 20
PATIENCE_SECONDS = 300

DONE, BROKEN, TROUBLE = 0, 3, 4

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class CannotDevelop(ValueError):
    """The picture is broken or costs more than a picture may."""


class DarkroomTrouble(RuntimeError):
    """Not the picture's fault (disk full, machine overloaded): worth another try later."""


def develop(original: Path, *, full: Path, thumb: Path) -> None:
    """Write `full` and `thumb` as clean JPEG. Raises `CannotDevelop` or `DarkroomTrouble`."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", "dongne.lib.darkroom", original, full, thumb, str(CPU_SECONDS)],
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise DarkroomTrouble("no answer") from None
    if child.returncode == DONE:
        return
    said = child.stderr.decode(errors="replace").strip()[-300:]
    # Ended by a signal: out of its processor time, or the decoder fell over the picture. Only
    # SIGKILL comes from outside (a machine without memory).
    if child.returncode == BROKEN or (child.returncode < 0 and -child.returncode != signal.SIGKILL):
        raise CannotDevelop(said or f"signal {-child.returncode}")
    raise DarkroomTrouble(said or f"exit {child.returncode}")


def _develop_here(original: Path, full: Path, thumb: Path) -> None:
    header = photo_header.read_header(original, now=datetime.now(SEOUL))
    with Image.open(original, formats=[header.format.upper()]) as image:
        # For JPEG the decoder itself scales down: 60 megapixels never stand in memory.
        image.draft(None, (FULL_SIDE * 2, FULL_SIDE * 2))
        picture = _plain(_shrunk(image, FULL_SIDE))
    if header.orientation in _TURNS:
        picture = picture.transpose(_TURNS[header.orientation])
    _write(picture, full, FULL_QUALITY)
    _write(_shrunk(picture, THUMB_SIDE), thumb, THUMB_QUALITY)


def _shrunk(image: Image.Image, side: int) -> Image.Image:
    """At most `side` pixels long; never enlarged."""
    image.load()
    if image.mode.startswith("I"):  # 16 bits of grey: Pillow would clip, not scale
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    elif image.mode in {"P", "1", "PA"}:
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if max(image.size) > side:
        image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return image


def _plain(image: Image.Image) -> Image.Image:
    """RGB in sRGB on white, carrying nothing but pixels."""
    image = _in_srgb(image)
    if image.mode in {"RGBA", "LA", "La", "RGBa"}:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    # A new image: `info` of the old one holds comments that the JPEG writer would carry over.
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    return clean


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image  # a profile that cannot be read is no profile


def _write(picture: Image.Image, path: Path, quality: int) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "wb") as file:
        picture.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
        file.flush()
        os.fsync(file.fileno())


def main() -> int:
    *paths, seconds = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # not every system counts it
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_MAX, MEMORY_MAX))
    os.nice(5)  # people who wait for a page go first
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        _develop_here(*map(Path, paths))
    except MemoryError:
        sys.stderr.write("too large")
        return BROKEN
    except OSError as error:
        sys.stderr.write(str(error))
        # Pillow speaks of broken pictures by OSErrors without a number; the system's have one.
        return TROUBLE if error.errno else BROKEN
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {error}")
        return BROKEN
    return DONE


if __name__ == "__main__":
    sys.exit(main())
