"""The first key file, and what is said when it is not there."""

from pathlib import Path

from .conftest import dongne


def test_a_key_file_is_made_once(places: Path) -> None:
    keys = places / "apart" / "keys.json"
    # The small house of the other tests here has nothing to lock.
    told = {"DONGNE_KEYS": str(keys), "DJANGO_SETTINGS_MODULE": "dongne.config.settings"}
    made = dongne("keys", "make", data=places / "data", **told)
    assert made.returncode == 0, made.stderr
    assert keys.stat().st_mode & 0o777 == 0o600
    before = keys.read_text()
    again = dongne("keys", "make", data=places / "data", **told)
    assert again.returncode == 1
    assert str(keys) in again.stderr
    assert "Traceback" not in again.stderr
    assert keys.read_text() == before
