"""The commands for who works on the program, and for who looks after an installation."""

from pathlib import Path

import psycopg

from .conftest import House, dongne


def test_a_database_to_work_with(places: Path) -> None:
    data = places / "alone"
    assert "not running" in dongne("db", "url", data=data).stderr
    url = dongne("db", data=data).stdout.strip()
    try:
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert dongne("db", "start", data=data).stdout.strip() == url
        migrated = dongne("manage", "migrate", "-v0", data=data)
        assert migrated.returncode == 0, migrated.stderr
        assert "Already running" in dongne("up", data=data).stderr
    finally:
        assert dongne("db", "stop", data=data).returncode == 0
    # Without a running server, one is started for the while of the command.
    shown = dongne("manage", "showmigrations", "--plan", data=data)
    assert "[X]  config.0001_initial" in shown.stdout


def test_doctor_of_a_running_installation(house: House) -> None:
    found = dongne("doctor", data=house.data)
    # Somebody should look at one thing: the keys lie beside the data that they lock.
    assert found.returncode == 1
    [marked] = [line for line in found.stdout.splitlines() if line.startswith(" !")]
    assert "keys: apart" in marked
    for words in (str(house.data), "data_checksums", f"pid {house.running()['web']}"):
        assert words in found.stdout


def test_doctor_of_nothing(places: Path) -> None:
    found = dongne("doctor", data=places / "nothing")
    assert found.returncode == 0
    assert "not running" in found.stdout
    assert not (places / "nothing").exists()
