"""The start: when it says it is ready, who it is told to, under which user, on which server."""

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dongne.config.runtime import demonstration, folders, server
from dongne.config.runtime.cluster import SYSTEM_HOME

from .conftest import House, address_of, dongne, eventually

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only for root")
SYSTEM_SERVER = Path("/usr/lib/postgresql/15/bin")
OTHER_USER = 61999


def uid_of(pid: int) -> int:
    return Path(f"/proc/{pid}").stat().st_uid


def test_healthz_is_503_until_the_demonstration_is_in(new_house: Callable[..., House]) -> None:
    house = new_house().start(DONGNE_DEMO="1", HOUSE_SLOW_DEMO="2")
    eventually(lambda: house.get("/healthz")[0] == 503)
    assert house.get("/healthz")[1]["Retry-After"]
    assert "worker" not in house.running()
    house.ready()
    assert house.get("/done")[1] == {"done": [-1]}
    first = house.end()[1]
    password = re.search(r"password:\s+(\S+)", first)
    assert password
    assert f"http://localhost:{house.port}/" in first
    # The next start says the same, and loads nothing twice.
    second = house.start(DONGNE_DEMO="1").ready().end()[1]
    assert password[1] in second
    kept = house.data / "demo_password"
    assert kept.read_text().strip() == password[1]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_demonstration_cut_short_is_loaded_whole_next_time(
    new_house: Callable[..., House],
) -> None:
    house = new_house().start(DONGNE_DEMO="1", HOUSE_SLOW_DEMO="60")
    eventually(lambda: house.get("/done")[0] == 200)
    assert house.get("/done")[1] == {"done": []}
    house.end()
    assert boot(house, DONGNE_DEMO="1") == [(-1,)]
    assert boot(house, DONGNE_DEMO="1") == [(-1,)]


def test_an_offices_own_database_gets_no_demonstration(new_house: Callable[..., House]) -> None:
    house = new_house()
    assert boot(house) == []
    assert boot(house, DONGNE_DEMO="1") == []


def boot(house: House, **environment: str) -> list[tuple[object, ...]]:
    """Bring up the database alone; what is in it then."""
    with server.running(house.data) as url:
        done = dongne("manage", "boot", data=house.data, **environment)
        assert done.returncode == 0, done.stderr
        with psycopg.connect(url) as connection:
            return connection.execute("SELECT number FROM house_done").fetchall()


def test_the_password_of_the_demonstration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DONGNE_DEMO_PASSWORD", raising=False)
    made = demonstration.password(tmp_path)
    assert len(made) >= 12
    assert demonstration.password(tmp_path) == made
    monkeypatch.setenv("DONGNE_DEMO_PASSWORD", "given")
    assert demonstration.password(tmp_path) == "given"


def test_the_database_is_set_for_keeps_and_closed_to_others(house: House) -> None:
    with psycopg.connect(address_of(house)) as connection:
        settings = dict(
            connection.execute(
                "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)",
                [["fsync", "synchronous_commit", "data_checksums", "listen_addresses"]],
            ).fetchall()
        )
        row = connection.execute(
            "SELECT rolsuper, (SELECT pg_encoding_to_char(encoding) || ' ' || datlocale "
            "FROM pg_database WHERE datname = current_database()) "
            "FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert settings == {
        "fsync": "on",
        "synchronous_commit": "on",
        "data_checksums": "on",
        "listen_addresses": "",
    }
    assert row == (False, "UTF8 C.UTF-8")
    wrong = re.sub(r"dongne:[^@]+@", "dongne:guessed@", address_of(house))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
    note = folders.read_note(house.data / "postgres.json")
    assert stat.S_IMODE((house.data / "postgres.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(note["socket"]).stat().st_mode) == 0o700
    assert len(note["socket"]) < 60


@AS_ROOT
def test_root_in_an_open_folder(house: House) -> None:
    assert uid_of(house.running()["postgres"]) != 0
    assert (house.data / "postgres" / "cluster").exists()


@AS_ROOT
def test_root_in_a_closed_folder(new_house: Callable[..., House], places: Path) -> None:
    closed = places / "closed place"
    closed.mkdir(mode=0o700)
    house = new_house(closed / "clone" / "var").start().ready()
    assert uid_of(house.running()["postgres"]) != 0
    home = Path(folders.read_note(house.data / "postgres.json")["home"])
    assert home.parent == SYSTEM_HOME
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    house.end()
    # Whatever becomes of the folder's permissions, the data stay where they are.
    closed.chmod(0o755)
    boot(house)
    assert not (house.data / "postgres").exists()
    assert home.exists()


@AS_ROOT
def test_not_root(new_house: Callable[..., House], places: Path) -> None:
    setpriv = shutil.which("setpriv")
    if not setpriv:
        pytest.skip("setpriv, which changes the user, is not installed")
    # May read everything, so that it finds this checkout wherever it lies, and write nothing else.
    user = [setpriv, f"--reuid={OTHER_USER}", f"--regid={OTHER_USER}", "--clear-groups"]
    # With the last one also where the kernel asks what the real user may, as initdb does for its
    # programs: a checkout may lie in a folder that no other user may pass.
    reading = [
        "--inh-caps=+dac_read_search",
        "--ambient-caps=+dac_read_search",
        "--securebits=+no_setuid_fixup",
    ]
    own = places / "not-root"
    own.mkdir(mode=0o700)
    os.chown(own, OTHER_USER, OTHER_USER)
    listed = subprocess.run(["getent", "passwd", str(OTHER_USER)], check=False)
    if listed.returncode:
        # initdb wants a name for the user; one that is on every system has it.
        user = [setpriv, "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        shutil.chown(own, "nobody")
    house = new_house(own / "data", before=(*user, *reading)).start().ready()
    assert house.process
    assert {uid_of(pid) for pid in house.all_processes()} == {own.stat().st_uid}
    assert stat.S_IMODE(house.data.stat().st_mode) == 0o700
    assert not list((house.data / "postgres").glob("programs*"))
    closed = places / "not-roots"
    closed.mkdir(mode=0o755)
    other = new_house(closed / "data", before=(*user, *reading))
    assert "cannot be read and written" in other.fails()
    house.end()


@pytest.fixture
def system_server(places: Path) -> Iterator[str]:
    """The system's PostgreSQL 15, as an office may have one."""
    if not SYSTEM_SERVER.exists():
        pytest.skip("PostgreSQL 15 is not installed on this system")
    folder = places / "system"
    folder.mkdir()
    user = {}
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
        user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    files = folder / "data"
    initdb = [SYSTEM_SERVER / "initdb", "-D", files, "-U", "office", "-A", "trust", "--no-sync"]
    made = subprocess.run(initdb, cwd="/", capture_output=True, check=False, **user)
    assert made.returncode == 0, made.stderr
    postgres = subprocess.Popen(
        [SYSTEM_SERVER / "postgres", "-D", files, "-k", folder, "-c", "listen_addresses="],
        cwd="/",
        stderr=subprocess.DEVNULL,
        **user,
    )
    yield f"postgresql://office@/postgres?host={folder}"
    postgres.terminate()
    postgres.wait()


def test_with_database_url(new_house: Callable[..., House], system_server: str) -> None:
    # Starts at once, before the server answers: it waits a while.
    house = new_house().start(DATABASE_URL=system_server).ready()
    assert set(house.running()) == {"web", "worker"}
    assert house.get("/ask/1")[0] == 200
    eventually(lambda: house.has_done(1))
    assert not (house.data / "postgres.json").exists()
    assert house.end()[0] == 0
