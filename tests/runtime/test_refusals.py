"""What keeps it from starting is said in one clear sentence."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from dongne.config.runtime import cluster, folders, server

from .conftest import House, dongne


def test_started_twice(house: House) -> None:
    assert "Already running" in House(house.data).fails()
    assert house.healthy()


def test_busy_port(new_house: Callable[..., House]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port}" in new_house(port=port).fails()


@pytest.mark.parametrize("port", ["eighty", "0", "70000"])
def test_a_port_that_is_none(new_house: Callable[..., House], port: str) -> None:
    assert port in new_house().fails(PORT=port)


def test_certificate_without_key(new_house: Callable[..., House], tmp_path: Path) -> None:
    certificate = tmp_path / "certificate.pem"
    assert str(certificate) in new_house().fails(DONGNE_TLS_CERT=str(certificate))
    certificate.touch()
    assert "DONGNE_TLS_KEY" in new_house().fails(DONGNE_TLS_CERT=str(certificate))


def test_data_folder_of_a_newer_postgresql(new_house: Callable[..., House]) -> None:
    house = new_house()
    files = house.data / "postgres" / "cluster"
    files.mkdir(parents=True)
    (files / "PG_VERSION").write_text("99\n")
    assert "newer PostgreSQL, 99" in house.fails()
    (files / "PG_VERSION").write_text("13\n")
    assert "older PostgreSQL, 13" in house.fails()


def test_data_of_a_newer_dongne(new_house: Callable[..., House]) -> None:
    house = new_house()
    with server.running(house.data) as url:
        assert dongne("manage", "boot", data=house.data).returncode == 0
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("UPDATE config_boot SET version = '99.0.1'")
            assert "99.0.1" in dongne("manage", "boot", data=house.data).stderr
            connection.execute("UPDATE config_boot SET version = '0.0.1', schema = 'other'")
            assert dongne("manage", "boot", data=house.data).returncode == 0
            # A branch of the same version number, but with a migration more.
            connection.execute("UPDATE config_boot SET schema = 'other'")
            connection.execute(
                "INSERT INTO django_migrations (app, name, applied) "
                "VALUES ('config', '0999_next_year', now())"
            )
    assert "newer Dongne" in house.fails()


def test_lost_cluster_is_not_replaced_by_an_empty_one(new_house: Callable[..., House]) -> None:
    house = new_house()
    house.data.mkdir(parents=True)
    folders.write_note(cluster.note_path(house.data), {"home": "postgres"})
    assert "gone from its place" in house.fails()


def test_data_folder_that_is_a_file(new_house: Callable[..., House], tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    assert "cannot be read" in new_house(tmp_path / "data").fails()


def test_no_room(new_house: Callable[..., House], places: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = places / "small"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=755", "small", str(disk)]
    if subprocess.run(mounting, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        assert "disk is full" in new_house(disk / "data").fails()
        (disk / "filling").write_bytes(b"x" * (shutil.disk_usage(disk).free - 8192))
        assert "disk is full" in new_house(disk / "other").fails()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_database_that_is_away(new_house: Callable[..., House], tmp_path: Path) -> None:
    said = new_house().fails(DATABASE_URL=f"postgresql://nobody:secret@/none?host={tmp_path}")
    assert "DATABASE_URL cannot be reached" in said
    assert "secret" not in said
