"""The plaintext hunt: what is sealed lies in no file of a running installation, and on no page."""

from __future__ import annotations

import contextlib
import io
import json
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg

from bench.city import PASSWORD
from bench.figures import Figure, absolute, say
from bench.house import ROOT, House, clean_environment, eventually, standing, temporary_folder
from bench.measures.home import sign_in
from bench.prove.needles import Hit, Needles
from dongne.config.runtime import cluster, folders

ROLES = (
    *("sinjeong4-01", "sinjeong4-02", "sinjeong4-lead", "sinjeong4-head"),
    *("sinjeong4-welfare1-lead", "seongsan2-lead", "yangcheon-desk", "yangcheon-road"),
    *("seoul-desk", "yangcheon-admin", "yangcheon-privacy"),
)
# Of many pages of one kind, so many are looked at by each role.
OF_A_KIND = 3
MOST_PAGES = 600
PART = 8 * 1024 * 1024
OPENED = 5


def prove() -> Iterator[Figure]:
    with temporary_folder() as apart:
        keys = apart / "keys.json"
        _dongne(apart, "keys", "make", DONGNE_KEYS=str(keys))
        house_is = standing(DONGNE_DEMO="1", DONGNE_DEMO_PASSWORD=PASSWORD, DONGNE_KEYS=str(keys))
        with house_is as house:
            eventually(house.healthy, "a demonstration", 600)
            seeded = json.loads(_module(house, "bench.prove.hunt_seed"))
            needles = Needles(seeded["values"])
            eventually(lambda: _is_quiet(house), "sent messages", 120)
            pages, crawled = 0, list[Hit]()
            for role in ROLES:
                for place, body in crawl(house, sign_in(house.port, role)):
                    pages += 1
                    crawled += needles.hits(body, f"{place} for {role}")
            opened = _open(house, seeded)
            exported = _exports(house, apart)
            found = [hit for file in exported for hit in _in_file(needles, file)]
            with psycopg.connect(house.superuser_url, autocommit=True) as database:
                database.execute("CHECKPOINT")
                rows = database.execute("SELECT count(*) FROM openings_opening").fetchone()
            assert rows
            house.end()
            files, size = 0, 0
            for file in _files(house):
                files, size = files + 1, size + file.stat().st_size
                found += _in_file(needles, file)
    for hit, n in Counter(map(str, (*crawled, *found))).most_common(20):
        say(f"{n} × {hit}")
    what = f"{len(seeded['values'])} values of {len(seeded['ids'])} persons in {len(needles)} forms"
    yield absolute(f"{what}: in {files:,} files, {size / 1e6:,.0f} MB", len(found), "", at_most=0)
    yield absolute(f"{what}: on {pages:,} pages of {len(ROLES)} roles", len(crawled), "", at_most=0)
    yield absolute("persons opened for a purpose and readable", opened, "", at_least=OPENED)
    yield absolute("rows in the log beyond those openings", abs(rows[0] - OPENED), "")


def crawl(house: House, cookie: str) -> Iterator[tuple[str, bytes]]:
    """Every page that a link leads to, and its files, as this person."""
    waiting, seen, kinds = ["/"], {"/"}, Counter[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "#", path)
        kinds[kind] += 1
        if kinds[kind] > OF_A_KIND:
            continue
        body, type_ = _get(house, path, cookie)
        yield path, _readable(body, type_)
        if "html" not in type_:
            continue
        for link in re.findall(r'(?:href|src|action)="([^"#]+)"', body.decode("utf-8", "replace")):
            to = urllib.parse.urljoin(path, link.replace("&amp;", "&"))
            if to.startswith("/") and not to.startswith(("/static/", "//")) and to not in seen:
                seen.add(to)
                waiting.append(to)


def _get(house: House, path: str, cookie: str) -> tuple[bytes, str]:
    url = f"http://localhost:{house.port}{urllib.parse.quote(path, safe='/?&=%:,+')}"
    request = urllib.request.Request(url, headers={"Cookie": cookie})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own
            return answer.read(), answer.headers.get("Content-Type", "")
    except urllib.error.HTTPError as error:
        return error.read(), error.headers.get("Content-Type", "")


def _readable(body: bytes, type_: str) -> bytes:
    """A workbook's and a document's files unpacked; the words of a PDF."""
    if body.startswith(b"PK"):
        with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(body)) as packed:
            return b"\n".join(packed.read(name) for name in packed.namelist())
    if "pdf" in type_ or body.startswith(b"%PDF"):
        with contextlib.suppress(FileNotFoundError):
            done = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True)
            return body + b"\n" + done.stdout
    return body


def _open(house: House, seeded: dict[str, dict[str, str]]) -> int:
    """Persons that a member of staff has opened on their page, whose values then stood there."""
    cookie = sign_in(house.port, "sinjeong4-01")
    opened = 0
    # Others than those that were merged or edited.
    for n in range(40, 40 + OPENED):
        path = f"/residents/{seeded['ids'][n]}/"
        page = _get(house, path, cookie)[0].decode()
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found
        form = urllib.parse.urlencode({"csrfmiddlewaretoken": found[1], "purpose": "visit"})
        request = urllib.request.Request(
            f"http://localhost:{house.port}{path}open",
            form.encode(),
            {"Cookie": f"{cookie}; csrftoken={_token_of(house, path, cookie)}"},
        )
        with contextlib.suppress(urllib.error.HTTPError):
            shown = urllib.request.urlopen(request).read().decode()  # noqa: S310 - our own
            opened += seeded["values"][f"name of person {n}"] in shown
    return opened


def _token_of(house: House, path: str, cookie: str) -> str:
    request = urllib.request.Request(
        f"http://localhost:{house.port}{path}", headers={"Cookie": cookie}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own
        for line in answer.headers.get_all("Set-Cookie") or []:
            if found := re.match(r"csrftoken=([^;]+)", line):
                return found[1]
    return ""


def _exports(house: House, folder: Path) -> list[Path]:
    made = []
    for ending in ("jsonl", "xlsx"):
        file = folder / f"everything.{ending}"
        _dongne(
            house.data,
            *("export", "--dong", "sinjeong4", "--to", str(file)),
            DATABASE_URL=house.url,
            **house.environment,
        )
        made.append(file)
    return made


def _is_quiet(house: House) -> bool:
    with psycopg.connect(house.url) as database:
        row = database.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
            " AND queue_name <> 'upkeep' AND coalesce(scheduled_at, now()) <= now()"
        ).fetchone()
    return row is not None and not row[0]


def _files(house: House) -> Iterator[Path]:
    """The whole data folder, logs and media too, and the database's own where it lies apart."""
    homes = {house.data}
    note = folders.read_note(cluster.note_path(house.data))
    if "home" in note:
        homes.add(house.data / note["home"])
    for home in homes:
        for file in sorted(home.rglob("*")):
            if file.is_file() and not file.is_symlink():
                yield file


def _in_file(needles: Needles, file: Path) -> list[Hit]:
    if file.suffix in (".xlsx", ".hwpx", ".pdf"):
        return list(needles.hits(_readable(file.read_bytes(), ""), file.name))
    with file.open("rb") as opened:
        return list(needles.hits_in(iter(lambda: opened.read(PART), b""), file.name))


def _module(house: House, name: str) -> str:
    done = house.beside("-m", name)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return done.stdout


def _dongne(data: Path, *words: str, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dongne.config.cli", *words],
        env=clean_environment(DONGNE_DATA=str(data), **environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
