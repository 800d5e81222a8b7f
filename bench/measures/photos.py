"""Photos of 300 kB: taken in whole, safe on disk, and not yet decoded."""

from __future__ import annotations

import hashlib
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
from PIL import Image

from bench import bare, load
from bench.asking import another, puts
from bench.figures import Figure, alternately, compared
from bench.measures.setting import Setting

SIZE = 300_000


def measure(setting: Setting) -> Iterator[Figure]:
    house, profile = setting.house, setting.profile
    picture = a_photo()

    def api() -> float:
        found = load.run(
            house.port,
            partial(puts, picture, profile.city.dongs),
            seconds=profile.seconds,
            connections=profile.connections,
        )
        return found.rate

    with tempfile.TemporaryDirectory(dir=house.data) as folder:

        def bare_files() -> float:
            work = partial(write_file, picture, folder)
            return bare.rate(
                house.url, work, seconds=profile.seconds, connections=profile.connections
            )

        photos, files = alternately(profile.rounds, api, bare_files)
    yield compared(
        f"photos of {SIZE // 1000} kB taken in",
        photos,
        "photos/s",
        limit="bare: file written and flushed, row, audit row and job in one transaction",
        limit_figure=files,
    )


def a_photo() -> bytes:
    """A JPEG of about 300 kB: noise, since plain surfaces would shrink to nothing."""
    noise = Image.frombytes("RGB", (640, 480), random.Random(1).randbytes(640 * 480 * 3))
    image = noise.resize((1280, 960), Image.Resampling.BILINEAR)
    for quality in range(40, 96, 5):
        out = BytesIO()
        image.save(out, "JPEG", quality=quality)
        if out.tell() >= SIZE:
            break
    return out.getvalue()


_PHOTO = """
INSERT INTO media_photo (dong_id, sha256, size, format, width, height, state, fault, received_at,
                         officer_id)
VALUES (%s, %s, %s, 'JPEG', 1280, 960, 'ready', '', %s, %s)
"""
_AUDIT = """
INSERT INTO audit_auditentry (at, actor_kind, actor_officer_id, actor_name, dong_id, action,
                              subject_type, subject_id, changes)
VALUES (%s, 'officer', %s, '주무관1', %s, 'photo.received', 'media.photo', '1', '{}')
"""
_JOB = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)
VALUES ('bench', 'bench', '{}', 'succeeded')
"""


def write_file(
    picture: bytes, folder: str, connection: psycopg.Connection[Any], number: int
) -> int:
    now = datetime.now(UTC)
    body = another(picture)
    digest = hashlib.sha256(body).hexdigest()
    path = Path(folder) / digest
    with path.open("wb", buffering=0) as file:
        file.write(body)
        os.fsync(file.fileno())
    place = os.open(folder, os.O_RDONLY)
    os.fsync(place)
    os.close(place)
    with connection.transaction():
        connection.execute(_PHOTO, [number + 1, digest, len(body), now, number + 1])
        connection.execute(_AUDIT, [now, number + 1, number + 1])
        connection.execute(_JOB)
    return 1
