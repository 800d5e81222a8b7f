"""A voice is taken for what its bytes are, kept sealed, and given back to who may hear it."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from dongne.foundation.media.models import Sound
from dongne.foundation.media.public import (
    SoundRefused,
    pieces_here,
    receive_photo,
    receive_sound,
    sound_bytes,
    sound_url,
    sounds_by_sha,
    without_file,
)
from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.sound_header import NotASound, read_sound
from tests.making.voices import LIES, VOICES, ebml, mp4, ogg, webm

from .conftest import NOW, jpeg


@pytest.mark.parametrize("name", VOICES)
def test_what_browsers_record_is_a_voice(name: str) -> None:
    read = read_sound(VOICES[name])
    assert read.format == name.partition(",")[0]
    assert len(read.data) == len(VOICES[name])


@pytest.mark.parametrize("name", LIES)
def test_what_lies_is_no_voice(name: str) -> None:
    with pytest.raises(NotASound):
        read_sound(LIES[name])


def test_what_is_said_beside_the_sound_is_blanked() -> None:
    tags = ebml(0x1254C367, b"recorded at home by Kim")
    assert b"Kim" not in read_sound(webm(more=tags)).data
    assert b"Kim" not in read_sound(ogg(tags=b"\x07\0\0\0ART=Kim")).data
    assert b"126.8561" not in read_sound(mp4()).data
    for blanked in (webm(more=tags), ogg(tags=b"\x03\0\0\0Kim"), mp4()):
        once = read_sound(blanked).data
        assert read_sound(once).data == once, "and it is still a recording"


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(VOICES)), st.data())
def test_no_bytes_break_the_reader(name: str, data: st.DataObject) -> None:
    voice = bytearray(VOICES[name])
    for _ in range(data.draw(st.integers(1, 6))):
        voice[data.draw(st.integers(0, len(voice) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(voice[: data.draw(st.integers(0, len(voice)))])
    with contextlib.suppress(NotASound):
        assert len(read_sound(cut).data) == len(cut)


@pytest.mark.django_db
class TestKept:
    def test_the_same_bytes_are_one_sound_that_nobody_reads_on_disk(
        self, officer: Viewer, media_root: Path
    ) -> None:
        voice = webm()
        first = receive_sound(officer, data=voice, now=NOW)
        again = receive_sound(officer, data=voice, now=NOW)
        assert first.pk == again.pk
        [file] = [path for path in media_root.rglob("*") if path.is_file()]
        assert b"voice" not in file.read_bytes()
        assert sound_bytes(Sound.objects.for_viewer(officer).get()) == voice

    @pytest.mark.parametrize("name", LIES)
    def test_what_is_refused_leaves_nothing(
        self, officer: Viewer, media_root: Path, name: str
    ) -> None:
        with pytest.raises(SoundRefused) as refusal:
            receive_sound(officer, data=LIES[name], now=NOW)
        assert refusal.value.code == "not_a_sound"
        assert refusal.value.message.endswith("주세요.")
        assert not [path for path in media_root.rglob("*") if path.is_file()]

    def test_too_long_empty_and_other_bytes_are_told_apart(
        self, officer: Viewer, settings: pytest.FixtureRequest
    ) -> None:
        settings.SOUND_MAX_BYTES = 10  # type: ignore[attr-defined]
        for data, expected, code in (
            (b"", None, "empty"),
            (webm(), None, "too_large"),
            (b"x", "0" * 64, "wrong_sha256"),
        ):
            with pytest.raises(SoundRefused) as refusal:
                receive_sound(officer, data=data, now=NOW, expected_sha256=expected)
            assert refusal.value.code == code

    def test_what_is_here_is_told_at_once(self, officer: Viewer, officers: Callable) -> None:
        photo = receive_photo(officer, data=jpeg(), now=NOW)
        sound = receive_sound(officer, data=ogg(), now=NOW)
        shas = {photo.sha256, sound.sha256, "0" * 64}
        assert pieces_here(officer, shas) == shas - {"0" * 64}
        assert pieces_here(officers("seongsan2"), shas) == set()
        assert set(sounds_by_sha(officer, shas)) == {sound.sha256}
        dong = officer.dong_id or 0
        assert without_file([(dong, sha256) for sha256 in shas]) == {(dong, "0" * 64)}
        sound.path.unlink()
        assert (dong, sound.sha256) in without_file([(dong, sound.sha256)])


@pytest.mark.django_db
def test_a_sound_is_a_file_to_keep_or_to_play_never_a_page(
    officer: Viewer, officers: Callable, client: Client
) -> None:
    voice = mp4()
    sound = receive_sound(officer, data=voice, now=NOW)
    heard = read_sound(voice).data
    client.force_login(Account.objects.get(pk=officer.account_id))
    answer = client.get(sound_url(sound))
    assert (answer.status_code, answer.content) == (200, heard)
    assert answer.headers["Content-Type"] == "audio/mp4"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    for asked, status, content in (
        ("bytes=0-3", 206, heard[:4]),
        ("bytes=4-", 206, heard[4:]),
        ("bytes=-4", 206, heard[-4:]),
        ("bytes=999999-", 416, b""),
        ("bytes=3-2", 416, b""),
        ("bytes=1-2,4-5", 200, heard),
        ("lines=1-2", 200, heard),
    ):
        part = client.get(sound_url(sound), headers={"Range": asked})
        assert (part.status_code, part.content) == (status, content), asked
    sound.path.unlink()
    assert client.get(sound_url(sound)).status_code == 410
    stranger = officers("seongsan2")
    client.force_login(Account.objects.get(pk=stranger.account_id))
    assert client.get(sound_url(sound)).status_code == 404
    assert Sound.objects.for_viewer(SYSTEM).count() == 1
    assert hashlib.sha256(voice).hexdigest() == sound.sha256
