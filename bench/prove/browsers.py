"""The phone's page in engines besides Chromium: a day of an officer's, in each of them.

Needs Debian's packages `firefox-esr`, `webkit2gtk-driver` and `xvfb`. An engine that is not here
is a figure that does not hold.
"""

from __future__ import annotations

import io
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
from PIL import Image

from bench.engines.driven import Missing, NotSeen, Refused, Tab, Wire
from bench.engines.firefox import Firefox
from bench.engines.walk import FIRST, SENTENCES, WITH_PHOTO, Day
from bench.engines.webkit import WebKit
from bench.figures import Figure, absolute, say
from bench.house import House, standing
from tests.browser.street.link import Link

ENGINES: tuple[tuple[Callable[[Path], Wire], str, str], ...] = (
    (Firefox, "Firefox", "sinjeong4-05"),
    (WebKit, "WebKitGTK", "sinjeong4-06"),
)
ROTATED = 6
"""EXIF: the camera was held upright, its sensor lies on its side."""
ARRIVED = """
    SELECT a.memo, p.width, p.height FROM fieldwork_activity a
    JOIN organisations_officer w ON w.id = a.officer_id
    JOIN organisations_account k ON k.id = w.account_id
    LEFT JOIN fieldwork_activityphoto ap ON ap.activity_id = a.id
    LEFT JOIN media_photo p ON p.sha256 = ap.sha256
    WHERE k.username = %s AND a.memo = ANY(%s)
"""


def prove() -> Iterator[Figure]:
    password = secrets.token_urlsafe(12)
    with standing(DONGNE_DEMO="1", DONGNE_DEMO_PASSWORD=password) as house:
        for engine, name, username in ENGINES:
            yield absolute(
                f"an officer's day with the phone's page in {name}: steps that did not come about",
                _walked(engine, house, username, password),
                "steps",
                at_most=0,
            )


def _walked(engine: Callable[[Path], Wire], house: House, username: str, password: str) -> int:
    """How many steps did not hold; after the first of them there is no way on."""
    with (
        tempfile.TemporaryDirectory(prefix="dongne-engine-") as given,
        closing(Link(house.port)) as link,
    ):
        folder = Path(given)
        photo = folder / "upright.jpg"
        photo.write_bytes(_upright())
        try:
            wire = engine(folder)
        except (Missing, Refused) as problem:
            say(str(problem))
            return len(SENTENCES)
        say(f"{wire.name} {wire.version}")
        steps = Day(Tab(wire), link, username, password, photo).steps()
        try:
            for done, (sentence, step) in enumerate(zip(SENTENCES, steps, strict=True)):
                try:
                    step()
                except (NotSeen, Refused) as problem:
                    say(f"not so: {sentence}: {problem}")
                    return len(SENTENCES) - done
                say(sentence)
            return _differs(house, username)
        finally:
            wire.close()


def _differs(house: House, username: str) -> int:
    """Whether the office has other records than those, or a photo that lies on its side."""
    with psycopg.connect(house.url) as rows:
        found = rows.execute(ARRIVED, [username, [FIRST, WITH_PHOTO]]).fetchall()
    photos = {memo: (width, height) for memo, width, height in found}
    width, height = photos.get(WITH_PHOTO) or (0, 0)
    is_right = set(photos) == {FIRST, WITH_PHOTO} and 0 < (width or 0) < (height or 0)
    if not is_right:
        say(f"at the office: {found}")
    return int(not is_right)


def _upright() -> bytes:
    file = io.BytesIO()
    image = Image.effect_noise((2400, 1800), 60).convert("RGB")
    turned = Image.Exif()
    turned[0x0112] = ROTATED
    image.save(file, "JPEG", quality=80, exif=turned)
    return file.getvalue()
