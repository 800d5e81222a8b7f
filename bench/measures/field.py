"""The phone in the street: what it sends sealed; how heavy its page is, how soon it is there."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench import bare, load, slow_line
from bench.asking import syncs
from bench.city import PASSWORD
from bench.figures import Figure, absolute, alternately, compared
from bench.measures.creating import write_rows
from bench.measures.page import Opened, Visits, open_page
from bench.measures.photos import SIZE, a_photo, write_file
from bench.measures.setting import Setting
from bench.sealing import Phone, sealed_photos, sealed_records
from dongne.config.runtime.folders import build_folder
from dongne.foundation.organisations.public import Account, viewer_of
from dongne.lib.ids import new_id
from dongne.outreach.phones.public import enrol, told_key

BATCHES = (20, 100)
"""As the page sends; as much as the server takes, beside the figure for other programs."""
KILOBYTES = 60
SECONDS = 2.0
CPU_SLOWER = 4
SCRIPTS = ("field-first.js", "field.js", "field-more.js", "field-worker.js")


def measure(setting: Setting) -> Iterator[Figure]:
    yield absolute(
        "scripts of the phone's page and its worker, compressed, without the map",
        script_kilobytes(build_folder() / "frontend"),
        "kB",
        at_most=KILOBYTES,
    )
    phones = enrolled(setting)
    yield from _records(setting, phones)
    yield from _photos(setting, phones)
    yield from _page(setting)


def script_kilobytes(folder: Path) -> float:
    return sum(len(gzip.compress((folder / name).read_bytes())) for name in SCRIPTS) / 1000


def enrolled(setting: Setting) -> list[Phone]:
    """A phone for each connection, each of another officer."""
    now = datetime.now(UTC)
    phones = []
    for number in range(setting.profile.connections):
        dong = number % setting.profile.city.dongs
        account = Account.objects.get(username=f"dong-{dong}-{1 + number % 20}")
        viewer = viewer_of(account)
        made = enrol(viewer, phone_id=new_id(), label="phone", now=now)
        key = told_key(viewer, now=now)
        phones.append(Phone(str(made.phone.pk), made.token, key["id"], key["public"]))
    return phones


def _records(setting: Setting, phones: list[Phone]) -> Iterator[Figure]:
    house, profile = setting.house, setting.profile
    window = {"seconds": profile.seconds, "connections": profile.connections}

    def sealed(size: int) -> float:
        asks = partial(sealed_records, phones, size)
        return load.run(house.port, asks, mark=b'"created"', times=size, **window).rate * size

    def clear(size: int) -> float:
        asks = partial(syncs, profile.city.dongs, size)
        return load.run(house.port, asks, mark=b'"created"', times=size, **window).rate * size

    def rows(size: int) -> float:
        return bare.rate(house.url, partial(write_rows, size), **window)

    for size in BATCHES:
        ours, open_ones, limit = alternately(
            profile.rounds, partial(sealed, size), partial(clear, size), partial(rows, size)
        )
        yield compared(
            f"sealed records in batches of {size}, opened and kept",
            ours,
            "records/s",
            limit="bare: the same rows in the clear by multi-row statements in one transaction",
            limit_figure=limit,
        )
        yield compared(
            f"sealed records in batches of {size}, beside those that come in the clear",
            ours,
            "records/s",
            limit="the same records by POST /api/v1/field/sync",
            limit_figure=open_ones,
        )


def _photos(setting: Setting, phones: list[Phone]) -> Iterator[Figure]:
    house, profile = setting.house, setting.profile
    picture = a_photo()
    window = {"seconds": profile.seconds, "connections": profile.connections}

    def sealed() -> float:
        # Each goes in one part, as the page sends it.
        return load.run(house.port, partial(sealed_photos, phones, picture), **window).rate

    with tempfile.TemporaryDirectory(dir=house.data) as folder:
        work = partial(write_file, picture, folder)
        ours, limit = alternately(
            profile.rounds, sealed, lambda: bare.rate(house.url, work, **window)
        )
    yield compared(
        f"sealed photos of {SIZE // 1000} kB in one part, opened and kept",
        ours,
        "photos/s",
        limit="bare: hash, file written and flushed, row, audit row and job in one transaction",
        limit_figure=limit,
    )


def _page(setting: Setting) -> Iterator[Figure]:
    with slow_line.before(setting.house.port) as port:
        base = f"http://localhost:{port}"
        opened: list[Visits] = [
            open_page(base, account="dong-0-1", password=PASSWORD, cpu=CPU_SLOWER)
            for _ in range(max(1, setting.profile.rounds - 2))
        ]
    yield _seconds("first visit", [one.first for one in opened])
    yield _seconds("later visits, from the phone", [one.later for one in opened])
    yield _seconds("later visits without any network", [one.offline for one in opened])


def _seconds(which: str, found: list[Opened]) -> Figure:
    middle = sorted(found, key=lambda one: one.interactive)[len(found) // 2]
    return absolute(
        f"the phone's page at slow 3G and {CPU_SLOWER} × CPU until it can be used: {which} "
        f"({middle.kilobytes:.0f} kB)",
        middle.interactive,
        "s",
        at_most=SECONDS,
    )
