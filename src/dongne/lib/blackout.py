"""Blacks out parts of a picture before it is kept, in a process of its own.

The picture comes by a pipe and goes back by one: what was under the black is on no disk, and in no
memory but the child's. A picture may be made to eat memory or time, or to break the decoder; here
it can only end a child with small limits. Run by `black_out`; the child is
`python -m dongne.lib.blackout`.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import resource
import signal
import subprocess
import sys
from collections.abc import Iterable

from PIL import Image, ImageDraw, ImageFile, ImageOps

Box = tuple[float, float, float, float]
"""Left, top, right, lower in shares of the picture's width and height, from 0 to 1."""

SIDE, QUALITY = 1600, 82
MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000
MEMORY_MAX = 450 * 1024 * 1024
CPU_SECONDS, PATIENCE_SECONDS = 15, 60
FORMATS = ("JPEG", "PNG", "WEBP")
DONE, BROKEN = 0, 3


class NotAPicture(ValueError):
    """It can't be read as a JPEG, PNG or WebP picture of a size that letters have."""


def black_out(picture: bytes, boxes: Iterable[Box]) -> bytes:
    """A JPEG of at most `SIDE` pixels, black in the boxes, with nothing but pixels in it.

    Raises NotAPicture.
    """
    if not picture or len(picture) > MOST_BYTES:
        raise NotAPicture("size")
    told = json.dumps({"boxes": [list(box) for box in boxes]}).encode()
    try:
        child = subprocess.run(
            [sys.executable, "-m", "dongne.lib.blackout", base64.b64encode(told)],
            input=picture,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotAPicture("time") from None
    if child.returncode == DONE and child.stdout.startswith(b"\xff\xd8\xff"):
        return child.stdout
    if child.returncode < 0:
        raise NotAPicture(signal.Signals(-child.returncode).name)
    raise NotAPicture(child.stderr.decode(errors="replace")[-200:])


def _black_out_here(picture: bytes, boxes: Iterable[Box]) -> bytes:
    with Image.open(io.BytesIO(picture), formats=FORMATS) as opened:
        width, height = opened.size
        if width * height > MOST_PIXELS:
            raise ValueError("too many pixels")
        # For JPEG the decoder itself scales down: a large one never stands in memory whole.
        opened.draft("RGB", (SIDE * 2, SIDE * 2))
        opened.load()
        turned = ImageOps.exif_transpose(opened)
        flat = turned.convert("RGBA") if turned.mode in {"P", "PA", "LA"} else turned
        plain = Image.new("RGB", flat.size, "white")
        plain.paste(flat, mask=flat.getchannel("A") if flat.mode == "RGBA" else None)
    plain.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(plain)
    width, height = plain.size
    for left, top, right, lower in boxes:
        draw.rectangle((left * width, top * height, right * width, lower * height), fill="black")
    kept = io.BytesIO()
    plain.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return kept.getvalue()


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # not every system counts it
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_MAX, MEMORY_MAX))
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        boxes = json.loads(base64.b64decode(sys.argv[1]))["boxes"]
        made = _black_out_here(sys.stdin.buffer.read(MOST_BYTES + 1), boxes)
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {error}")
        return BROKEN
    sys.stdout.buffer.write(made)
    return DONE


if __name__ == "__main__":
    sys.exit(main())
